-- One row per event in the months shown, up to the as-of date, oldest first, with its letter.
select event_id, occurred_on, name_nb, name_en, kind, letter
from lettered_event($as_of)
where occurred_on >= date_trunc('month', $as_of::date) - to_months($months - 1)
order by occurred_on, event_id;
