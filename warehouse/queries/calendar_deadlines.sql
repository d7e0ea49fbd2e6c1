-- One row per deadline from the as-of year on, with its measure, who answers for that (first; none where it is not settled) and its
-- channels; and of those from before that year, what still waits: every milestone, and what else fell due in the last days. is_next:
-- within the days ahead, not done. has_slipped: missed. can_still: past its date, and counts if it is recorded within its grace days.
-- place: the measure's place in the strategy. In order of due date, then the strategy's.
with answers as (
    select
        measure_role.measure_id,
        list(
            {'id': role.role_id, 'name_nb': role.name_nb, 'name_en': role.name_en}
            order by measure_role.role_id <> settled.role_id, measure_role.position
        ) as roles
    from measure_role
    join answering_role($as_of) as settled using (measure_id)
    join role on role.role_id = measure_role.role_id
    group by measure_role.measure_id
),
used as (
    select
        measure_channel.measure_id,
        list(
            {'id': channel.channel_id, 'name_nb': channel.name_nb, 'name_en': channel.name_en} order by measure_channel.position
        ) as channels
    from measure_channel
    join channel on channel.channel_id = measure_channel.channel_id
    group by measure_channel.measure_id
),
placed as (
    select
        measure.*,
        coalesce(measure.goal_id, 'X') as goal,
        goal.short_nb as goal_short_nb,
        goal.short_en as goal_short_en,
        row_number() over (order by goal.position nulls last, measure.position, measure.measure_id) as place
    from measure
    left join goal on goal.goal_id = measure.goal_id
)
select
    deadline.deadline_id,
    deadline.measure_id,
    measure.place,
    measure.goal,
    measure.goal_short_nb,
    measure.goal_short_en,
    measure.text_nb,
    measure.text_en,
    measure.short_nb,
    measure.short_en,
    deadline.what,
    case when deadline.what = 'period' then substr(deadline.part, 6) end as code,
    coalesce(deadline.name_nb, plan_period.name_nb) as name_nb,
    coalesce(deadline.name_en, plan_period.name_en) as name_en,
    deadline.required_count,
    deadline.covered_count,
    deadline.population_count,
    deadline.due_on,
    deadline.closes_on,
    deadline.done_on,
    deadline.outcome,
    deadline.basis,
    year(deadline.due_on) = year($as_of) as is_this_year,
    deadline.done_on is null and deadline.due_on between $as_of and $as_of + $days::integer as is_next,
    deadline.outcome = 'missed' as has_slipped,
    deadline.outcome = 'in_grace' as can_still,
    deadline.outcome = 'unknown' as is_unknown,
    coalesce(answers.roles, []) as roles,
    coalesce(used.channels, []) as channels
from deadline($as_of) as deadline
join placed as measure on measure.measure_id = deadline.measure_id
left join plan_period
    on deadline.what = 'period' and plan_period.plan_id = deadline.plan_id and plan_period.code = substr(deadline.part, 6)
left join answers on answers.measure_id = deadline.measure_id
left join used on used.measure_id = deadline.measure_id
where year(deadline.due_on) >= year($as_of)
    or (
        deadline.outcome in ('missed', 'in_grace', 'unknown')
        and (deadline.what = 'milestone' or deadline.due_on >= $as_of - $days::integer)
    )
order by deadline.due_on, measure.place, deadline.deadline_id;
