-- The one role that answers for each measure: the one that the register marks so. Where the strategy's line is read with low
-- confidence and names other roles beside it, none is settled; nor where the register marks none, or several. basis is proposed where
-- the strategy names nobody and the role is our proposal, else named. Roles carry no dates, so the day changes nothing. One row per
-- measure with a settled role.
create or replace macro answering_role(as_of) as table
with marked as (
    select
        measure_id, role_id, confidence, is_accountable,
        count(*) filter (where is_accountable) over (partition by measure_id) as accountable_count,
        count(*) over (partition by measure_id) as role_count
    from measure_role
)
select measure_id, role_id, case when confidence = 'proposed' then 'proposed' else 'named' end as basis
from marked
where is_accountable and accountable_count = 1 and (confidence <> 'low' or role_count = 1);
