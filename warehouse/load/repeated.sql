-- The keys that landed more than once, by their hash: only of these can there be several versions. Two keys may share a hash; both are
-- then looked at as if they were repeated. One row per hash.
--
-- Within one delivery no two accepted rows have the same key, so a key that landed more than once also landed outside its source's
-- largest delivery, or was rejected there. Looking for those first spares counting all the days that one large delivery brought.
create or replace temp table repeated as
with landed_key as (
    select filename, reason, hash(record_key) as key_hash
    from landed
    where record_key is not null
),
weighed as (
    select delivery.source_id, delivery.file, count(*) as row_count
    from landed
    join delivery on delivery.file = landed.filename
    group by delivery.source_id, delivery.file
),
largest as (
    select arg_max(file, row_count) as file
    from weighed
    group by source_id
),
suspected as (
    select distinct key_hash
    from landed_key
    where reason is not null or filename not in (from largest)
)
select key_hash
from landed_key
semi join suspected using (key_hash)
group by key_hash
having count(*) > 1
