-- The workbook's sheet of numbers against their targets, as known on a day. One row per metric.
select
    case $language when 'en' then metric.name_en when 'nn' then metric.name_nn else metric.name_nb end as metric,
    'exports.unit.' || metric.unit as unit_word,
    status.value,
    status.observed_on,
    status.n,
    status.low,
    status.high,
    status.target_value,
    'exports.basis.' || status.target_basis as target_basis_word,
    case
        when status.verdict not in ('below', 'above') or status.target_kind = 'at_or_above' then 'measure.verdict.' || status.verdict
        when status.target_kind = 'at_or_below' then 'measure.verdict_low.' || status.verdict
        when (status.verdict = 'above') = (status.target_kind = 'increase') then 'measure.verdict_path.on'
        else 'measure.verdict_path.behind'
    end as verdict_word,
    'dialogue_page.basis.' || status.value_basis as value_basis_word,
    case metric.unit when 'share' then '0 %' when 'score' then '0.0' when 'per_1000' then '0.0' else '#,##0' end as number_format
from metric_status($as_of) as status
inner join metric on status.metric_id = metric.metric_id
order by metric.position
