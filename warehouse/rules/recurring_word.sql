-- The word for a recurring measure, from its periods that closed in the last twelve months. Overdue when the last one was
-- missed and there are at most two, or the one before was missed too, or fewer than three in four were met; delayed after a miss
-- among the last four or while one is in grace; not started before anything is closed or done; else on track.
create or replace macro recurring_word(
    closed_count, met_count, is_last_missed, is_one_before_missed, recent_missed_count, in_grace_count, done_count
) as
case
    when is_last_missed and (closed_count <= 2 or is_one_before_missed or met_count / closed_count < 0.75) then 'overdue'
    when recent_missed_count > 0 or in_grace_count > 0 then 'delayed'
    when closed_count = 0 and done_count = 0 then 'not_started'
    else 'on_track'
end;
