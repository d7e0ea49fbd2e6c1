-- One row per measure, internal before external under each goal, in the strategy's order; what runs across has no goal.
select measure_id, goal_id, audience, text_nb, text_en, short_nb, short_en, is_optional, same_wording_as
from measure
order by goal_id nulls last, audience desc, position;
