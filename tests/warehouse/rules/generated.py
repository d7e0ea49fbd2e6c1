"""Generated towns: measures of all four kinds, with plans, records, units, sources and targets that change.

Hypothesis draws a seed for each measure and shrinks to the fewest measures; the rest is drawn evenly from the
seed, since examples drawn by Hypothesis itself are mostly empty, and then there is nothing to judge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from tests.warehouse.rules.oracle.register import (
    Measure,
    Metric,
    Milestone,
    Plan,
    Point,
    Record,
    Target,
    Unit,
)

EVERY_DAY = [date(2025, 12, 1) + timedelta(days=number) for number in range(437)]
EDGES = [day for day in EVERY_DAY if day.day in (1, 14, 15) or (day + timedelta(days=1)).day == 1]
KINDS = ("recurring", "one_off", "coverage", "continuous")
UNIT_IDS = ("a", "b", "c", "d")
MILESTONE_IDS = ("m1", "m2", "m3")
PERIOD_NAMES = ("2026-01", "2026-04", "2026-07", "2026-10")
SHARES = (0.0, 0.5, 0.75, 0.9, 0.95, 1.0)


def mostly(pick: Random) -> date | None:
    """A day, and now and then null."""
    return pick.choice(EVERY_DAY) if pick.random() < 0.85 else None


def seldom(pick: Random) -> date | None:
    """Mostly null, so that most plans and targets are in force."""
    return pick.choice(EVERY_DAY) if pick.random() < 0.12 else None


def records(pick: Random) -> list[Record]:
    """Versions of records: in some towns nearly every month, in others now and then."""
    if pick.random() < 0.6:
        days = [day for day in every_month(15, 10) if pick.random() < 0.85]
    else:
        days = [pick.choice(EVERY_DAY) for _ in range(pick.randint(0, 6))]
    return [version for number, day in enumerate(days) for version in versions(pick, f"r{number}", day)]


def every_month(count: int, day: int) -> list[date]:
    """A day of each month from December 2025 on."""
    return [date(2025 + (11 + number) // 12, (11 + number) % 12 + 1, day) for number in range(count)]


def versions(pick: Random, record_key: str, occurred_on: date) -> list[Record]:
    """One record: some reported late, some filed on another period, some withdrawn, some corrected."""
    known_from = occurred_on + timedelta(days=pick.choice((0, 0, 0, 0, 1, 20, 70)))
    lasting = pick.choice((None, None, None, None, 10, 60))
    known_to = None if lasting is None else known_from + timedelta(days=lasting)
    first = Record(
        record_key, occurred_on, known_from, known_to,
        period=pick.choice((None, None, None, None, None, *PERIOD_NAMES)),
        unit_id=pick.choice(UNIT_IDS),
        milestone_id=pick.choice((None, None, None, *MILESTONE_IDS)),
        value=pick.choice((None, *SHARES)),
        n=pick.choice((None, 0, 12, 400)),
    )  # fmt: skip
    if known_to is None or pick.random() < 0.5:
        return [first]
    moved = max(date(2025, 12, 1), occurred_on - timedelta(days=pick.randint(0, 40)))
    return [first, replace(first, occurred_on=moved, known_from=known_to, known_to=None, period=None)]


def plans(pick: Random, lengths: tuple[int, ...]) -> list[Plan]:
    """Up to three versions of a plan."""
    found = []
    for number in range(pick.choice((1, 1, 1, 1, 2, 3, 0))):
        months = pick.choice(lengths)
        found.append(
            Plan(
                plan_id=f"p{number}",
                basis=pick.choice(
                    ("decided", "decided", "decided", "decided", "stated", "proposed", "not_set")
                ),
                months=months,
                grace_days=pick.choice((0, 14, 30)),
                checkpoints=pick.choice((1, 2) if months == 6 else (3, 4)),
                valid_from=seldom(pick),
                valid_to=seldom(pick),
                decided_on=seldom(pick),
            )
        )
    return found


def milestones(pick: Random) -> list[Milestone]:
    """Versions of milestones; a due date may be moved, set later or taken away."""
    found = {}
    for name in pick.choices(MILESTONE_IDS, k=pick.randint(1, 5)):
        known_from = seldom(pick)
        found[name, known_from] = Milestone(
            name, MILESTONE_IDS.index(name) + 1, mostly(pick), seldom(pick), known_from
        )
    return list(found.values())


def units(pick: Random, *, occurring: bool) -> list[Unit]:
    """Service areas that come and go, or processes whose day may not be known yet."""
    return [
        Unit(
            name,
            valid_from=seldom(pick),
            valid_to=None if occurring else seldom(pick),
            occurs_on=mostly(pick) if occurring else None,
        )
        for name in UNIT_IDS[: pick.choice((4, 4, 3, 2, 1, 0))]
    ]


def metric(pick: Random) -> Metric:
    """A number series from two sources, some points corrected, with targets that change."""
    points = {}
    for _ in range(pick.choice((4, 6, 2, 0))):
        observed_on, source_id = pick.choice(EVERY_DAY), pick.choice(("p", "q"))
        known_from = observed_on + timedelta(days=pick.choice((0, 0, 30)))
        lasting = pick.choice((None, None, 20))
        points[observed_on, source_id] = Point(
            source_id, observed_on, pick.choice(SHARES), pick.choice((None, 12, 400)),
            known_from, None if lasting is None else known_from + timedelta(days=lasting),
        )  # fmt: skip
    targets = [
        Target(
            f"t{number}",
            pick.choice(("at_or_above", "at_or_below", "increase", "decrease")),
            pick.choice(SHARES), pick.choice(SHARES),
            date(2026, 1, 1), pick.choice((date(2026, 7, 1), date(2027, 1, 1))),
            seldom(pick), seldom(pick), seldom(pick),
        )
        for number in range(pick.choice((1, 1, 1, 2, 0)))
    ]  # fmt: skip
    unit = pick.choice(("share", "accounts"))
    return Metric(unit, pick.choice((None, None, 31, 120)), list(points.values()), targets)


def readings(pick: Random) -> list[tuple[date, str]]:
    """When a source was read: every month until it fell silent, or now and then."""
    if pick.choice((True, True, False)):
        return [(day, "loaded") for day in every_month(pick.choice((15, 15, 15, 10, 6, 2)), 2)]
    outcomes = ("loaded", "loaded", "unchanged", "failed")
    return [(pick.choice(EVERY_DAY), pick.choice(outcomes)) for _ in range(pick.randint(0, 3))]


NO_METRIC = Metric("accounts", None, (), ())


def measure(pick: Random, populations: Mapping[str, Sequence[Unit]]) -> Measure:
    """A measure of any kind."""
    kind = pick.choice(KINDS)
    unit_kind = pick.choice(sorted(populations))
    return Measure(
        kind=kind,
        goal_id=pick.choice(("G1", "G1", "G2", None)),
        lane=pick.choice(("activity", "activity", "activity", "outcome")),
        is_optional=pick.choice((False, False, False, False, True)),
        unit_kind=unit_kind,
        sources=[readings(pick) for _ in range(pick.choice((1, 1, 1, 1, 1, 2, 0)))],
        plans=plans(pick, (1, 3, 6) if kind == "recurring" else (6, 12)),
        records=records(pick),
        milestones=milestones(pick) if kind == "one_off" else (),
        units=populations[unit_kind] if kind == "coverage" else (),
        metric=metric(pick) if kind == "continuous" else NO_METRIC,
    )


def town(seed: int, measure_seeds: Sequence[int]) -> dict[str, Measure]:
    """Some measures of one town, so that they share its service areas and processes."""
    pick = Random(seed)
    populations = {
        "service_area": units(pick, occurring=False),
        "change_process": units(pick, occurring=True),
    }
    return {f"M{n}": measure(Random(f"{seed} {one}"), populations) for n, one in enumerate(measure_seeds)}


def as_of(seed: int) -> date:
    """A day to judge, half of them on the edges of periods, windows and grace days."""
    pick = Random(seed)
    return pick.choice(EDGES[4:] if pick.random() < 0.5 else EVERY_DAY[31:])


SEEDS = st.integers(0, 2**32)
TOWNS = st.builds(town, SEEDS, st.lists(SEEDS, min_size=1, max_size=8, unique=True))
AS_OF_DAYS = SEEDS.map(as_of)
