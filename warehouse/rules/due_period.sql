-- The due periods of recurring measures, from two calendar years before the day to the year after it, each named by the year it falls
-- due in. A period counts when the plan it belongs to governs all of it, and no later decision governs its due date: half a period is
-- never demanded, and nothing is demanded by a plan that is not set, nor of an optional measure by one that is not decided.
-- One row per measure and period.
create or replace macro due_period(as_of) as table
with calendar_year as (
    select unnest(generate_series(year(as_of) - 2, year(as_of) + 1)) as year_number
),
decided as (
    select plan_id, measure_id, basis, grace_days, governs_from, governs_to, rank
    from known_plan(as_of)
),
candidate as (
    select
        plan_id, decided.measure_id, decided.basis, decided.grace_days, decided.governs_from, decided.governs_to, decided.rank,
        concat_ws('-', year_number, nullif(plan_period.code, '')) as period,
        make_date(year_number, plan_period.start_month, plan_period.start_day) as start_on,
        day_in_month(year_number, plan_period.due_month, plan_period.due_day) as due_on
    from decided
    join measure using (measure_id)
    join plan_period using (plan_id)
    cross join calendar_year
    where decided.basis = 'decided' or (decided.basis <> 'not_set' and not measure.is_optional)
)
select
    candidate.measure_id, candidate.plan_id, candidate.basis, candidate.period, candidate.start_on, candidate.due_on,
    candidate.due_on + candidate.grace_days as closes_on
from candidate
where candidate.start_on >= candidate.governs_from
    and candidate.due_on <= candidate.governs_to
    and not exists (
        from decided as other
        where other.measure_id = candidate.measure_id
            and other.rank > candidate.rank
            and candidate.due_on between other.governs_from and other.governs_to
    );
