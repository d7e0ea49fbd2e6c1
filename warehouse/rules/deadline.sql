-- Everything that falls due, each with what came of it: the due periods of recurring measures, the milestones of one-off measures that
-- have a due date, the checkpoints of coverage over service areas, and the meetings and processes to be covered. The outcome follows the
-- rule of each kind (due_period_status, milestone_status, checkpoint_status; a meeting or process is on time when a record covers it,
-- and missed when its grace days are over without one), and is unknown where only a silent source speaks against it. What nobody has set
-- a date for, what is measured all the time, and optional measures without a decided plan have no deadline. deadline_id stays the same
-- when the date moves, when the plan changes and whatever day is asked for. Periods, checkpoints, meetings and processes from two
-- calendar years before the day to the year after it; milestones of any year. One row per deadline.
create or replace macro deadline(as_of) as table
with planned_unit as (
    select
        measure.measure_id, measure.is_optional, known.plan_id, known.basis, unit.unit_id, unit.name_nb, unit.name_en,
        coalesce(unit.valid_from, unit.occurs_on) as opens_on,
        unit.occurs_on as due_on,
        unit.occurs_on + known.grace_days as closes_on
    from measure
    join known_plan(as_of) as known using (measure_id)
    join unit on unit.unit_kind = measure.unit_kind
    where measure.kind = 'coverage'
        and (measure.unit_kind <> 'service_area' or known.coverage_window = 'event')
        and unit.occurs_on between known.governs_from and known.governs_to
        and year(unit.occurs_on) between year(as_of) - 2 and year(as_of) + 1
    qualify row_number() over (partition by measure.measure_id, unit.unit_id order by known.rank desc) = 1
),
covered_unit as (
    select planned.measure_id, planned.unit_id, min(record.occurred_on) as covered_on
    from planned_unit as planned
    join known_completion(as_of) as record
        on record.measure_id = planned.measure_id
        and record.unit_id = planned.unit_id
        and record.occurred_on between planned.opens_on and planned.due_on
    group by planned.measure_id, planned.unit_id
),
found as (
    select
        measure_id, 'period' as what, period as part, plan_id, basis, start_on as opens_on, due_on, closes_on,
        completed_on as done_on, outcome, is_known
    from due_period_status(as_of)
    union all by name
    select
        step.measure_id, 'milestone' as what, step.milestone_id as part, in_force.plan_id, in_force.basis, step.started_on as opens_on,
        step.due_on, step.due_on as closes_on, step.name_nb, step.name_en, step.completed_on as done_on,
        case
            when step.days_late > 0 then 'late'
            when step.status = 'completed' then 'on_time'
            when step.due_on < as_of then 'missed'
            when step.started_on <= as_of then 'open'
            else 'upcoming'
        end as outcome,
        step.status <> 'no_data' as is_known
    from milestone_status(as_of) as step
    join plan_in_force(as_of) as in_force using (measure_id)
    join measure using (measure_id)
    where step.due_on is not null
        and (in_force.basis = 'decided' or (in_force.basis <> 'not_set' and not measure.is_optional))
    union all by name
    select
        measure_id, 'checkpoint' as what, strftime(due_on, '%Y-%m-%d') as part, plan_id, basis, window_start_on as opens_on,
        due_on, due_on as closes_on, required_count, covered_count, population_count, reached_on as done_on, outcome, is_known
    from checkpoint_status(as_of)
    union all by name
    select
        unit.measure_id, 'unit' as what, unit.unit_id as part, unit.plan_id, unit.basis, unit.opens_on, unit.due_on, unit.closes_on,
        unit.name_nb, unit.name_en, covered_unit.covered_on as done_on,
        case
            when covered_unit.covered_on is not null then 'on_time'
            when unit.closes_on < as_of then 'missed'
            when unit.due_on < as_of then 'in_grace'
            when unit.opens_on <= as_of then 'open'
            else 'upcoming'
        end as outcome,
        covered_unit.covered_on is not null
            or unit.due_on >= as_of
            or coalesce(unit.due_on <= through.data_through_on, false) as is_known
    from planned_unit as unit
    left join covered_unit using (measure_id, unit_id)
    left join data_through(as_of) as through using (measure_id)
    where unit.basis = 'decided' or (unit.basis <> 'not_set' and not unit.is_optional)
)
select
    concat_ws('/', measure_id, what, part) as deadline_id, measure_id, what, part, plan_id, name_nb, name_en,
    required_count, covered_count, population_count, opens_on, due_on, closes_on, done_on,
    case when outcome in ('missed', 'in_grace') and not is_known then 'unknown' else outcome end as outcome,
    basis
from found
order by due_on, measure_id, part;
