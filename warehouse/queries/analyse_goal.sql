-- The goals there are to choose from. One row per goal.
select goal_id from goal order by position
