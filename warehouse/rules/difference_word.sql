-- The word for a difference between two groups of months: `too_few` where either has fewer than eight, `undecidable` where the interval
-- holds zero, else `higher` or `lower`. It says what was so at the same time or after, and never why.
create or replace macro difference_word(first_count, second_count, low, high) as
case
    when least(first_count, second_count) < 8 then 'too_few'
    when low > 0 then 'higher'
    when high < 0 then 'lower'
    else 'undecidable'
end;
