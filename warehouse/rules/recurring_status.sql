-- How a recurring measure stands: its counts in the calendar year of the day, and its word (recurring_word). Where a silent
-- source leaves periods unknown, the word is asked twice, as if all of them were met and as if none were; when the answers differ,
-- the measure has no data. One row per recurring measure with due periods.
create or replace macro recurring_status(as_of) as table
with due as (
    select
        *,
        outcome in ('on_time', 'late') as is_met,
        closes_on < as_of as is_closed,
        year(due_on) = year(as_of) as is_this_year,
        closes_on < as_of and closes_on >= as_of - interval 12 months as is_recent
    from due_period_status(as_of)
),
placed as (
    select
        *,
        case when is_recent then row_number() over (partition by measure_id, is_recent order by due_on desc) end as place
    from due
),
counted as (
    select
        measure_id,
        count(*) filter (where is_this_year) as planned_count,
        count(*) filter (where is_this_year and is_closed) as closed_count,
        count(*) filter (where is_this_year and outcome = 'on_time') as on_time_count,
        count(*) filter (where is_this_year and outcome = 'late') as late_count,
        count(*) filter (where is_this_year and outcome = 'missed' and is_known) as missed_count,
        count(*) filter (where outcome = 'in_grace' and is_known) as in_grace_count,
        min(due_on) filter (where due_on >= as_of and not is_met) as next_due_on,
        count(*) filter (where is_met and not is_closed) as ahead_count,
        count(*) filter (where is_recent) as recent_count,
        count(*) filter (where is_recent and is_met) as met_count,
        count(*) filter (where is_recent and (is_met or not is_known)) as met_at_best_count,
        coalesce(bool_or(outcome = 'missed') filter (where place = 1), false) as is_last_missed,
        coalesce(bool_or(outcome = 'missed' and is_known) filter (where place = 1), false) as is_last_surely_missed,
        coalesce(bool_or(outcome = 'missed') filter (where place = 2), false) as is_one_before_missed,
        coalesce(bool_or(outcome = 'missed' and is_known) filter (where place = 2), false) as is_one_before_surely_missed,
        count(*) filter (where place <= 4 and outcome = 'missed') as recent_missed_count,
        count(*) filter (where place <= 4 and outcome = 'missed' and is_known) as recent_surely_missed_count,
        count(*) filter (where outcome = 'in_grace') as in_grace_at_worst_count
    from placed
    group by measure_id
),
asked_twice as (
    select
        *,
        recurring_word(
            recent_count, met_count, is_last_missed, is_one_before_missed,
            recent_missed_count, in_grace_at_worst_count, met_count + ahead_count
        ) as word_at_worst,
        recurring_word(
            recent_count, met_at_best_count, is_last_surely_missed, is_one_before_surely_missed,
            recent_surely_missed_count, in_grace_count, met_at_best_count + ahead_count
        ) as word_at_best
    from counted
)
select
    measure_id, planned_count, closed_count, on_time_count, late_count, missed_count, in_grace_count, next_due_on,
    case when word_at_worst = word_at_best then word_at_worst else 'no_data' end as status
from asked_twice;
