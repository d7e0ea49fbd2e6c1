-- One row per metric and month that is over, as known on a date, oldest first: how many stories were told, and the month's number, or why it has none.
select story.metric_id, story.month_on, story.story_count, story.value, story.why_not
from story_month($as_of) as story
order by story.metric_id, story.month_on;
