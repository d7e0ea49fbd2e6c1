-- Measures that the rules give no status, or more than one. One row per measure.
select measure.measure_id, count(judged.status) as status_count
from measure
left join measure_status($today) as judged using (measure_id)
group by measure.measure_id
having count(judged.status) <> 1
