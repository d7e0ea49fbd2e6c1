-- Judges staged page figures against the register. One row per staged figure, with the first reason to leave it out, if any.
create or replace table judged as
with tidied as (
    select
        row_number, nullif(fault, '') as fault, tidy(metric) as metric_cell, tidy(observed_on) as observed_cell,
        tidy(value) as value_cell, tidy(n) as n_cell, value_name, n_name
    from staged
),
metric_name as (
    select plain(metric_id) as name, metric_id from metric
    union
    select plain(name_nb) as name, metric_id from metric
    union
    select plain(name_nn) as name, metric_id from metric
    union
    select plain(name_en) as name, metric_id from metric
    union
    select name, metric_id from metric_alias
),
one_metric_name as (select name, min(metric_id) as metric_id from metric_name group by name),
understood as (
    select
        tidied.*, metric.metric_id, metric.unit, as_day(observed_cell) as observed_on, as_number(value_cell) as number,
        as_number(n_cell) as n,
        metric.unit = 'share' and value_cell like '%\%%' escape '\' as is_written_per_cent,
        metric.unit = 'share' and (value_cell like '%\%%' escape '\' or as_number(value_cell) > 1) as is_per_cent
    from tidied
    left join one_metric_name on one_metric_name.name = plain(tidied.metric_cell)
    left join metric on metric.metric_id = one_metric_name.metric_id
),
valued as (
    select *, case when is_per_cent then number / 100 else number end as read_value
    from understood
)
select
    row_number, metric_id, observed_on, read_value, n, is_per_cent, is_written_per_cent, unit,
    case
        when fault is not null then {reason: fault, name: null, cell: null}
        when metric_cell is null then {reason: 'reject.missing', name: 'metric', cell: null}
        when metric_id is null then {reason: 'reject.unknown_metric', name: 'metric', cell: metric_cell}
        when observed_cell is null then {reason: 'reject.missing', name: 'observed_on', cell: null}
        when observed_on is null or year(observed_on) not between 1990 and 2100
            then {reason: 'reject.impossible_date', name: 'observed_on', cell: observed_cell}
        when observed_on > $today then {reason: 'reject.future_date', name: 'observed_on', cell: observed_cell}
        when value_cell is null then {reason: 'reject.missing', name: value_name, cell: null}
        when number is null then {reason: 'reject.not_a_number', name: value_name, cell: value_cell}
        when unit = 'share' and not read_value between 0 and 1 then {reason: 'reject.not_a_share', name: value_name, cell: value_cell}
        when unit in ('accounts', 'count') and (number < 0 or number <> floor(number))
            then {reason: 'reject.not_a_count', name: value_name, cell: value_cell}
        when number < 0 then {reason: 'reject.negative', name: value_name, cell: value_cell}
        when n_cell is not null and (n is null or n < 0 or n <> floor(n) or n > 2147483647)
            then {reason: 'reject.not_a_count', name: n_name, cell: n_cell}
    end as verdict,
    case when metric_id is not null and observed_on is not null then concat_ws('|', metric_id, observed_on) end as record_key
from valued;

create or replace table readable as
select
    row_number, record_key, metric_id, observed_on, read_value as value, n::integer as n,
    row_number() over (partition by record_key order by row_number desc) as place,
    hash(read_value, n) as content
from judged
where verdict is null;

create or replace table accepted as
select row_number, record_key, metric_id, observed_on, value, n, 'typed' as value_basis
from readable
where place = 1
order by row_number;
