-- One row per measure and responsible role; the accountable role first, then the strategy's order.
select
    measure_role.measure_id,
    measure_role.role_id,
    role.name_nb,
    role.name_en,
    measure_role.is_accountable,
    measure_role.confidence,
    measure_role.quote_nb
from measure_role
join role on role.role_id = measure_role.role_id
order by measure_role.measure_id, measure_role.is_accountable desc, measure_role.position;
