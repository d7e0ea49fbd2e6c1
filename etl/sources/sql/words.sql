-- How cells are read: Norwegian numbers, dates and spaces. Passing macros of one pull.
create or replace temp macro tidy(cell) as
    nullif(trim(regexp_replace(cell, '[\s\x{00A0}\x{2007}\x{2009}\x{202F}\x{FEFF}]+', ' ', 'g')), '');

-- The letters and digits of a name, so that «Teknisk drift» is found however it is spaced.
create or replace temp macro plain(cell) as
    nullif(regexp_replace(lower(cell), '[^\pL\pN]+', '', 'g'), '');

-- 1 868 · 1.868,5 · 1,868.5 · 8,4 · −10,4 · 75 %: digits grouped by spaces, or by the sign that is not the decimal one.
create or replace temp macro bare_number(cell) as
    replace(regexp_replace(cell, '[\s\x{00A0}\x{2007}\x{2009}\x{202F}''%]', '', 'g'), '−', '-');
create or replace temp macro as_number(cell) as
case
    when regexp_full_match(bare_number(cell), '[+-]?\d+([.,]\d+)?') then try_cast(replace(bare_number(cell), ',', '.') as double)
    when regexp_full_match(bare_number(cell), '[+-]?\d{1,3}(\.\d{3})+(,\d+)?')
        then try_cast(replace(replace(bare_number(cell), '.', ''), ',', '.') as double)
    when regexp_full_match(bare_number(cell), '[+-]?\d{1,3}(,\d{3})+(\.\d+)?') then try_cast(replace(bare_number(cell), ',', '') as double)
    when regexp_full_match(bare_number(cell), '[+-]?\d+(\.\d+)?[eE][+-]?\d+') then try_cast(bare_number(cell) as double)
end;

-- 2026-11-20 · 20.11.2026 · a moment with its zone, as the local day · Excel's count of days since 1899-12-30.
create or replace temp macro as_day(cell) as
case
    when regexp_full_match(cell, '\d{1,2}\.\s?\d{1,2}\.\s?\d{4}( .*)?')
        then try_strptime(regexp_extract(replace(cell, '. ', '.'), '^[\d.]+'), '%d.%m.%Y')::date
    when regexp_full_match(cell, '\d{1,2}/\d{1,2}/\d{4}') then try_strptime(cell, '%d/%m/%Y')::date
    when regexp_full_match(cell, '\d{4}-\d{2}-\d{2}[T ].*(Z|[+-]\d{2}:?\d{2})') then try_cast(cell as timestamptz)::date
    when regexp_full_match(cell, '\d{4}-\d{2}-\d{2}([T ].*)?') then try_cast(left(cell, 10) as date)
    when regexp_full_match(cell, '[2-6]\d{4}(\.\d+)?') then date '1899-12-30' + floor(try_cast(cell as double))::integer
end;

-- Free text without e-mail addresses and long numbers, which could be somebody's.
create or replace temp macro masked(cell) as
    regexp_replace(
        regexp_replace(cell, '[^\s@<>]+@[^\s@<>]+', '[e-post]', 'g'),
        '(\+?\d[ \x{00A0}]?){8,}', '[nummer] ', 'g'
    );
