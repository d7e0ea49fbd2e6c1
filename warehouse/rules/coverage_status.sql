-- Which members of a coverage measure's population are covered. The window judged, a half or a whole calendar year, is the one that
-- held the day so many grace days ago, so it stays in view until they are over. Service areas: those that exist on the day (or on the
-- window's last day), each covered by its first record in the window. Meetings and processes: those held in the window and before
-- the day, under the plan, each covered by a record from its beginning to the day it is held.
-- One row per coverage measure and unit in its population.
create or replace macro coverage_status(as_of) as table
with judged as (
    select
        measure.measure_id, measure.unit_kind, in_force.grace_days, in_force.coverage_window, in_force.governs_from,
        as_of - in_force.grace_days as viewed_on,
        measure.unit_kind <> 'service_area' or in_force.coverage_window = 'event' as is_of_events
    from measure
    join plan_in_force(as_of) as in_force using (measure_id)
    where measure.kind = 'coverage' and in_force.coverage_window is not null
),
windowed as (
    select
        *,
        case
            when coverage_window = 'half_year' and month(viewed_on) > 6 then make_date(year(viewed_on), 7, 1)
            else make_date(year(viewed_on), 1, 1)
        end as window_start_on,
        case
            when coverage_window = 'half_year' and month(viewed_on) <= 6 then make_date(year(viewed_on), 6, 30)
            else make_date(year(viewed_on), 12, 31)
        end as window_end_on
    from judged
),
member as (
    select
        windowed.measure_id, windowed.grace_days, unit.unit_id, unit.name_nb, unit.name_en,
        windowed.window_start_on, windowed.window_end_on,
        case when is_of_events then unit.occurs_on end as occurs_on,
        case when is_of_events then coalesce(unit.valid_from, unit.occurs_on) else windowed.window_start_on end as counts_from,
        case when is_of_events then unit.occurs_on else windowed.window_end_on end as counts_to
    from windowed
    join unit on unit.unit_kind = windowed.unit_kind
    where case
        when is_of_events
            then unit.occurs_on between windowed.window_start_on and least(as_of - 1, windowed.window_end_on)
                and unit.occurs_on >= windowed.governs_from
        else least(as_of, windowed.window_end_on)
            between coalesce(unit.valid_from, date '0001-01-01') and coalesce(unit.valid_to, date '9999-12-31')
    end
),
covered as (
    select member.measure_id, member.unit_id, min(record.occurred_on) as covered_on
    from member
    join known_completion(as_of) as record
        on record.measure_id = member.measure_id
        and record.unit_id = member.unit_id
        and record.occurred_on between member.counts_from and member.counts_to
    group by member.measure_id, member.unit_id
)
select
    member.measure_id, member.unit_id, member.name_nb, member.name_en, member.window_start_on, member.window_end_on,
    covered.covered_on,
    covered.covered_on is null and coalesce(member.occurs_on + member.grace_days < as_of, false) as is_late,
    member.occurs_on,
    covered.covered_on is not null
        or member.occurs_on is null
        or coalesce(member.occurs_on <= through.data_through_on, false) as is_known
from member
left join covered using (measure_id, unit_id)
left join data_through(as_of) as through using (measure_id)
order by member.measure_id, coalesce(member.occurs_on, member.window_start_on), member.name_nb;
