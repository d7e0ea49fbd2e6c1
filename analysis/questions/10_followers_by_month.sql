-- How do the page's followers change from month to month, and within which natural limits? One row per month.
select
    month_on,
    value,
    change,
    low,
    high,
    is_outside
from monthly_change($as_of)
where metric_id = 'followers'
order by month_on
