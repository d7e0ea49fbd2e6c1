-- One row per measure and responsible role; the one that answers first, then the strategy's order.
select
    measure_role.measure_id,
    measure_role.role_id,
    role.name_nb,
    role.name_en,
    settled.role_id is not null as is_settled,
    measure_role.confidence,
    measure_role.quote_nb
from measure_role
join role on role.role_id = measure_role.role_id
left join answering_role($as_of) as settled on settled.measure_id = measure_role.measure_id and settled.role_id = measure_role.role_id
order by measure_role.measure_id, is_settled desc, measure_role.is_accountable desc, measure_role.position;
