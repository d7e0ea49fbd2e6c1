-- Lower end of the 95 % Wilson score interval for a share that rests on n answers; null when n is unknown or zero. It stays within
-- 0 and 1 and holds for small n, which the plain interval does not (Wilson 1927, J. Am. Stat. Assoc. 22:209–212).
create or replace macro wilson_low(share, n) as
case when n > 0 then greatest(
    (share + 1.959964 * 1.959964 / (2 * n) - 1.959964 * sqrt(share * (1 - share) / n + 1.959964 * 1.959964 / (4 * n * n)))
    / (1 + 1.959964 * 1.959964 / n),
    0.0
) end;
