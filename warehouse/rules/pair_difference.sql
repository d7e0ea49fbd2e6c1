-- All differences between a number of one list and a number of another, in order of size: n times m of them. Their median says how much
-- higher the first numbers are (Hodges and Lehmann's estimate), and their ranks give an interval for it (rank_place).
create or replace macro pair_difference(first_values, second_values) as
list_sort(flatten(list_transform(first_values, lambda one: list_transform(second_values, lambda other: one - other))));
