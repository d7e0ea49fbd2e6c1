-- How far a measure's records are complete on a day: to the latest reading of the source that was read longest ago. A source
-- first read later delivered its history then, so nothing is missing from the days before; a measure without a source, or with
-- one that was never read, is complete to no day (null). One row per measure.
create or replace macro data_through(as_of) as table
with reading as (
    select source_id, loaded_on
    from etl_run
    where outcome <> 'failed'
),
source_reading as (
    select
        source_id,
        min(loaded_on) as first_loaded_on,
        max(loaded_on) filter (where loaded_on <= as_of) as last_loaded_on
    from reading
    group by source_id
),
source_through as (
    select
        source_id,
        case when first_loaded_on > as_of then as_of else last_loaded_on end as through_on
    from source_reading
)
select
    measure.measure_id,
    case
        when count(source_measure.source_id) = count(source_through.through_on) then min(source_through.through_on)
    end as data_through_on
from measure
left join source_measure using (measure_id)
left join source_through using (source_id)
group by measure.measure_id;
