-- One row per measure and point that the strategy leaves unclear about it.
select
    measure_ambiguity.measure_id,
    ambiguity.ambiguity_id,
    ambiguity.text_nb,
    ambiguity.text_en,
    ambiguity.confidence
from measure_ambiguity
join ambiguity on ambiguity.ambiguity_id = measure_ambiguity.ambiguity_id
order by measure_ambiguity.measure_id, length(ambiguity.ambiguity_id), ambiguity.ambiguity_id;
