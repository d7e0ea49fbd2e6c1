-- One row per event in the months shown, up to the as-of date, oldest first.
select event_id, occurred_on, name_nb, name_en, kind
from event
where occurred_on <= $as_of
    and occurred_on >= date_trunc('month', $as_of::date) - to_months($months - 1)
order by occurred_on, event_id;
