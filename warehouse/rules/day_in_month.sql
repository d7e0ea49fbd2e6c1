-- A day of a month; a day that the month does not have is its last day, so 31 always means the last, also in a leap year's February.
create or replace macro day_in_month(year_number, month_number, day_number) as
least(
    make_date(year_number, month_number, 1) + (day_number - 1)::integer,
    last_day(make_date(year_number, month_number, 1))
);
