-- The word for a coverage measure over meetings or processes, from how many were held, how many of them are uncovered, and how
-- many uncovered beyond their grace days.
create or replace macro event_word(held_count, late_count, uncovered_count) as
case
    when late_count > 0 then 'overdue'
    when uncovered_count > 0 then 'delayed'
    when held_count = 0 then 'not_started'
    else 'on_track'
end;
