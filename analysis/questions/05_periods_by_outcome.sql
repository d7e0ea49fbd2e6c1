-- How many due periods of each year were met in time, late, or not? One row per year and outcome.
select
    year(due_on) as due_year,
    outcome,
    count(*) as period_count
from due_period_status($as_of)
group by all
order by due_year, outcome
