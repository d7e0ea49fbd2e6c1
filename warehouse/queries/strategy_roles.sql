-- One row per role that the strategy names or we have added: its title then and now, and for how many measures it is named and answers.
select
    role.role_id,
    role.strategy_name_nb,
    role.name_nb,
    role.name_en,
    role.is_group,
    count(*) filter (measure_role.quote_nb is not null) as named_count,
    count(*) filter (measure_role.is_accountable) as accountable_count
from role
left join measure_role on measure_role.role_id = role.role_id
group by all
order by named_count desc, accountable_count desc, role.strategy_name_nb;
