-- Measures whose word or number of completions changed between two days, worse first, then by word. One row per measure.
-- A recurring measure is counted by calendar year and coverage by its window, so their counts are left out where the days lie in two of
-- them. Where a count fell, withdrawn_count and corrected_count are the records of the year or the window that no longer count the same.
with change as (
    select
        change.*,
        measure.short_nb,
        measure.short_en,
        measure.kind,
        measure.unit_kind,
        measure.metric_id,
        coalesce(measure.goal_id, 'X') as goal,
        measure.position,
        (measure.kind = 'recurring' and year($since) <> year($as_of))
            or change.from_window_start_on is distinct from change.window_start_on as is_other_window,
        list_position($worst_first, change.from_status) as from_rank,
        list_position($worst_first, change.to_status) as to_rank
    from changes_between($since, $as_of) as change
    inner join measure on change.measure_id = measure.measure_id
    where measure.lane = 'activity' and not measure.is_optional
),

lost as (
    select
        change.measure_id,
        count(*) filter (where record.change = 'withdrawn') as withdrawn_count,
        count(*) filter (where record.change = 'corrected') as corrected_count
    from change
    inner join lost_record($since, $as_of) as record on change.measure_id = record.measure_id
    where change.to_done_count < change.from_done_count
        and case change.kind
            when 'recurring' then coalesce(left(record.period, 4)::integer, year(record.occurred_on)) = year($as_of)
            when 'coverage' then record.occurred_on between change.window_start_on and change.window_end_on
            else true
        end
    group by change.measure_id
)

select
    change.measure_id,
    change.goal,
    change.short_nb,
    change.short_en,
    change.kind,
    change.unit_kind,
    change.from_status,
    change.to_status,
    case when not change.is_other_window then change.from_done_count end as from_done_count,
    case when not change.is_other_window then change.to_done_count end as to_done_count,
    change.total_count,
    coalesce(lost.withdrawn_count, 0) as withdrawn_count,
    coalesce(lost.corrected_count, 0) as corrected_count,
    change.is_undecidable,
    metric.unit,
    level.value,
    level.n,
    level.verdict,
    level.target_kind,
    case when change.from_next_due_on <= $as_of then change.from_next_due_on end as passed_due_on,
    change.to_next_due_on as next_due_on
from change
left join lost on change.measure_id = lost.measure_id
left join metric on change.metric_id = metric.metric_id
left join metric_status($as_of) as level on change.metric_id = level.metric_id
where
    change.from_status <> change.to_status
    or (change.from_done_count is distinct from change.to_done_count and not change.is_other_window)
order by
    case when change.to_rank < change.from_rank then 0 when change.to_rank > change.from_rank then 1 else 2 end,
    change.to_rank,
    change.goal,
    change.position
