-- How far each metric of each page has been read: the day of the first reading that had it, and the newest day with a value.
-- One row per page and metric.
create or replace temp table reached as
select
    landed_before.page_id,
    landed_before.metric_id,
    min(landed_file.loaded_on) as first_on,
    max(landed_before.observed_on) as newest_on
from landed_before
join landed_file on landed_file.file = landed_before.filename
where landed_before.metric_id is not null and landed_before.reason is null
group by landed_before.page_id, landed_before.metric_id
