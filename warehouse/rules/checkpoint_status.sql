-- Whether each checkpoint of a coverage measure over service areas was reached. A window, a half or a whole calendar year, is cut into
-- as many equal stretches as its plan says; by the last day of each, the same share of the members, rounded up, must be covered. The
-- members are those that exist on the day, on the window's last day once it has passed, and on its first day before it has come.
-- Reached by the day is on time, after it (but within the window) late, else missed: there are no grace days, as in window_status. Where
-- the source has not been read since, silence means nothing yet (is_known is false). A window that had begun before its plan holds
-- nothing against anyone: of it, only checkpoints to come, or reached, are here. From two calendar years before the day to the year
-- after it. One row per measure and checkpoint.
create or replace macro checkpoint_status(as_of) as table
with stretched as (
    select
        known.measure_id, known.plan_id, known.basis, known.rank, known.checkpoint_count, known.governs_from, known.governs_to,
        measure.is_optional,
        make_date(year_number, start_month, 1) as window_start_on,
        case when known.coverage_window = 'half_year' then 6 else 12 end as month_count,
        place
    from known_plan(as_of) as known
    join measure using (measure_id)
    cross join unnest(generate_series(year(as_of) - 2, year(as_of) + 1)) as calendar_year(year_number)
    cross join unnest([1, 7]) as half(start_month)
    cross join unnest(generate_series(1, known.checkpoint_count)) as numbered(place)
    where measure.kind = 'coverage' and measure.unit_kind = 'service_area'
        and (known.coverage_window = 'half_year' or (known.coverage_window = 'year' and start_month = 1))
),
dated as (
    select
        *,
        last_day(window_start_on + to_months(month_count - 1)) as window_end_on,
        last_day(window_start_on + to_months((month_count * place // checkpoint_count)::integer - 1)) as due_on
    from stretched
),
-- What a later decision leaves without a date is not due either.
governed as (
    select *
    from dated
    where due_on between governs_from and governs_to
        and not exists (
            from known_plan(as_of) as other
            where other.measure_id = dated.measure_id and other.rank > dated.rank
                and dated.due_on between other.governs_from and other.governs_to
        )
        and (basis = 'decided' or (basis <> 'not_set' and not is_optional))
),
seen as (
    select distinct
        measure_id, window_start_on, window_end_on, greatest(window_start_on, least(as_of, window_end_on)) as seen_on
    from governed
),
member as (
    select seen.measure_id, seen.window_start_on, seen.window_end_on, unit.unit_id
    from seen
    join unit
        on unit.unit_kind = 'service_area'
        and seen.seen_on between coalesce(unit.valid_from, date '0001-01-01') and coalesce(unit.valid_to, date '9999-12-31')
),
covered as (
    select member.measure_id, member.window_start_on, member.window_end_on, member.unit_id, min(record.occurred_on) as covered_on
    from member
    left join known_completion(as_of) as record
        on record.measure_id = member.measure_id
        and record.unit_id = member.unit_id
        and record.occurred_on between member.window_start_on and member.window_end_on
    group by member.measure_id, member.window_start_on, member.window_end_on, member.unit_id
),
counted as (
    select
        measure_id, window_start_on, window_end_on,
        count(*) as population_count,
        count(covered_on) as covered_count,
        list(covered_on order by covered_on) filter (where covered_on is not null) as covered_days
    from covered
    group by measure_id, window_start_on, window_end_on
),
required as (
    select
        governed.*, counted.population_count, counted.covered_count, counted.covered_days,
        ceil(counted.population_count * place / checkpoint_count)::integer as required_count
    from governed
    join counted using (measure_id, window_start_on, window_end_on)
),
reached as (
    select *, covered_days[required_count] as reached_on
    from required
)
select
    measure_id, plan_id, basis, window_start_on, window_end_on, due_on, required_count, covered_count, population_count, reached_on,
    case
        when reached_on <= due_on then 'on_time'
        when reached_on > due_on then 'late'
        when due_on < as_of then 'missed'
        when window_start_on <= as_of then 'open'
        else 'upcoming'
    end as outcome,
    reached_on is not null or due_on >= as_of or coalesce(due_on <= through.data_through_on, false) as is_known
from reached
left join data_through(as_of) as through using (measure_id)
where window_start_on >= governs_from or due_on >= as_of or reached_on is not null
order by measure_id, due_on;
