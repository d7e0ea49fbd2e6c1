-- What has happened up to a day, each with the letter that stands for it on every screen: A for the first event of the register, Z for
-- the twenty-sixth, A2 for the next. One row per event.
create or replace macro lettered_event(as_of) as table
with placed as (
    select *, row_number() over (order by occurred_on, event_id) - 1 as place
    from event
    where occurred_on <= as_of
)
select
    event_id, occurred_on, name_nb, name_en, kind,
    chr((ord('A') + place % 26)::integer) || case when place >= 26 then (place // 26 + 1)::varchar else '' end as letter
from placed
order by place;
