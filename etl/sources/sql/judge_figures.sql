-- Judges staged page figures against the register. A delivery holds few different cells, so each is understood once.
create or replace temp table metric_cell as
with spelling as (
    select metric_id as spelling, metric_id from metric
    union all
    select name_nb as spelling, metric_id from metric
    union all
    select name_nn as spelling, metric_id from metric
    union all
    select name_en as spelling, metric_id from metric
    union all
    select metric_alias.name as spelling, metric.metric_id from metric_alias join metric using (metric_id)
),
one_name as (
    select plain(spelling) as name, min(metric_id) as metric_id from spelling group by name having count(distinct metric_id) = 1
),
cell as (
    select distinct metric as cell from staged where metric is not null
)
select
    cell.cell,
    tidy(cell.cell) as tidied,
    metric.metric_id,
    metric.unit = 'share' as is_share,
    metric.unit in ('accounts', 'count') as is_count,
    metric.unit <> 'score' as is_never_negative
from cell
left join one_name on one_name.name = plain(tidy(cell.cell))
left join metric on metric.metric_id = one_name.metric_id;

create or replace temp table day_cell as
with cell as (
    select distinct observed_on as cell from staged where observed_on is not null
),
tidied as (
    select cell, tidy(cell) as tidied from cell
),
found as (
    select cell, tidied, as_day(tidied) as day from tidied
)
select cell, tidied, case when year(day) between 1990 and 2100 then day end as day
from found;

-- How the values of a metric that is a share are written, which says what a bare 1 is. One row per such metric.
create or replace temp table share_column as
select
    metric_cell.metric_id,
    coalesce(bool_or(number_cell.is_signed or number_cell.unsigned_number > 1), false) as has_per_cents,
    coalesce(bool_or(not number_cell.is_signed and number_cell.unsigned_number > 0 and number_cell.unsigned_number < 1), false) as has_parts
from staged
join metric_cell on metric_cell.cell = staged.metric and metric_cell.is_share
join number_cell on number_cell.cell = staged.value
group by metric_cell.metric_id;

-- One row per staged figure, with the first reason to leave it out, if any.
create or replace temp table judged as
with understood as (
    select
        staged.row_number, nullif(staged.fault, '') as fault, staged.value_name, staged.n_name,
        metric_cell.* exclude (cell, tidied), metric_cell.tidied as metric_text,
        day_cell.day as observed_on, day_cell.tidied as observed_text,
        value_cell.tidied as value_text,
        case
            when metric_cell.is_share
                then as_share(value_cell.unsigned_number, value_cell.is_signed, share_column.has_per_cents, share_column.has_parts)
            when metric_cell.is_count then value_cell.whole
            else value_cell.number
        end as read_value,
        case when metric_cell.is_share then value_cell.unsigned_number else value_cell.number end as number,
        metric_cell.is_share and (value_cell.is_signed or value_cell.unsigned_number > read_value) as is_per_cent,
        n_cell.tidied as n_text, n_cell.whole as n
    from staged
    left join metric_cell on metric_cell.cell = staged.metric
    left join day_cell on day_cell.cell = staged.observed_on
    left join number_cell as value_cell on value_cell.cell = staged.value
    left join number_cell as n_cell on n_cell.cell = staged.n
    left join share_column on share_column.metric_id = metric_cell.metric_id
)
select
    row_number, metric_id, observed_on, read_value as value, case when n between 0 and 2147483647 then n::integer end as n, is_share, is_per_cent,
    case
        -- «reason» for a whole row, else «reason:column» for each cell that cannot be read; the first is told.
        when fault is not null
            then {reason: regexp_extract(fault, '^[^ :]+'), name: nullif(regexp_extract(fault, '^[^ ]+:([^ ]+)', 1), ''), cell: null, allowed: null}
        when metric_text is null then {reason: 'reject.missing', name: 'metric', cell: null, allowed: null}
        when metric_id is null then {reason: 'reject.unknown_metric', name: 'metric', cell: metric_text, allowed: null}
        when observed_text is null then {reason: 'reject.missing', name: 'observed_on', cell: null, allowed: null}
        when observed_on is null then {reason: 'reject.impossible_date', name: 'observed_on', cell: observed_text, allowed: null}
        when observed_on > $today then {reason: 'reject.future_date', name: 'observed_on', cell: observed_text, allowed: '≤ ' || $today}
        when value_text is null then {reason: 'reject.missing', name: value_name, cell: null, allowed: null}
        when number is null then {reason: 'reject.not_a_number', name: value_name, cell: value_text, allowed: null}
        when is_share and read_value is null then {reason: 'reject.unclear_share', name: value_name, cell: value_text, allowed: '1 %, 100 %'}
        when is_share and not read_value between 0 and 1 then {reason: 'reject.not_a_share', name: value_name, cell: value_text, allowed: '0–100 %'}
        when is_count and (read_value < 0 or read_value <> floor(read_value)) then {reason: 'reject.not_a_count', name: value_name, cell: value_text, allowed: null}
        when is_never_negative and read_value < 0 then {reason: 'reject.negative', name: value_name, cell: value_text, allowed: '≥ 0'}
        when n_text is not null and (n is null or n <> floor(n) or not n between 0 and 2147483647)
            then {reason: 'reject.not_a_count', name: n_name, cell: n_text, allowed: null}
    end as verdict,
    case when metric_id is not null and observed_on is not null then concat_ws('|', metric_id, observed_on) end as record_key
from understood;

create or replace temp table nearest as
with wrong as (
    select distinct upper(tidied) as cell from metric_cell where metric_id is null limit 500
)
select
    'reject.unknown_metric' as reason, wrong.cell,
    arg_min(metric.metric_id, (levenshtein(left(wrong.cell, 80), upper(metric.metric_id)), metric.metric_id)) as choice
from wrong
cross join metric
group by wrong.cell;
