-- The due periods of recurring measures, from two calendar years before the day to the year after it. A period counts when the
-- plan it belongs to governs all of it and governs its due date before any other plan: half a period is never demanded, nor one of an optional measure before it is decided.
-- One row per measure and period.
create or replace macro due_period(as_of) as table
with calendar_year as (
    select unnest(generate_series(year(as_of) - 2, year(as_of) + 1)) as year_number
),
candidate as (
    select
        known.measure_id, known.plan_id, known.basis, known.grace_days, known.governs_from, known.governs_to, known.rank,
        concat_ws('-', year_number, nullif(plan_period.code, '')) as period,
        make_date(year_number, plan_period.start_month, plan_period.start_day) as start_on,
        least(
            make_date(year_number, plan_period.due_month, 1) + (plan_period.due_day - 1),
            last_day(make_date(year_number, plan_period.due_month, 1))
        ) as due_on
    from known_plan(as_of) as known
    join measure using (measure_id)
    join plan_period using (plan_id)
    cross join calendar_year
    where known.basis = 'decided' or not measure.is_optional
)
select
    candidate.measure_id, candidate.plan_id, candidate.basis, candidate.period, candidate.start_on, candidate.due_on,
    candidate.due_on + candidate.grace_days as closes_on
from candidate
where candidate.start_on >= candidate.governs_from
    and candidate.due_on <= candidate.governs_to
    and not exists (
        from known_plan(as_of) as other
        where other.measure_id = candidate.measure_id
            and other.rank > candidate.rank
            and candidate.due_on between other.governs_from and other.governs_to
    );
