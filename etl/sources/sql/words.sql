-- How cells are read: Norwegian numbers, dates and spaces. Passing macros of one pull.

-- A cell without spaces around it, every run of spaces as one; null when nothing is left. Most cells need no change.
create or replace temp macro tidy(cell) as
    nullif(
        case
            when regexp_matches(cell, '^\s|\s$|\s\s|[\t-\r\x{00A0}\x{2007}\x{2009}\x{200B}\x{202F}\x{2060}\x{FEFF}]')
                then trim(regexp_replace(cell, '[\s\x{00A0}\x{2007}\x{2009}\x{200B}\x{202F}\x{2060}\x{FEFF}]+', ' ', 'g'))
            else cell
        end,
        ''
    );

-- The letters and digits of a name without accents, so that «Fåset skole» is found however it is spaced and spelled.
create or replace temp macro plain(cell) as
    nullif(
        regexp_replace(
            replace(replace(replace(strip_accents(lower(cell)), 'ae', 'a'), 'æ', 'a'), 'ø', 'o'), '[^\pL\pN]+', '', 'g'
        ),
        ''
    );

-- A tidied number with the true minus as a hyphen and nothing between sign and digits.
create or replace temp macro signed_number(cell) as
    regexp_replace(replace(cell, '−', '-'), '^([+-]) ', '\1');

-- A number that is one; what is too large for it would be endless.
create or replace temp macro finite(number) as
    case when isfinite(number) then number end;

-- 1868 · 8,4 · -10,4 · 1 868,5 · 1.868,5 · 1,868.5 · 1e-3, with a plain sign. One sign followed by three digits is the
-- decimal sign here.
create or replace temp macro as_number(digits) as finite(
    case
        when regexp_full_match(digits, '[+-]?\d+([.,]\d+)?') then try_cast(replace(digits, ',', '.') as double)
        when regexp_full_match(digits, '[+-]?\d{1,3}([ '']\d{3})+([.,]\d+)?')
            then try_cast(replace(regexp_replace(digits, '[ '']', '', 'g'), ',', '.') as double)
        when regexp_full_match(digits, '[+-]?\d{1,3}(\.\d{3})+(,\d+)?')
            then try_cast(replace(replace(digits, '.', ''), ',', '.') as double)
        when regexp_full_match(digits, '[+-]?\d{1,3}(,\d{3})+(\.\d+)?') then try_cast(replace(digits, ',', '') as double)
        when regexp_full_match(digits, '[+-]?\d+(\.\d+)?[eE][+-]?\d{1,3}') then try_cast(digits as double)
    end
);

-- Nothing is counted in thousandths, so in a count 1.868 and 1,868 are eighteen hundred and sixty-eight; else null.
create or replace temp macro as_grouped(digits) as
case
    when regexp_full_match(digits, '[+-]?[1-9]\d{0,2}([.,]\d{3})+') then try_cast(regexp_replace(digits, '[.,]', '', 'g') as double)
end;

-- 2026-11-20 · 20.11.2026 · 20261120 · a moment with its zone, as the local day · Excel's count of days since 1899-12-30.
create or replace temp macro as_day(cell) as
case
    when regexp_full_match(cell, '\d{1,2}\. ?\d{1,2}\. ?\d{4}(,? (kl\.? ?)?\d{1,2}[.:]\d{2}([.:]\d{2})?)?')
        then try_strptime(regexp_extract(replace(cell, '. ', '.'), '^\d+\.\d+\.\d+'), '%d.%m.%Y')::date
    when regexp_full_match(cell, '\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)? ?(Z|[+-]\d{2}(:?\d{2})?)')
        then try_cast(regexp_replace(replace(cell, ',', '.'), '([+-]\d{2})(\d{2})$', '\1:\2') as timestamptz)::date
    when regexp_full_match(cell, '\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?)?') then try_cast(left(cell, 10) as date)
    when regexp_full_match(cell, '(19|20)\d{6}') then try_strptime(cell, '%Y%m%d')::date
    when regexp_full_match(cell, '[2-6]\d{4}([.,]\d+)?')
        then date '1899-12-30' + floor(try_cast(replace(cell, ',', '.') as double))::integer
end;

-- Text without e-mail addresses, telephone numbers and national identity numbers, which could be somebody's.
create or replace temp macro masked(cell) as
    regexp_replace(
        regexp_replace(cell, '[^\s@<>()]+@[^\s@<>()]+', '[***]', 'g'),
        '\+?(\d[ \x{00A0}]?){7,}\d|\d{6}[ -]\d{5}', '[***]', 'g'
    );

-- Whether free text can stay as it is: nothing to tidy and nothing to mask. One look for all, for few texts need more.
create or replace temp macro is_clean(cell) as
    not regexp_matches(
        cell,
        '^\s|\s$|\s\s|[\t-\r\x{00A0}\x{2007}\x{2009}\x{200B}\x{202F}\x{2060}\x{FEFF}]|@|(\d ?){7,}\d|\d{6}[ -]\d{5}'
    );
create or replace temp macro clean_text(cell) as
    case when cell is null or is_clean(cell) then cell else masked(tidy(cell)) end;

-- A link without a secret of its own: what stands behind its question mark is then no evidence.
create or replace temp macro without_secret(link) as
case
    when (contains(link, '?') or contains(link, '#'))
        and regexp_matches(link, '[?&#;](\w*(token|secret|password|passord|session|signature|apikey|api_key)\w*|key|sig|code|access|auth|pwd)=', 'i')
        then regexp_replace(link, '[?#].*$', '')
    else link
end;

-- The part of one that a cell stands for. 75 % and 75 are per cent, 0,75 is a part. 1 follows the rest of its column:
-- 1 % among per cents, the whole among parts, and null where the column holds both and nobody can tell.
create or replace temp macro as_share(number, is_signed, has_per_cents, has_parts) as
case
    when is_signed or number > 1 then number / 100
    when number = 1 and has_per_cents and has_parts then null
    when number = 1 and has_per_cents then number / 100
    else number
end;

-- A link that needs no second look: an address without a query.
create or replace temp macro is_plain_link(cell) as
    regexp_full_match(cell, 'https?://[^\s\x{00A0}\x{2007}\x{2009}\x{200B}\x{202F}\x{2060}\x{FEFF}@/?#]+(/[^\s\x{00A0}\x{2007}\x{2009}\x{200B}\x{202F}\x{2060}\x{FEFF}?#]*)?');

-- An id as it is kept: tidy, and as a fingerprint when it could be somebody's address or number.
create or replace temp macro kept_id(cell) as
    case when is_clean(tidy(cell)) then tidy(cell) else md5(tidy(cell)) end;
