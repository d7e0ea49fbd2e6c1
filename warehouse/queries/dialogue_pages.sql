-- One row per page whose followers per 1,000 inhabitants stand beside each other, as known on a date: ours first, then by name.
select page_id, name, is_main, municipality_number, followers, observed_on, inhabitants, population_year, per_1000, is_stale
from follower_comparison($as_of)
order by is_main desc, lower(coalesce(name, page_id)), page_id;
