-- How far each metric of each page has been read: the day of the first reading that had it, and the newest day with a value.
-- One row per page and metric.
create or replace temp table reached as
select
    earlier.page_id,
    earlier.metric_id,
    min(landed_file.loaded_on) as first_on,
    max(earlier.observed_on) as newest_on
from earlier
join landed_file on landed_file.file = earlier.filename
where earlier.metric_id is not null and earlier.reason is null
group by earlier.page_id, earlier.metric_id
