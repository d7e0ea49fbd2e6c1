-- How many completions are known in each month? One row per month.
select
    date_trunc('month', occurred_on) as month_on,
    count(*) as completion_count
from known_completion($as_of)
group by all
order by month_on
