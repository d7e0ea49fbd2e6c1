-- How many measures of each goal have which word? One row per goal, one column per word.
with words as (
    select goal_id, status, measure_id
    from measure_status($as_of)
)
pivot words on status using count(measure_id) group by goal_id order by goal_id
