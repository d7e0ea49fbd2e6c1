-- One row per point that the strategy leaves unclear and measure it touches; a point that touches no measure has measure_id null.
select
    ambiguity.ambiguity_id,
    ambiguity.text_nb,
    ambiguity.text_en,
    ambiguity.confidence,
    measure_ambiguity.measure_id
from ambiguity
left join measure_ambiguity on measure_ambiguity.ambiguity_id = ambiguity.ambiguity_id
order by length(ambiguity.ambiguity_id), ambiguity.ambiguity_id, measure_ambiguity.measure_id;
