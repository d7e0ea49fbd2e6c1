-- How many new conversations Facebook counted in the 30 days up to a date, and on how many of them it counted. One row.
with counted as (
    select observed_on, arg_max(value, (known_from, source_id)) as value
    from known_metric_value($as_of)
    where metric_id = 'new_conversations' and value_basis = 'platform' and observed_on > $as_of::date - 30
    group by observed_on
)
select sum(value)::bigint as conversation_count, count(*) as day_count
from counted;
