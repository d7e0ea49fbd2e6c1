-- Fills in what would have been right in rejected rows, and puts the file's own headings in the place of column names.
create or replace temp table nearest as
with wrong as (
    select distinct reason, upper(value) as cell
    from rejected
    where reason in ('reject.unknown_measure', 'reject.unknown_unit', 'reject.unknown_milestone', 'reject.unknown_channel', 'reject.unknown_role')
),
choice as (
    select 'reject.unknown_measure' as reason, measure_id as choice from measure
    union all
    select 'reject.unknown_unit' as reason, name_nb as choice from unit
    union all
    select distinct 'reject.unknown_milestone' as reason, milestone_id as choice from milestone
    union all
    select 'reject.unknown_channel' as reason, channel_id as choice from channel
    union all
    select 'reject.unknown_role' as reason, role_id as choice from role
)
select wrong.reason, wrong.cell, arg_min(choice.choice, levenshtein(wrong.cell, upper(choice.choice))) as choice
from wrong
join choice using (reason)
group by wrong.reason, wrong.cell;

update rejected
set allowed = nearest.choice
from nearest
where nearest.reason = rejected.reason and nearest.cell = upper(rejected.value);

update rejected
set column_name = heading.written
from heading
where heading.name = rejected.column_name;
