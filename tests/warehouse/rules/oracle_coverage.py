"""The rules of coverage and intervals once more, slow and obvious, for the property test."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

from tests.warehouse.rules.oracle import Record, Unit, known, month_end, through


def window(months: int, grace_days: int, day: date) -> tuple[date, date]:
    """The window of a coverage measure that is in view on a day."""
    viewed = day - timedelta(days=grace_days)
    first = (viewed.month - 1) // months * months + 1
    return date(viewed.year, first, 1), month_end(viewed.year, first + months - 1)


def coverage(
    units: Sequence[Unit],
    records: Sequence[Record],
    loads: Sequence[date],
    months: int,
    checkpoints: int,
    day: date,
) -> tuple[str, int, int]:
    """The word for a measure over service areas with 14 days of grace, how many are covered, and of how many."""
    start, end = window(months, 14, day)
    counted_on = min(day, end)
    members = {
        unit.unit_id
        for unit in units
        if (unit.valid_from is None or unit.valid_from <= counted_on)
        and (unit.valid_to is None or unit.valid_to >= counted_on)
    }
    covered = {
        record.unit_id
        for record in known(records, day)
        if record.unit_id in members and start <= record.occurred_on <= end
    }
    word = coverage_word(len(members), len(covered), start, months // checkpoints, checkpoints, loads, day)
    complete_to = through(loads, day)
    if complete_to is None and word not in ("completed", "not_set"):
        word = "no_data"
    return word, len(covered), len(members)


def coverage_word(
    member_count: int,
    covered_count: int,
    start: date,
    stretch: int,
    checkpoints: int,
    loads: Sequence[date],
    day: date,
) -> str:
    """The word from how many are covered and what was required at the last checkpoint."""
    if member_count == 0:
        return "not_set"
    if covered_count == member_count:
        return "completed"
    passed = [
        (
            month_end(start.year, start.month + stretch * place - 1),
            math.ceil(member_count * place / checkpoints),
        )
        for place in range(1, checkpoints + 1)
    ]
    passed = [one for one in passed if one[0] < day]
    if not passed:
        return "on_track" if covered_count else "not_started"
    checkpoint_on, required = passed[-1]
    if covered_count >= required:
        return "on_track"
    complete_to = through(loads, day)
    if complete_to is None or checkpoint_on > complete_to:
        return "no_data"
    return "delayed" if covered_count >= 0.8 * required else "overdue"


def events(units: Sequence[Unit], records: Sequence[Record], loads: Sequence[date], day: date) -> str:
    """The word for a coverage measure over processes with 14 days of grace."""
    start, end = window(12, 14, day)
    held = [
        unit for unit in units if unit.occurs_on and start <= unit.occurs_on <= end and unit.occurs_on < day
    ]
    if not held and not any(unit.occurs_on and unit.occurs_on >= day for unit in units):
        return "not_set"
    uncovered = [
        unit.occurs_on for unit in held if unit.occurs_on and not is_covered(unit, known(records, day))
    ]
    complete_to = through(loads, day)
    if complete_to is None:
        return "no_data"
    surely = [occurs_on for occurs_on in uncovered if occurs_on <= complete_to]
    words = {event_word(len(held), uncovered, day), event_word(len(held), surely, day)}
    return words.pop() if len(words) == 1 else "no_data"


def is_covered(unit: Unit, records: Sequence[Record]) -> bool:
    first, last = unit.valid_from or unit.occurs_on, unit.occurs_on
    assert first is not None
    assert last is not None
    return any(record.unit_id == unit.unit_id and first <= record.occurred_on <= last for record in records)


def event_word(held_count: int, uncovered: Sequence[date], day: date) -> str:
    if any(occurs_on + timedelta(days=14) < day for occurs_on in uncovered):
        return "overdue"
    if uncovered:
        return "delayed"
    return "on_track" if held_count else "not_started"


def wilson(share: float, n: int) -> tuple[float, float]:
    """The 95 % Wilson interval, by solving |p − share| = z·√(p(1−p)/n) for p."""
    z2 = 1.959964**2
    a, b, c = 1 + z2 / n, -(2 * share + z2 / n), share * share
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)
