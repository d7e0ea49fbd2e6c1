-- One row per version of the target of a page metric asked for that was known on a date, oldest first.
select metric_id, value, kind, basis, valid_from, valid_to, decided_on, note_nb, note_en
from target
where metric_id in (select unnest($metrics))
    and (decided_on is null or decided_on <= $as_of)
order by metric_id, coalesce(decided_on, valid_from) nulls first, target_id;
