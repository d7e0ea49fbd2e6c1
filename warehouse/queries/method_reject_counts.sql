-- How many rejected rows stand on a date. One row per source that has any.
select source_id, count(*) as reject_count
from standing_reject($as_of)
group by source_id
order by source_id
