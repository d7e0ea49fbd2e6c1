-- The measures there are to choose from. One row per measure.
select measure_id from measure order by measure_id
