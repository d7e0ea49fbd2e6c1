-- Which of the ordered pair differences of two groups bound a 95 % interval for how much higher one is: the one at this place from
-- the bottom and the one at this place from the top (Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd edition,
-- section 4.3, for large samples). No shape of the numbers is assumed, only that one month says nothing about the next; months do hang
-- together, so the interval is rather too narrow.
create or replace macro rank_place(first_count, second_count) as
round(first_count * second_count / 2 - 1.959964 * sqrt(first_count * second_count * (first_count + second_count + 1) / 12))::integer;
