-- One row per measure of a goal ('X': across the goals) and responsible role; the accountable role first, then the strategy's order.
select
    measure_role.measure_id,
    measure_role.role_id,
    role.name_nb,
    role.name_en,
    measure_role.is_accountable,
    measure_role.confidence,
    measure_role.quote_nb
from measure_role
join measure on measure.measure_id = measure_role.measure_id
join role on role.role_id = measure_role.role_id
where coalesce(measure.goal_id, 'X') = $goal
order by measure_role.measure_id, measure_role.is_accountable desc, measure_role.position;
