-- One row per measure of a goal ('X': across the goals) and point that the strategy leaves unclear about it.
select
    measure_ambiguity.measure_id,
    ambiguity.ambiguity_id,
    ambiguity.text_nb,
    ambiguity.text_en,
    ambiguity.confidence
from measure_ambiguity
join measure on measure.measure_id = measure_ambiguity.measure_id
join ambiguity on ambiguity.ambiguity_id = measure_ambiguity.ambiguity_id
where coalesce(measure.goal_id, 'X') = $goal
order by measure_ambiguity.measure_id, length(ambiguity.ambiguity_id), ambiguity.ambiguity_id;
