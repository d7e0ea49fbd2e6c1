-- What was the month's new followers in months with and without a story? One row per number and group of months.
select
    metric_id,
    story_count > 0 as has_story,
    count(*) as month_count,
    median(value) as median_value
from story_month($as_of)
where value is not null and story_count is not null
group by all
order by metric_id, has_story
