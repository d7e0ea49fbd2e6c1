-- One row, as known on a date: what the stories rest on, or what is missing.
with marked as (
    select count(*) as measure_count
    from measure
    where is_story
),
told as (
    select count(*) as story_count
    from known_completion($as_of) as record
    join measure on measure.measure_id = record.measure_id and measure.is_story
),
compared as (
    select count(*) as month_count
    from story_month($as_of)
    where value is not null and story_count is not null
)
select story_ground(marked.measure_count, told.story_count, compared.month_count) as word
from marked
cross join told
cross join compared;
