-- The first meeting after a date. At most one row.
select held_on, name_nb, name_en
from meeting
where held_on > $as_of
order by held_on, meeting_id
limit 1
