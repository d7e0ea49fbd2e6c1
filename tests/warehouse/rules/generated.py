"""Generated towns: measures of all four kinds, with plans, records, units, sources and targets that change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

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
DAYS = st.sampled_from(EVERY_DAY)
# As-of dates: half of them on the edges of periods, windows and grace days.
AS_OF_DAYS = st.sampled_from([*EDGES[4:], *EVERY_DAY[31::8]])
KINDS = ("recurring", "one_off", "coverage", "continuous")
UNIT_IDS = ("a", "b", "c", "d")
MILESTONE_IDS = ("m1", "m2", "m3")
PERIOD_NAMES = ("2026-01", "2026-04", "2026-07", "2026-10")
SHARES = (0.0, 0.5, 0.75, 0.9, 0.95, 1.0)


def mostly(days: st.SearchStrategy[date]) -> st.SearchStrategy[date | None]:
    """A day, and now and then null."""
    return st.sampled_from((True, True, True, False)).flatmap(lambda some: days if some else st.none())


def seldom(days: st.SearchStrategy[date]) -> st.SearchStrategy[date | None]:
    """Mostly null, so that most plans and targets are in force."""
    return st.sampled_from((False, False, False, True)).flatmap(lambda some: days if some else st.none())


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """Versions of records: in some towns nearly every month, in others now and then."""
    if draw(st.booleans()):
        done = draw(st.lists(st.sampled_from((True, True, True, False)), min_size=15, max_size=15))
        days = [day for day, is_done in zip(every_month(15, 10), done, strict=True) if is_done]
    else:
        days = draw(st.lists(DAYS, max_size=6))
    return [version for number, day in enumerate(days) for version in draw(versions(f"r{number}", day))]


def every_month(count: int, day: int) -> list[date]:
    """A day of each month from December 2025 on."""
    return [date(2025 + (11 + number) // 12, (11 + number) % 12 + 1, day) for number in range(count)]


@st.composite
def versions(draw: st.DrawFn, record_key: str, occurred_on: date) -> list[Record]:
    """One record: some reported late, some filed on another period, some withdrawn, some corrected."""
    known_from = occurred_on + timedelta(days=draw(st.sampled_from((0, 0, 0, 0, 1, 20, 70))))
    lasting = draw(st.sampled_from((None, None, None, None, 10, 60)))
    known_to = None if lasting is None else known_from + timedelta(days=lasting)
    first = Record(
        record_key, occurred_on, known_from, known_to,
        period=draw(st.sampled_from((None, None, None, None, None, *PERIOD_NAMES))),
        unit_id=draw(st.sampled_from(UNIT_IDS)),
        milestone_id=draw(st.sampled_from((None, None, None, *MILESTONE_IDS))),
        value=draw(st.sampled_from((None, *SHARES))),
        n=draw(st.sampled_from((None, 0, 12, 400))),
    )  # fmt: skip
    if known_to is None or draw(st.booleans()):
        return [first]
    moved = max(date(2025, 12, 1), occurred_on - timedelta(days=draw(st.integers(0, 40))))
    return [first, replace(first, occurred_on=moved, known_from=known_to, known_to=None, period=None)]


@st.composite
def plans(draw: st.DrawFn, lengths: tuple[int, ...]) -> list[Plan]:
    """Up to three versions of a plan."""
    found = []
    for number in range(draw(st.sampled_from((1, 1, 1, 1, 2, 3, 0)))):
        months = draw(st.sampled_from(lengths))
        found.append(
            Plan(
                plan_id=f"p{number}",
                basis=draw(
                    st.sampled_from(("decided", "decided", "decided", "stated", "proposed", "not_set"))
                ),
                months=months,
                grace_days=draw(st.sampled_from((0, 14, 30))),
                checkpoints=draw(st.sampled_from((1, 2) if months == 6 else (3, 4))),
                valid_from=draw(seldom(DAYS)),
                valid_to=draw(seldom(DAYS)),
                decided_on=draw(seldom(DAYS)),
            )
        )
    return found


@st.composite
def milestones(draw: st.DrawFn) -> list[Milestone]:
    """Versions of milestones; a due date may be moved, set later or taken away."""
    found = {}
    for name in draw(st.lists(st.sampled_from(MILESTONE_IDS), min_size=1, max_size=5)):
        known_from = draw(seldom(DAYS))
        found[name, known_from] = Milestone(
            name, MILESTONE_IDS.index(name) + 1, draw(mostly(DAYS)), draw(seldom(DAYS)), known_from
        )
    return list(found.values())


@st.composite
def units(draw: st.DrawFn, *, occurring: bool) -> list[Unit]:
    """Service areas that come and go, or processes whose day may not be known yet."""
    return [
        Unit(
            name,
            valid_from=draw(seldom(DAYS)),
            valid_to=None if occurring else draw(seldom(DAYS)),
            occurs_on=draw(mostly(DAYS)) if occurring else None,
        )
        for name in UNIT_IDS[: draw(st.sampled_from((4, 4, 3, 2, 1, 0)))]
    ]


@st.composite
def metrics(draw: st.DrawFn) -> Metric:
    """A number series from two sources, some points corrected, with targets that change."""
    points = {}
    for _ in range(draw(st.sampled_from((4, 6, 2, 0)))):
        observed_on, source_id = draw(DAYS), draw(st.sampled_from(("p", "q")))
        known_from = observed_on + timedelta(days=draw(st.sampled_from((0, 0, 30))))
        lasting = draw(st.sampled_from((None, None, 20)))
        points[observed_on, source_id] = Point(
            source_id, observed_on, draw(st.sampled_from(SHARES)), draw(st.sampled_from((None, 12, 400))),
            known_from, None if lasting is None else known_from + timedelta(days=lasting),
        )  # fmt: skip
    targets = [
        Target(
            f"t{number}",
            draw(st.sampled_from(("at_or_above", "at_or_below", "increase", "decrease"))),
            draw(st.sampled_from(SHARES)), draw(st.sampled_from(SHARES)),
            date(2026, 1, 1), draw(st.sampled_from((date(2026, 7, 1), date(2027, 1, 1)))),
            draw(seldom(DAYS)), draw(seldom(DAYS)), draw(seldom(DAYS)),
        )
        for number in range(draw(st.sampled_from((1, 1, 1, 2, 0))))
    ]  # fmt: skip
    unit = draw(st.sampled_from(("share", "accounts")))
    return Metric(unit, draw(st.sampled_from((None, None, 31, 120))), list(points.values()), targets)


OUTCOMES = st.sampled_from(("loaded", "loaded", "unchanged", "failed"))


@st.composite
def readings(draw: st.DrawFn) -> list[tuple[date, str]]:
    """When a source was read: every month until it fell silent, or now and then."""
    if draw(st.sampled_from((True, True, False))):
        return [(day, "loaded") for day in every_month(draw(st.sampled_from((15, 15, 15, 10, 6, 2))), 2)]
    return draw(st.lists(st.tuples(DAYS, OUTCOMES), max_size=3))


NO_METRIC = Metric("accounts", None, (), ())


@st.composite
def measures(draw: st.DrawFn, populations: Mapping[str, Sequence[Unit]]) -> Measure:
    """A measure of any kind."""
    kind = draw(st.sampled_from(KINDS))
    unit_kind = draw(st.sampled_from(sorted(populations)))
    return Measure(
        kind=kind,
        goal_id=draw(st.sampled_from(("G1", "G1", "G2", None))),
        lane=draw(st.sampled_from(("activity", "activity", "activity", "outcome"))),
        is_optional=draw(st.sampled_from((False, False, False, True))),
        unit_kind=unit_kind,
        sources=[draw(readings()) for _ in range(draw(st.sampled_from((1, 1, 1, 1, 1, 2, 0))))],
        plans=draw(plans((1, 3, 6) if kind == "recurring" else (6, 12))),
        records=draw(records()),
        milestones=draw(milestones()) if kind == "one_off" else (),
        units=populations[unit_kind] if kind == "coverage" else (),
        metric=draw(metrics()) if kind == "continuous" else NO_METRIC,
    )


@st.composite
def towns(draw: st.DrawFn) -> dict[str, Measure]:
    """Some measures of one town, so that they share its service areas and processes."""
    populations = {
        "service_area": draw(units(occurring=False)),
        "change_process": draw(units(occurring=True)),
    }
    found = [draw(measures(populations)) for _ in range(draw(st.integers(1, 6)))]
    return {f"M{number}": one for number, one in enumerate(found)}
