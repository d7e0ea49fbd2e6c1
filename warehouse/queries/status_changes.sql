-- Measures whose word or number of completions changed between two days, worse first, then by word. One row per measure.
-- A recurring measure is counted by calendar year, so its counts are left out where the days lie in two years.
with change as (
    select
        change.*,
        measure.short_nb,
        measure.short_en,
        measure.kind,
        measure.unit_kind,
        coalesce(measure.goal_id, 'X') as goal,
        measure.position,
        measure.kind = 'recurring' and year($since) <> year($as_of) as is_other_year,
        list_position($worst_first, change.from_status) as from_rank,
        list_position($worst_first, change.to_status) as to_rank
    from changes_between($since, $as_of) as change
    inner join measure on change.measure_id = measure.measure_id
    where measure.lane = 'activity' and not measure.is_optional
)

select
    measure_id,
    goal,
    short_nb,
    short_en,
    kind,
    unit_kind,
    from_status,
    to_status,
    case when not is_other_year then from_done_count end as from_done_count,
    case when not is_other_year then to_done_count end as to_done_count,
    case when from_next_due_on <= $as_of then from_next_due_on end as passed_due_on,
    to_next_due_on as next_due_on
from change
where
    from_status <> to_status
    or (from_done_count is distinct from to_done_count and not is_other_year)
order by
    case when to_rank < from_rank then 0 when to_rank > from_rank then 1 else 2 end,
    to_rank,
    goal,
    position
