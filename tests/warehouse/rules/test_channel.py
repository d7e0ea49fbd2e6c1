"""Channels: what went through which, told apart by how it is known, and why nothing stands where nothing does."""

from typing import Any

import pytest

from tests.builders import Warehouse

RICHNESS = {"face": "stated_rich_end", "web": "proposed", "report": "stated_poor_end"}
USE = (
    "select registered_count, by_plan_count, state from channel_use($d) "
    "where channel_id = '{}' and audience = 'internal'"
)
REACH = (
    "select record_count, registered_count, rich_count, poor_count, without_channel_count, unread_count "
    "from channel_reach($d) where audience = '{}'"
)
NOTHING = (0, 0, 0, 0, 0)


def channels(*given: str, **columns: Any) -> Warehouse:
    """Three channels from rich to poor, and an internal measure that the strategy gives some of them."""
    made = Warehouse().goal()
    for rank, (channel_id, basis) in enumerate(RICHNESS.items(), 1):
        made.add(
            "channel", channel_id=channel_id, name_nb=channel_id, name_en=channel_id, richness_rank=rank,
            richness_basis=basis,
        )  # fmt: skip
    return measure(made, "M", *given, **columns)


def measure(made: Warehouse, measure_id: str, *given: str, **columns: Any) -> Warehouse:
    """One more measure with the channels the strategy gives it."""
    made.measure(measure_id, **columns)
    for position, channel_id in enumerate(given, 1):
        made.add(
            "measure_channel",
            measure_id=measure_id,
            channel_id=channel_id,
            position=position,
            confidence="high",
        )
    return made


def use(made: Warehouse, channel_id: str, as_of: str = "2026-11-20") -> tuple[object, ...]:
    """Registered, by plan, and the state of a channel for the internal audience."""
    (found,) = made.rows(USE.format(channel_id), d=as_of)
    return found


def reach(made: Warehouse, audience: str = "internal", as_of: str = "2026-11-20") -> tuple[object, ...]:
    """The row of one audience."""
    (found,) = made.rows(REACH.format(audience), d=as_of)
    return found


def test_a_record_that_names_its_channel_counts_there_and_nowhere_else() -> None:
    made = channels("face", "web").read("2026-11-20").done("2026-03-02", channel_id="web")
    assert [use(made, each) for each in RICHNESS] == [
        (0, 0, "done_elsewhere"), (1, 0, "used"), (0, 0, "not_named"),
    ]  # fmt: skip


def test_a_record_that_names_none_stands_in_every_channel_of_its_measure_but_is_one_record() -> None:
    made = channels("face", "web").read("2026-11-20").done("2026-03-02")
    assert [use(made, each) for each in RICHNESS] == [
        (0, 1, "by_plan"),
        (0, 1, "by_plan"),
        (0, 0, "not_named"),
    ]
    assert reach(made) == (1, 0, 0, 0, 1, 0)


def test_a_record_of_a_measure_without_channels_is_counted_without_one() -> None:
    made = channels().read("2026-11-20").done("2026-03-02")
    assert made.rows("select channel_id, basis from channel_record($d)", d="2026-11-20") == [
        (None, "unknown")
    ]
    assert reach(made) == (1, 0, 0, 0, 1, 0)


def test_a_channel_that_the_strategy_does_not_give_the_measure_is_told() -> None:
    made = channels("web").read("2026-11-20").done("2026-03-02", channel_id="face")
    made.done("2026-03-03", channel_id="web")
    found = made.rows(
        "select channel_id, outside_plan_count from channel_use($d) where registered_count > 0",
        d="2026-11-20",
    )
    assert found == [("face", 1), ("web", 0)]


@pytest.mark.parametrize(
    ("as_of", "counted"),
    [("2025-12-31", 1), ("2026-01-01", 0), ("2026-03-01", 0), ("2026-03-02", 1), ("2027-01-01", 0)],
)
def test_the_calendar_year_of_the_day_counts_up_to_the_day(as_of: str, counted: int) -> None:
    made = channels("web").done("2025-12-31", channel_id="web").done("2026-03-02", channel_id="web")
    assert use(made, "web", as_of)[0] == counted


def test_a_record_counts_from_the_day_it_was_reported_and_not_after_it_was_withdrawn() -> None:
    made = channels("web").done(
        "2026-03-02", channel_id="web", known_from="2026-03-10", known_to="2026-05-01"
    )
    days = ("2026-03-09", "2026-03-10", "2026-04-30", "2026-05-01")
    assert [use(made, "web", each)[0] for each in days] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("read_on", "as_of", "state"),
    [
        ((), "2026-11-20", "no_data"),
        (("2025-11-20",), "2026-11-20", "no_data"),
        (("2026-01-01",), "2026-11-20", "nothing_done"),
        (("2026-11-20",), "2026-11-20", "nothing_done"),
    ],
)
def test_silence_is_told_from_nothing_done(read_on: tuple[str, ...], as_of: str, state: str) -> None:
    assert use(channels("web").read(*read_on), "web", as_of)[2] == state


def test_one_measure_that_was_read_is_enough_to_say_that_nothing_is_done_and_the_others_are_counted() -> None:
    made = channels("web").read("2026-11-20")
    measure(made, "N", "web")
    made.connection.execute("delete from source_measure where measure_id = 'N'")
    found = made.rows(
        "select measure_count, unread_count, state from channel_use($d) "
        "where channel_id = 'web' and audience = 'internal'",
        d="2026-11-20",
    )
    assert found == [(2, 1, "nothing_done")]


def test_internal_and_external_are_counted_apart() -> None:
    made = measure(channels("web"), "E", "web", audience="external").read("2026-11-20")
    made.done("2026-03-02", channel_id="web").done("2026-03-02", "E", channel_id="face")
    made.done("2026-03-09", "E", channel_id="report")
    assert (reach(made), reach(made, "external")) == ((1, 1, 0, 0, 0, 0), (2, 2, 1, 1, 0, 0))


def test_measures_that_nobody_has_reported_on_this_year_are_counted_as_unread() -> None:
    made = measure(channels("web").read("2025-12-31"), "E", "web", audience="external")
    assert reach(made) == (*NOTHING, 1)
    assert reach(made, as_of="2025-12-31") == (*NOTHING, 0)


def test_an_audience_without_measures_has_no_row() -> None:
    made = channels("web").read("2026-11-20")
    assert made.rows("select audience from channel_reach($d)", d="2026-11-20") == [("internal",)]


def test_there_is_one_row_per_channel_and_audience_whatever_is_recorded() -> None:
    made = channels("face", "web").read("2026-11-20")
    made.done("2026-03-02").done("2026-03-03", channel_id="web").done("2026-03-03", channel_id="report")
    found = made.rows("select channel_id, audience from channel_use($d)", d="2026-11-20")
    assert found == [(each, audience) for each in RICHNESS for audience in ("internal", "external")]
