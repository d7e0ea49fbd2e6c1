-- Records that were reported before they happened, or known only after they were gone. One row per record.
select source_id, record_key, occurred_on, known_from, known_to
from completion
where known_to < known_from or occurred_on > registered_on and registered_basis = 'assumed'
limit 100
