-- Each rule is asked once, so that one that cannot answer stops here. No rows.
select 'never' as rule
from (
    select
        (select count(*) from due_period_status($today))
        + (select count(*) from milestone_status($today))
        + (select count(*) from coverage_status($today))
        + (select count(*) from metric_status($today))
        + (select count(*) from changes_between($today, $today))
        + (select count(*) from freshness($today)) as answer_count
)
where answer_count is null
