"""Whole runs against a Graph server over real HTTP: two years of twenty pages, with faults, kills and second runs."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest

from etl.run import Outcome
from tests.conftest import FAULTS
from tests.etl.facebook_town import VARIABLE, FacebookTown
from tests.graph.faults import FAILING, Faults, Kind
from tests.graph.figures import METRICS
from tests.graph.graph import Graph
from tests.graph.server import serving
from tests.graph.town import Town

TODAY = date(2026, 11, 23)
DEAD = "page_posts_impressions"
ASKED = [name for name in METRICS if name != "page_fan_adds_by_paid_non_paid_unique"]
NEW_DAYS = "select metric_id, page_id, observed_on from metric_value where observed_on > ? order by all"
Record = Callable[[str, object], None]
pytestmark = pytest.mark.xdist_group("facebook run")  # the whole backfill, once


@pytest.fixture(scope="module")
def town() -> Town:
    """Twenty pages; made once, since its figures are."""
    return Town(pages=20, seed=7, today=TODAY)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., FacebookTown]]:
    """Starts a server for a town and gives the municipality whose pages it holds."""
    with ExitStack() as stack:

        def begin(town: Town, faults: Faults | None = None, **configured: str) -> FacebookTown:
            monkeypatch.setenv(VARIABLE, town.user_token)
            graph = stack.enter_context(serving(Graph(town, faults or Faults())))
            folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
            return FacebookTown(folder, graph).write(**configured)

        yield begin


@pytest.fixture(scope="module")
def clean(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FacebookTown, Outcome]]:
    """The whole backfill without a fault, and what came of it."""
    with pytest.MonkeyPatch.context() as patch, serving(Graph(town)) as graph:
        patch.setenv(VARIABLE, town.user_token)
        here = FacebookTown(tmp_path_factory.mktemp("clean"), graph).write()
        yield here, here.run()


def test_a_backfill_of_two_years_and_twenty_pages_ends_with_the_servers_own_truth(
    clean: tuple[FacebookTown, Outcome], town: Town
) -> None:
    here, outcome = clean
    assert [one.reading.outcome for one in outcome.taken] == ["loaded"]
    assert here.figures() == town.truth(ASKED)
    assert (here.graph.violations, here.pauses) == ([], [])
    assert here.graph.most_in_flight <= 4


def test_with_every_fault_at_five_per_cent_it_ends_with_exactly_the_rows_of_a_clean_run(
    clean: tuple[FacebookTown, Outcome],
    start: Callable[..., FacebookTown],
    town: Town,
    record_property: Record,
) -> None:
    patient = "longest_wait_minutes = 600"
    faulty = start(town, Faults(rate=0.05, seed=3, most_in_a_row=99), options=patient)
    outcome = faulty.run()
    record_property(FAULTS, table(faulty.graph.counts, len(faulty.graph.asked), len(clean[0].graph.asked)))
    assert {kind for kind in FAILING if not faulty.graph.counts[kind]} == set()
    assert [one.reading.outcome for one in outcome.taken] == ["loaded"]
    assert faulty.everything() == clean[0].everything()
    assert (faulty.graph.violations, faulty.graph.most_in_flight <= 4) == ([], True)


def table(counts: Counter[Kind], asked_count: int, clean_count: int) -> str:
    """Each kind of fault and how often it was met."""
    lines = [f"{count:6}  {kind}" for kind, count in sorted(counts.items(), key=lambda entry: -entry[1])]
    return "\n".join([*lines, f"{asked_count:6}  requests in all; {clean_count} without faults"])


def test_a_second_run_the_same_night_asks_for_the_last_days_only_and_changes_nothing(
    start: Callable[..., FacebookTown],
) -> None:
    here = start(Town(pages=4, seed=7, today=TODAY))
    here.run()
    before, landed = here.everything(), here.landed()
    here.graph.asked.clear()
    outcome = here.run()
    assert [one.reading.outcome for one in outcome.taken] == ["unchanged"]
    assert (here.everything(), here.landed()) == (before, landed)
    asked = [
        one for one in here.graph.asked if one.edge == "insights" and DEAD not in one.parameters["metric"]
    ]
    assert {(one.page_id, one.parameters["since"]) for one in asked} == look_backs(here.graph.town)
    assert {asked.parameters["fields"] for asked in here.graph.asked if asked.edge == "node"} == {
        "id,access_token"
    }


def look_backs(town: Town) -> set[tuple[str, str]]:
    """For each page three days before the newest day of its slowest metric; the silent ones have been asked through."""
    newest: dict[tuple[str, str], date] = {}
    for page_id, name, day, _, _ in town.truth(ASKED):
        newest[page_id, name] = max(day, newest.get((page_id, name), day))
    return {
        (
            page.id,
            str(min(day for (page_id, _), day in newest.items() if page_id == page.id) - timedelta(days=3)),
        )
        for page in town.every_page
    }


def test_the_next_night_brings_the_new_day_and_what_was_counted_again(
    start: Callable[..., FacebookTown],
) -> None:
    town = Town(pages=2, seed=7, today=TODAY, is_settling=True)
    here = start(town)
    here.run()
    here.on(TODAY + timedelta(days=1)).run()
    assert here.figures() >= here.graph.town.truth(ASKED)
    known = here.published(
        "select distinct known_basis from metric_value "
        "where observed_on = date '2026-11-23' and metric_id = 'page_views'"
    )
    assert known == [("first_seen",)]
    counted_again = here.published("select count(*) > 0 from metric_value where known_to = date '2026-11-24'")
    assert counted_again == [(True,)]


def test_pages_and_files_are_read_in_one_run_in_any_order(start: Callable[..., FacebookTown]) -> None:
    figures = '\n[[source]]\nid = "{}"\nkind = "page_figures_file"\npath = "figures.csv"\n'
    here = start(Town(pages=1, seed=7, today=TODAY), options=figures.format("before"))
    file = here.folder / "config.toml"
    head, pages, rest = re.split(r"(?=\[\[source\]\])", file.read_text(encoding="utf-8"))
    file.write_text(head + rest + pages + figures.format("after"), encoding="utf-8")
    (here.folder / "figures.csv").write_text("dato;likes\n1.10.2026;5\n1.10.2026;5\n", encoding="utf-8")
    assert [one.reading.outcome for one in here.run().taken] == ["loaded", "loaded", "loaded"]
    assert here.figures() == here.graph.town.truth(ASKED)
