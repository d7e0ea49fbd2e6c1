-- Goals that the rules give no headline, or more than one. One row per goal.
select goal.goal_id, count(judged.headline) as headline_count
from goal
left join goal_status($today) as judged using (goal_id)
group by goal.goal_id
having count(judged.headline) <> 1
