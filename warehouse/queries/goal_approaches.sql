-- One row per HVORDAN line, in the strategy's order.
select goal_id, approach_id, text_nb, text_en
from approach
order by goal_id, position;
