-- Judges staged completion records against the register. A delivery holds few different cells, so each is understood once.
create or replace temp table measure_cell as
with cell as (
    select distinct measure_id as cell
    from staged
    where measure_id is not null
),
demanded_period as (
    select plan.measure_id, list(distinct plan_period.code order by plan_period.code) as codes
    from plan_period
    join plan using (plan_id)
    group by plan.measure_id
),
step as (
    select measure_id, string_agg(distinct milestone_id, ', ' order by milestone_id) as milestones
    from milestone
    group by measure_id
)
select
    cell.cell,
    tidy(cell.cell) as tidied,
    measure.measure_id,
    measure.kind,
    measure.unit_kind,
    coalesce(metric.unit = 'share', false) as is_share,
    coalesce(metric.unit in ('accounts', 'count'), false) as is_count,
    coalesce(metric.unit not in ('score', 'share'), false) as is_never_negative,
    demanded_period.codes,
    step.milestones,
    len($measures) = 0 or list_contains($measures, measure.measure_id) as is_reported
from cell
left join measure on upper(measure.measure_id) = upper(tidy(cell.cell))
left join metric using (metric_id)
left join demanded_period on demanded_period.measure_id = measure.measure_id
left join step on step.measure_id = measure.measure_id;

create or replace temp table day_cell as
with cell as (
    select occurred_on as cell from staged where occurred_on is not null
    union
    select registered_on as cell from staged where registered_on is not null
),
tidied as (
    select cell, tidy(cell) as tidied from cell
),
found as (
    select cell, tidied, as_day(tidied) as day from tidied
)
select cell, tidied, case when year(day) between 1990 and 2100 then day end as day
from found;

create or replace temp table unit_cell as
with spelling as (
    select unit_id as spelling, unit_id from unit
    union all
    select name_nb as spelling, unit_id from unit
    union all
    select name_en as spelling, unit_id from unit
),
one_name as (
    select plain(spelling) as name, min(unit_id) as unit_id from spelling group by name having count(distinct unit_id) = 1
),
cell as (
    select distinct unit_id as cell from staged where unit_id is not null
)
select cell.cell, tidy(cell.cell) as tidied, unit.unit_id, unit.unit_kind
from cell
left join one_name on one_name.name = plain(tidy(cell.cell))
left join unit on unit.unit_id = one_name.unit_id;

create or replace temp table milestone_cell as
with name as (
    select plain(milestone_id) as name, min(milestone_id) as milestone_id, min(measure_id) as measure_id
    from milestone
    group by all
),
cell as (
    select distinct milestone_id as cell from staged where milestone_id is not null
)
select cell.cell, tidy(cell.cell) as tidied, name.milestone_id, name.measure_id
from cell
left join name on name.name = plain(tidy(cell.cell));

create or replace temp table channel_cell as
with spelling as (
    select channel_id as spelling, channel_id from channel
    union all
    select name_nb as spelling, channel_id from channel
    union all
    select name_en as spelling, channel_id from channel
),
one_name as (
    select plain(spelling) as name, min(channel_id) as channel_id from spelling group by name having count(distinct channel_id) = 1
),
cell as (
    select distinct channel_id as cell from staged where channel_id is not null
)
select cell.cell, tidy(cell.cell) as tidied, one_name.channel_id
from cell
left join one_name on one_name.name = plain(tidy(cell.cell));

create or replace temp table role_cell as
with spelling as (
    select role_id as spelling, role_id from role
    union all
    select name_nb as spelling, role_id from role
    union all
    select strategy_name_nb as spelling, role_id from role
    union all
    select name_en as spelling, role_id from role
),
one_name as (
    select plain(spelling) as name, min(role_id) as role_id from spelling group by name having count(distinct role_id) = 1
),
cell as (
    select distinct role as cell from staged where role is not null
)
select cell.cell, tidy(cell.cell) as tidied, one_name.role_id
from cell
left join one_name on one_name.name = plain(tidy(cell.cell));

-- Excel makes the first of April out of «2026-04»; a period never has a day.
create or replace temp table period_cell as
with cell as (
    select distinct period as cell from staged where period is not null
)
select cell, regexp_replace(upper(tidy(cell)), '^(\d{4}-\d{2})-01$', '\1') as tidied
from cell;

-- How the values of a measure that is a share are written, which says what a bare 1 is. One row per such measure.
create or replace temp table share_column as
select
    measure_cell.measure_id,
    coalesce(bool_or(number_cell.is_signed or number_cell.unsigned_number > 1), false) as has_per_cents,
    coalesce(bool_or(not number_cell.is_signed and number_cell.unsigned_number > 0 and number_cell.unsigned_number < 1), false) as has_parts
