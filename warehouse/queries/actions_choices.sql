-- One row per measure that is counted, with the goal and the role (null: not settled) that a reader can narrow to.
-- All of them, so that an address chooses the same on a day when a goal or a role has nothing to do.
select
    coalesce(measure.goal_id, 'X') as goal,
    answers.role_id,
    role.name_nb as role_nb,
    role.name_en as role_en
from measure
left join goal on goal.goal_id = measure.goal_id
left join answering_role($as_of) as answers on answers.measure_id = measure.measure_id
left join role on role.role_id = answers.role_id
where measure.lane = 'activity' and not measure.is_optional
order by goal.position nulls last, measure.position, measure.measure_id
