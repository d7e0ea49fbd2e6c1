"""Writes the completion files that are measured: the same for the same size, one row in a hundred with a fault."""

from pathlib import Path

import duckdb

MEASURES = ("T1.I1", "T1.I2", "T1.E1", "T1.E2", "T2.E1")
ROWS = """
copy (
    select
        'R' || place as record_id,
        if(place % 100 = 1, 'T9.I9', $measures[1 + place % len($measures)]) as measure_id,
        if(place % 100 = 2, '31.02.2026', strftime(date '2023-11-01' + (place * 7 % 1080)::integer, '%d.%m.%Y')) as occurred_on,
        strftime(date '2023-11-01' + (place * 7 % 1080)::integer + (place % 9)::integer, '%d.%m.%Y') as registered_on,
        'https://k.example/' || place as evidence_url,
        'Møte ' || place % 997 || if($is_later and place % 10 = 3, ', rettet', '') as note
    from range($count) as row(place)
    order by place
) to '{file}' (delimiter ';', header)
"""  # noqa: E501 - a line for a column


def write(file: Path, count: int, *, is_later: bool = False) -> Path:
    """A file of so many records. The later one has a tenth of them changed and a hundredth more."""
    more = count // 100 if is_later else 0
    values = {"measures": list(MEASURES), "count": count + more, "is_later": is_later}
    with duckdb.connect() as connection:
        connection.execute(ROWS.format(file=file), values)
    return file