from staged
join measure_cell on measure_cell.cell = staged.measure_id and measure_cell.is_share
join number_cell on number_cell.cell = staged.value
group by measure_cell.measure_id;

-- One row per staged row, with the first reason to leave it out, if any.
create or replace temp table judged as
with written as (
    select
        *,
        is_clean(record_id) as has_clean_id,
        coalesce(is_plain_link(evidence_url), false) as is_plain_link,
        case when not is_plain_link then tidy(evidence_url) end as other_link
    from staged
),
understood as (
    select
        staged.row_number, nullif(staged.fault, '') as fault,
        -- An id that could be somebody's is kept as a fingerprint.
        case when staged.has_clean_id then staged.record_id else kept_id(staged.record_id) end as record_id,
        staged.is_plain_link, without_secret(staged.other_link) as other_link,
        case when staged.is_plain_link then staged.evidence_url else without_secret(staged.other_link) end as link,
        clean_text(staged.note) as note,
        measure_cell.* exclude (cell, tidied), measure_cell.tidied as measure_text,
        occurred.day as occurred_on, occurred.tidied as occurred_text,
        registered.day as registered_on, registered.tidied as registered_text,
        unit_cell.unit_id, unit_cell.unit_kind as found_unit_kind, unit_cell.tidied as unit_text,
        milestone_cell.milestone_id, milestone_cell.measure_id as milestone_measure_id, milestone_cell.tidied as milestone_text,
        period_cell.tidied as period,
        value_cell.tidied as value_text,
        case
            when measure_cell.is_share
                then as_share(value_cell.unsigned_number, value_cell.is_signed, share_column.has_per_cents, share_column.has_parts)
            when measure_cell.is_count then value_cell.whole
            else value_cell.number
        end as read_value,
        case when measure_cell.is_share then value_cell.unsigned_number else value_cell.number end as number,
        measure_cell.is_share and (value_cell.is_signed or value_cell.unsigned_number > read_value) as is_per_cent,
        n_cell.tidied as n_text, n_cell.whole as n,
        channel_cell.channel_id, channel_cell.tidied as channel_text,
        role_cell.role_id, role_cell.tidied as role_text
    from written as staged
    left join measure_cell on measure_cell.cell = staged.measure_id
    left join day_cell as occurred on occurred.cell = staged.occurred_on
    left join day_cell as registered on registered.cell = staged.registered_on
    left join unit_cell on unit_cell.cell = staged.unit_id
    left join milestone_cell on milestone_cell.cell = staged.milestone_id
    left join period_cell on period_cell.cell = staged.period
    left join number_cell as value_cell on value_cell.cell = staged.value
    left join number_cell as n_cell on n_cell.cell = staged.n
    left join channel_cell on channel_cell.cell = staged.channel_id
    left join role_cell on role_cell.cell = staged.role
    left join share_column on share_column.measure_id = measure_cell.measure_id
)
select
    row_number, measure_id, unit_id, milestone_id, period, occurred_on, registered_on, read_value as value,
    case when n between 0 and 2147483647 then n::integer end as n,
    channel_id, link as evidence_url, note, role_id, is_share, is_per_cent,
    case
        -- «reason» for a whole row, else «reason:column» for each cell that cannot be read; the first is told.
        when fault is not null
            then {reason: regexp_extract(fault, '^[^ :]+'), name: nullif(regexp_extract(fault, '^[^ ]+:([^ ]+)', 1), ''), cell: null, allowed: null}
        when measure_text is null then {reason: 'reject.missing', name: 'measure_id', cell: null, allowed: null}
        when measure_id is null then {reason: 'reject.unknown_measure', name: 'measure_id', cell: measure_text, allowed: null}
        when not is_reported then {reason: 'reject.not_from_this_source', name: 'measure_id', cell: measure_text, allowed: array_to_string($measures, ', ')}
        when occurred_text is null then {reason: 'reject.missing', name: 'occurred_on', cell: null, allowed: null}
        when occurred_on is null then {reason: 'reject.impossible_date', name: 'occurred_on', cell: occurred_text, allowed: null}
        when occurred_on > $today then {reason: 'reject.future_date', name: 'occurred_on', cell: occurred_text, allowed: '≤ ' || $today}
        when registered_text is not null and registered_on is null
            then {reason: 'reject.impossible_date', name: 'registered_on', cell: registered_text, allowed: null}
        when registered_on > $today then {reason: 'reject.future_date', name: 'registered_on', cell: registered_text, allowed: '≤ ' || $today}
        when kind = 'coverage' and unit_text is null then {reason: 'reject.unit_missing', name: 'unit_id', cell: null, allowed: null}
        when unit_text is not null and unit_id is null then {reason: 'reject.unknown_unit', name: 'unit_id', cell: unit_text, allowed: null}
        when kind = 'coverage' and found_unit_kind <> unit_kind
            then {reason: 'reject.other_kind_of_unit', name: 'unit_id', cell: unit_text, allowed: null}
        when kind = 'one_off' and milestone_text is null then {reason: 'reject.milestone_missing', name: 'milestone_id', cell: null, allowed: milestones}
        when milestone_text is not null and milestone_id is null
            then {reason: 'reject.unknown_milestone', name: 'milestone_id', cell: milestone_text, allowed: milestones}
        when milestone_measure_id <> measure_id
            then {reason: 'reject.other_measures_milestone', name: 'milestone_id', cell: milestone_text, allowed: milestones}
        when codes is null and not regexp_full_match(period, '\d{4}(-(0[1-9]|1[0-2]|[A-ZÆØÅ]+\d{0,2}))?')
            then {reason: 'reject.unknown_period', name: 'period', cell: period, allowed: null}
        when codes is not null and not list_contains(codes, substr(period, 6)) then {
            reason: 'reject.unknown_period', name: 'period', cell: period,
            allowed: array_to_string([concat_ws('-', left(period, 4), nullif(code, '')) for code in codes], ', ')
        }
        when value_text is not null and number is null then {reason: 'reject.not_a_number', name: 'value', cell: value_text, allowed: null}
        when is_share and value_text is not null and read_value is null
            then {reason: 'reject.unclear_share', name: 'value', cell: value_text, allowed: '1 %, 100 %'}
        when kind = 'continuous' and value_text is null then {reason: 'reject.missing', name: 'value', cell: null, allowed: null}
        when is_share and not read_value between 0 and 1 then {reason: 'reject.not_a_share', name: 'value', cell: value_text, allowed: '0–100 %'}
        when is_never_negative and read_value < 0 then {reason: 'reject.negative', name: 'value', cell: value_text, allowed: '≥ 0'}
        when is_count and read_value <> floor(read_value) then {reason: 'reject.not_a_count', name: 'value', cell: value_text, allowed: null}
        when n_text is not null and (n is null or n <> floor(n) or not n between 0 and 2147483647)
            then {reason: 'reject.not_a_count', name: 'n', cell: n_text, allowed: null}
        when channel_text is not null and channel_id is null
            then {reason: 'reject.unknown_channel', name: 'channel_id', cell: channel_text, allowed: null}
        -- What stands here may be a person's name, so it is not kept.
        when role_text is not null and role_id is null then {reason: 'reject.unknown_role', name: 'role', cell: null, allowed: null}
        when other_link is not null and not regexp_full_match(other_link, '(?i)https?://[^\s@/?#]+([/?#]\S*)?')
            then {reason: 'reject.not_a_link', name: 'evidence_url', cell: other_link, allowed: null}
    end as verdict,
    case
        when record_id is not null then 'id|' || record_id
        when measure_id is not null and occurred_on is not null and (unit_id is null) = (unit_text is null)
            and (milestone_id is null) = (milestone_text is null)
            then concat_ws('|', measure_id, coalesce(unit_id, ''), coalesce(milestone_id, ''), coalesce(period, ''), occurred_on)
    end as record_key
from understood;

create or replace temp table nearest as
with wrong as (
    select distinct 'reject.unknown_measure' as reason, upper(tidied) as cell from measure_cell where measure_id is null
    union all
    select distinct 'reject.unknown_unit' as reason, upper(tidied) as cell from unit_cell where unit_id is null
    union all
    select distinct 'reject.unknown_channel' as reason, upper(tidied) as cell from channel_cell where channel_id is null
    limit 500
),
choice as (
    select 'reject.unknown_measure' as reason, measure_id as choice from measure
    union all
    select 'reject.unknown_unit' as reason, name_nb as choice from unit
    union all
    select 'reject.unknown_channel' as reason, channel_id as choice from channel
)
select wrong.reason, wrong.cell, arg_min(choice.choice, (levenshtein(left(wrong.cell, 80), upper(choice.choice)), choice.choice)) as choice
from wrong
join choice using (reason)
group by wrong.reason, wrong.cell;
