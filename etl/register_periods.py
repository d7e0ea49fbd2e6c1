"""The due periods that a plan's `every` stands for: a year cut into equal parts, some of them left out."""

from collections.abc import Mapping, Sequence

from etl.register_files import Entry, nearest
from foundation.errors import Fault

# By `every`: how many months a period lasts, and how its code is written from its number in the year.
STRETCHES: Mapping[str, tuple[int, str]] = {
    "month": (1, "{:02d}"),
    "quarter": (3, "Q{}"),
    "tertial": (4, "T{}"),
    "half_year": (6, "H{}"),
    "year": (12, ""),
}
LAST_DAY = 31


def periods_of(entry: Entry) -> tuple[Sequence[Mapping[str, object]], Sequence[Fault]]:
    """The periods of a plan's `every`, those in `without` left out; and what is wrong with the two."""
    every = entry.fields.get("every")
    without = entry.fields.get("without", [])
    if every is None:
        return [], [entry.fault("without", without, "without_alone")] if without else []
    if not isinstance(every, str) or every not in STRETCHES:
        return [], [entry.fault("every", every, "one_of", allowed=", ".join(STRETCHES))]
    if "period" in entry.fields:
        return [], [entry.fault("every", every, "every_and_periods")]
    periods = stretches(every)
    codes = [str(period["code"]) for period in periods]
    if not isinstance(without, list):
        return [], [entry.fault("without", without, "wrong_list")]
    unknown = [code for code in without if code not in codes]
    if unknown or len(set(without)) >= len(codes):
        allowed = nearest(str(unknown[0]), codes) if unknown else ", ".join(codes)
        return [], [entry.fault("without", unknown[0] if unknown else without, "one_of", allowed=allowed)]
    return [period for period in periods if period["code"] not in without], []


def stretches(every: str) -> list[dict[str, object]]:
    """The year cut into stretches, each due on its last day."""
    months, code = STRETCHES[every]
    return [
        {
            "code": code.format(number),
            "start_month": first,
            "start_day": 1,
            "due_month": first + months - 1,
            "due_day": LAST_DAY,
        }
        for number, first in enumerate(range(1, 13, months), 1)
    ]
