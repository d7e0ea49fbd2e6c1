-- The word for what the stories rest on: `no_measure` where the register marks no measure is_story, `no_story` where no completion of one
-- is known, `no_number` where no month has both a known count of stories and a number of the page's (story_month), else `ready`.
create or replace macro story_ground(measure_count, story_count, month_count) as
case
    when measure_count = 0 then 'no_measure'
    when story_count = 0 then 'no_story'
    when month_count = 0 then 'no_number'
    else 'ready'
end;
