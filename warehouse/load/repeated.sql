-- The keys that landed more than once, by their hash: only of these can there be several versions. Two keys may share a hash; both are
-- then looked at as if they were repeated. One row per hash.
create or replace temp table repeated as
select hash(record_key) as key_hash
from landed
where record_key is not null
group by key_hash
having count(*) > 1
