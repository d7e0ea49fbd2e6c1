-- What the owner has not decided on a date, with the words of what each point is about and of what is proposed. One row per point.
with answering as (
    select settled.measure_id, role.name_nb, role.name_en
    from answering_role($as_of) as settled
    inner join role on settled.role_id = role.role_id
    where settled.basis = 'named'
),
touched as (
    select
        measure_ambiguity.ambiguity_id,
        list(measure.measure_id order by measure.audience desc, measure.position, measure.measure_id) as measure_ids
    from measure_ambiguity
    inner join measure on measure_ambiguity.measure_id = measure.measure_id
    group by measure_ambiguity.ambiguity_id
),
counted as (
    select unit_kind, count(*) as unit_count
    from unit
    where basis = 'candidate'
        and (valid_from is null or valid_from <= $as_of)
        and (valid_to is null or valid_to >= $as_of)
    group by unit_kind
)
select
    undecided.kind,
    undecided.subject_id,
    undecided.basis,
    undecided.goal_id,
    goal.position as goal_position,
    goal.short_nb as goal_nb,
    goal.short_en as goal_en,
    measure.short_nb,
    measure.short_en,
    coalesce(measure.is_optional, false) as is_optional,
    answering.name_nb as answers_nb,
    answering.name_en as answers_en,
    plan.note_nb as plan_nb,
    plan.note_en as plan_en,
    metric.name_nb as metric_nb,
    metric.name_nn as metric_nn,
    metric.name_en as metric_en,
    metric.unit,
    target.kind as target_kind,
    target.value as target_value,
    target.due_on as target_due_on,
    target.note_nb as target_nb,
    target.note_en as target_en,
    role.name_nb as role_nb,
    role.name_en as role_en,
    counted.unit_count,
    ambiguity.text_nb as reading_nb,
    ambiguity.text_en as reading_en,
    ambiguity.confidence,
    touched.measure_ids
from undecided($as_of) as undecided
left join goal on undecided.goal_id = goal.goal_id
left join measure on undecided.kind in ('plan', 'role') and undecided.subject_id = measure.measure_id
left join answering on undecided.kind = 'plan' and undecided.subject_id = answering.measure_id
left join plan on undecided.kind = 'plan' and undecided.proposal_id = plan.plan_id
left join metric on undecided.kind = 'target' and undecided.subject_id = metric.metric_id
left join target on undecided.kind = 'target' and undecided.proposal_id = target.target_id
left join role on undecided.kind = 'role' and undecided.proposal_id = role.role_id
left join counted on undecided.kind = 'units' and undecided.subject_id = counted.unit_kind
left join ambiguity on undecided.kind = 'reading' and undecided.subject_id = ambiguity.ambiguity_id
left join touched on undecided.kind = 'reading' and undecided.subject_id = touched.ambiguity_id
order by
    goal.position nulls last,
    list_position(['plan', 'target', 'role', 'units', 'reading'], undecided.kind),
    undecided.basis,
    list_position(['low', 'medium', 'high'], ambiguity.confidence),
    measure.position,
    length(undecided.subject_id),
    undecided.subject_id
