-- One row: the newest day that sample data was loaded, null where nothing is invented.
select max(run.loaded_on) as sample_loaded_on
from etl_run as run
inner join source on run.source_id = source.source_id
where source.is_sample and run.outcome <> 'failed'
