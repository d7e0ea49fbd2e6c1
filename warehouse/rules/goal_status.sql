-- A goal's headline: too little basis while fewer than 60 % of its activity measures can be judged; needs action with any overdue;
-- follow up with any delayed; else on track. No average, no weights; the counts stand beside it. Outcome measures, and optional
-- ones, are not counted. One row per goal, and one with goal_id null for what runs across.
create or replace macro goal_status(as_of) as table
with area as (
    select goal_id, position from goal
    union all
    select null, null
),
counted as (
    select
        goal_id,
        count(*) as measure_count,
        count(*) filter (where status not in ('not_set', 'no_data')) as judgeable_count,
        count(*) filter (where status = 'completed') as completed_count,
        count(*) filter (where status = 'on_track') as on_track_count,
        count(*) filter (where status = 'due_soon') as due_soon_count,
        count(*) filter (where status = 'delayed') as delayed_count,
        count(*) filter (where status = 'overdue') as overdue_count,
        count(*) filter (where status = 'not_started') as not_started_count,
        count(*) filter (where status = 'not_set') as not_set_count,
        count(*) filter (where status = 'no_data') as no_data_count
    from measure_status(as_of)
    where lane = 'activity' and not is_optional
    group by goal_id
)
select
    area.goal_id,
    coalesce(counted.measure_count, 0) as measure_count,
    coalesce(counted.judgeable_count, 0) as judgeable_count,
    coalesce(counted.completed_count, 0) as completed_count,
    coalesce(counted.on_track_count, 0) as on_track_count,
    coalesce(counted.due_soon_count, 0) as due_soon_count,
    coalesce(counted.delayed_count, 0) as delayed_count,
    coalesce(counted.overdue_count, 0) as overdue_count,
    coalesce(counted.not_started_count, 0) as not_started_count,
    coalesce(counted.not_set_count, 0) as not_set_count,
    coalesce(counted.no_data_count, 0) as no_data_count,
    case
        when coalesce(counted.judgeable_count, 0) < 0.6 * coalesce(counted.measure_count, 0)
            or counted.measure_count is null then 'too_little_basis'
        when counted.overdue_count > 0 then 'needs_action'
        when counted.delayed_count > 0 then 'follow_up'
        else 'on_track'
    end as headline
from area
left join counted on counted.goal_id is not distinct from area.goal_id
order by area.position nulls last;
