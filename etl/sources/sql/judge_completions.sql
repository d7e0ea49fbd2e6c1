-- Judges staged completion records against the register. One row per staged row, with the first reason to leave it out, if any.
create or replace table judged as
with tidied as (
    select
        row_number, nullif(fault, '') as fault,
        tidy(record_id) as record_id, tidy(measure_id) as measure_cell, tidy(occurred_on) as occurred_cell,
        tidy(registered_on) as registered_cell, tidy(unit_id) as unit_cell, tidy(milestone_id) as milestone_cell,
        upper(tidy(period)) as period, tidy(value) as value_cell, tidy(n) as n_cell, tidy(channel_id) as channel_cell,
        tidy(evidence_url) as evidence_url, masked(tidy(note)) as note, tidy(role) as role_cell
    from staged
),
unit_name as (
    select plain(unit_id) as name, min(unit_id) as unit_id from unit group by all
    union
    select plain(name_nb) as name, min(unit_id) as unit_id from unit group by all having count(distinct unit_id) = 1
),
milestone_name as (
    select distinct plain(milestone_id) as name, milestone_id, measure_id from milestone
),
channel_name as (
    select plain(channel_id) as name, channel_id from channel
    union
    select plain(name_nb) as name, channel_id from channel
),
role_name as (
    select plain(role_id) as name, role_id from role
    union
    select plain(name_nb) as name, role_id from role
    union
    select plain(strategy_name_nb) as name, role_id from role
),
one_unit_name as (select name, min(unit_id) as unit_id from unit_name group by name),
one_channel_name as (select name, min(channel_id) as channel_id from channel_name group by name),
one_role_name as (select name, min(role_id) as role_id from role_name group by name),
demanded_period as (
    select plan.measure_id, list(distinct plan_period.code) as codes
    from plan_period
    join plan using (plan_id)
    group by plan.measure_id
),
measured as (
    select measure.measure_id, measure.kind, measure.unit_kind, metric.unit = 'share' as is_share, demanded_period.codes
    from measure
    left join metric using (metric_id)
    left join demanded_period using (measure_id)
),
understood as (
    select
        tidied.*,
        measured.measure_id, measured.kind, measured.unit_kind, measured.codes, measured.is_share,
        as_day(occurred_cell) as occurred_on, as_day(registered_cell) as registered_on,
        one_unit_name.unit_id, known_unit.unit_kind as found_unit_kind,
        milestone_name.milestone_id, milestone_name.measure_id as milestone_measure_id,
        one_channel_name.channel_id, one_role_name.role_id,
        as_number(value_cell) as number,
        case when measured.is_share and (value_cell like '%\%%' escape '\' or as_number(value_cell) > 1) then as_number(value_cell) / 100
            else as_number(value_cell) end as value,
        as_number(n_cell) as n
    from tidied
    left join measured on measured.measure_id = upper(tidied.measure_cell)
    left join one_unit_name on one_unit_name.name = plain(tidied.unit_cell)
    left join unit as known_unit on known_unit.unit_id = one_unit_name.unit_id
    left join milestone_name on milestone_name.name = plain(tidied.milestone_cell)
    left join one_channel_name on one_channel_name.name = plain(tidied.channel_cell)
    left join one_role_name on one_role_name.name = plain(tidied.role_cell)
)
select
    *,
    case
        when fault is not null then {reason: fault, name: null, cell: null}
        when measure_cell is null then {reason: 'reject.missing', name: 'measure_id', cell: null}
        when measure_id is null then {reason: 'reject.unknown_measure', name: 'measure_id', cell: measure_cell}
        when len($measures) > 0 and measure_id not in $measures
            then {reason: 'reject.not_from_this_source', name: 'measure_id', cell: measure_cell}
        when occurred_cell is null then {reason: 'reject.missing', name: 'occurred_on', cell: null}
        when occurred_on is null or year(occurred_on) not between 1990 and 2100
            then {reason: 'reject.impossible_date', name: 'occurred_on', cell: occurred_cell}
        when occurred_on > $today then {reason: 'reject.future_date', name: 'occurred_on', cell: occurred_cell}
        when registered_cell is not null and (registered_on is null or year(registered_on) not between 1990 and 2100)
            then {reason: 'reject.impossible_date', name: 'registered_on', cell: registered_cell}
        when registered_on > $today then {reason: 'reject.future_date', name: 'registered_on', cell: registered_cell}
        when registered_on < occurred_on then {reason: 'reject.registered_before', name: 'registered_on', cell: registered_cell}
        when kind = 'coverage' and unit_cell is null then {reason: 'reject.unit_missing', name: 'unit_id', cell: null}
        when unit_cell is not null and unit_id is null then {reason: 'reject.unknown_unit', name: 'unit_id', cell: unit_cell}
        when kind = 'coverage' and found_unit_kind <> unit_kind then {reason: 'reject.other_kind_of_unit', name: 'unit_id', cell: unit_cell}
        when kind = 'one_off' and milestone_cell is null then {reason: 'reject.milestone_missing', name: 'milestone_id', cell: null}
        when milestone_cell is not null and milestone_id is null
            then {reason: 'reject.unknown_milestone', name: 'milestone_id', cell: milestone_cell}
        when milestone_measure_id <> measure_id then {reason: 'reject.other_measures_milestone', name: 'milestone_id', cell: milestone_cell}
        when period is not null and (
            not regexp_full_match(period, '\d{4}(-[A-Z0-9]+)?')
            or not coalesce(list_contains(codes, substr(period, 6)), false)
        ) then {reason: 'reject.unknown_period', name: 'period', cell: period}
        when value_cell is not null and number is null then {reason: 'reject.not_a_number', name: 'value', cell: value_cell}
        when kind = 'continuous' and value_cell is null then {reason: 'reject.missing', name: 'value', cell: null}
        when is_share and not value between 0 and 1 then {reason: 'reject.not_a_share', name: 'value', cell: value_cell}
        when n_cell is not null and (n is null or n < 0 or n <> floor(n) or n > 2147483647)
            then {reason: 'reject.not_a_count', name: 'n', cell: n_cell}
        when channel_cell is not null and channel_id is null then {reason: 'reject.unknown_channel', name: 'channel_id', cell: channel_cell}
        when role_cell is not null and role_id is null then {reason: 'reject.unknown_role', name: 'role', cell: role_cell}
        when evidence_url is not null and not regexp_full_match(evidence_url, 'https?://[^\s@]+')
            then {reason: 'reject.not_a_link', name: 'evidence_url', cell: evidence_url}
    end as verdict,
    coalesce(
        'id|' || record_id,
        case when measure_id is not null and occurred_on is not null then
            concat_ws('|', measure_id, coalesce(unit_id, ''), coalesce(milestone_id, ''), coalesce(period, ''), occurred_on)
        end
    ) as record_key
from understood;

-- What each key stands for: the last readable row with it. One row per readable row.
create or replace table readable as
select
    row_number, record_key, measure_id, unit_id, milestone_id, period, occurred_on, registered_on,
    case when kind = 'continuous' or number is not null then value end as value, n::integer as n, channel_id,
    -- A link may carry a key of its own; what stands behind the question mark is not evidence.
    case when regexp_matches(evidence_url, '[?&](token|key|sig|code|access)[^=&]*=', 'i')
        then regexp_replace(evidence_url, '\?.*$', '') else evidence_url end as evidence_url,
    note, role_id,
    row_number() over (partition by record_key order by row_number desc) as place,
    hash(measure_id, unit_id, milestone_id, period, occurred_on, registered_on, value, n, channel_id, evidence_url, note, role_id) as content
from judged
where verdict is null;

create or replace table accepted as
select
    row_number, record_key, measure_id, unit_id, milestone_id, period, occurred_on, registered_on, value, n, channel_id,
    evidence_url, note, role_id
from readable
where place = 1
order by row_number;
