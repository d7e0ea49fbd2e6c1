-- One row per goal, in the strategy's order.
select goal_id, position, text_nb, text_en, short_nb, short_en
from goal
order by position;
