-- One row per HVORDAN line of a goal, in the strategy's order.
select approach_id, text_nb, text_en
from approach
where goal_id = $goal
order by position;
