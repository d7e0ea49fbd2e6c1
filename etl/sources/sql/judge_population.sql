-- Judges staged counts of inhabitants. No year to come has been counted.
-- One row per staged figure, with the first reason to leave it out, if any.
create or replace temp table judged as
with understood as (
    select
        staged.row_number,
        tidy(staged.municipality_number) as municipality_number,
        tidy(staged.year) as year_text,
        case when regexp_full_match(tidy(staged.year), '(19|20)\d{2}') then tidy(staged.year)::integer end as written_year,
        number_cell.tidied as value_text,
        number_cell.number
    from staged
    left join number_cell on number_cell.cell = staged.value
),
dated as (
    select *, case when written_year <= year($today) then written_year end as year from understood
)
select
    row_number, municipality_number, year, make_date(year, 1, 1) as observed_on,
    case when number between 0 and 2147483647 then number::integer end as inhabitants,
    false as is_share, false as is_per_cent,
    case
        when year is null then {reason: 'population.not_a_year', name: 'year', cell: year_text, allowed: '≤ ' || year($today)}
        when number is null then {reason: 'reject.not_a_number', name: 'value', cell: value_text, allowed: null}
        when number < 0 then {reason: 'reject.negative', name: 'value', cell: value_text, allowed: '≥ 0'}
        when number <> floor(number) or number > 2147483647
            then {reason: 'reject.not_a_count', name: 'value', cell: value_text, allowed: null}
    end as verdict,
    case when year is not null then concat_ws('|', municipality_number, year) end as record_key
from dated;

-- No choice is near a number.
create or replace temp table nearest (reason varchar, cell varchar, choice varchar);
