-- Whether each due period of a recurring measure was met. A record counts for the period it is filed on, else for the latest
-- period that had begun when it happened, and a period counts once: on time by its due date, late after it; with none, it is in
-- grace until its grace days are over and missed from then on. Where the source has not been read since the due date, silence
-- means nothing yet (is_known is false). One row per recurring measure and due period.
create or replace macro due_period_status(as_of) as table
with period_of_day as (
    select * from due_period(as_of)
),
record as (
    select known.measure_id, known.period, known.occurred_on, min(known.registered_on) as registered_on
    from known_completion(as_of) as known
    semi join period_of_day using (measure_id)
    group by known.measure_id, known.period, known.occurred_on
),
filed as (
    select measure_id, period, occurred_on, registered_on
    from record
    where period is not null
    union all
    select record.measure_id, period_of_day.period, record.occurred_on, record.registered_on
    from record
    asof join period_of_day
        on period_of_day.measure_id = record.measure_id
        and record.occurred_on >= period_of_day.start_on
    where record.period is null
),
met as (
    select
        measure_id,
        period,
        min(occurred_on) as completed_on,
        arg_min(registered_on, (occurred_on, registered_on)) as registered_on
    from filed
    group by measure_id, period
)
select
    due.measure_id, due.plan_id, due.basis, due.period, due.start_on, due.due_on, due.closes_on,
    met.completed_on, met.registered_on,
    case
        when met.completed_on <= due.due_on then 'on_time'
        when met.completed_on > due.due_on then 'late'
        when due.closes_on < as_of then 'missed'
        when due.due_on < as_of then 'in_grace'
        when due.start_on <= as_of then 'open'
        else 'upcoming'
    end as outcome,
    met.completed_on is not null
        or due.due_on >= as_of
        or coalesce(due.due_on <= through.data_through_on, false) as is_known
from period_of_day as due
left join met using (measure_id, period)
left join data_through(as_of) as through using (measure_id)
order by due.measure_id, due.due_on;
