-- One row per event that has happened, as of a date, oldest first, with its letter: what else stands in the months with and without stories.
select event_id, occurred_on, date_trunc('month', occurred_on)::date as month_on, name_nb, name_en, letter
from lettered_event($as_of)
order by occurred_on, event_id;
