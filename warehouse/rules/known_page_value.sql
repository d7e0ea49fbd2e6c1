-- The points of number series that sources delivered and that count on a day, of every page: a point counts when its day had
-- come, somebody had reported it, and nothing had taken its place. Parts of a value are left out; metric_value holds them.
-- One row per metric, page, source and day.
create or replace macro known_page_value(as_of) as table
select metric_id, page_id, source_id, observed_on, value, n, value_basis, known_from
from metric_value
where observed_on <= as_of
    and known_from <= as_of
    and (known_to is null or known_to > as_of)
    and breakdown is null;
