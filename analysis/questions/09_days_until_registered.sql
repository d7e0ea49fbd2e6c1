-- How many days pass from something is done until it is registered? One row per source, of what was registered at a stated or seen day.
select
    source_id,
    count(*) as completion_count,
    median(registered_on - occurred_on) as median_days,
    max(registered_on - occurred_on) as most_days
from known_completion($as_of)
where registered_basis <> 'assumed'
group by all
order by median_days desc
