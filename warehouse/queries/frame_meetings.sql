-- Meetings held up to a date, newest first. One row per meeting.
select
    meeting_id,
    held_on,
    name_nb,
    name_en
from meeting
where held_on <= $as_of
order by held_on desc, meeting_id
