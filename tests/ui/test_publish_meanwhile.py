"""A publish in the middle of a crowd: no view fails, none goes back to older data, and the next one shows the new."""

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.builders import empty_database
from tests.pages import published as pages
from ui.answers import Answers
from warehouse.build import insert_rows
from warehouse.publish import BUILD, VERSIONS_KEPT, publish
from warehouse.read import Reader

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 20)
VISITORS = 4
THINKING = 0.005  # seconds; without it the visitors leave no time for publishing
# Enough of them that the file every visitor began with is deleted while it is open.
PUBLISHED = VERSIONS_KEPT + 3
GOAL = {"goal_id": "G1", "position": 1, "text_nb": "a", "text_en": "a", "short_nb": "a", "short_en": "a"}
SOURCE = {"kind": "x", "feeds": "completion", "is_sample": False, "refresh_days": 31}


def published(folder: Path, number: int) -> None:
    """Publish a database whose only source is this number."""
    shutil.copyfile(empty_database(), folder / BUILD)
    with duckdb.connect(str(folder / BUILD)) as connection:
        insert_rows(connection, "goal", [GOAL])
        insert_rows(connection, "source", [{**SOURCE, "source_id": str(number)}])
    publish(folder, NOON)


def seen(reader: Reader, answers: Answers) -> int:
    """The number that a screen shows now; it reads as ui/data.py does."""
    version, asked = reader.current(), {"as_of": DAY}
    answer = answers.get(
        (str(reader.folder), version), "frame_sources", asked,
        lambda: reader.query("frame_sources", asked, version),
    )  # fmt: skip
    return int(str(answer.rows[0][0]))


def views_until(over: threading.Event, see: Callable[[], int], first: threading.Barrier) -> list[int]:
    """What one visitor saw, view after view."""
    views = [see()]
    first.wait()
    while not over.wait(THINKING):
        views.append(see())
    return views


def test_visitors_who_read_while_others_publish_see_every_view_and_only_ever_newer_data(
    tmp_path: Path,
) -> None:
    published(tmp_path, 1)
    reader, answers = Reader(tmp_path), Answers()
    over, first = threading.Event(), threading.Barrier(VISITORS + 1)
    with ThreadPoolExecutor(VISITORS) as threads:
        visits = [
            threads.submit(views_until, over, lambda: seen(reader, answers), first) for _ in range(VISITORS)
        ]
        try:
            first.wait()
            for number in range(2, PUBLISHED + 1):
                published(tmp_path, number)
                assert seen(reader, answers) == number
        finally:
            over.set()
    views = [visit.result() for visit in visits]
    assert views == [sorted(one) for one in views]
    assert {one[0] for one in views} == {1}
    assert len(list(tmp_path.glob("kommunikasjon-*.duckdb"))) == VERSIONS_KEPT
    reader.close()


def test_a_screen_is_drawn_from_one_publication_although_the_next_comes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(pages.publish(tmp_path, {})))

    def screen(day, publish_next) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - run from a file of its own, where no name is known
        import streamlit as st  # noqa: PLC0415 - the function is run from a file of its own

        from ui.data import one_publication, rows  # noqa: PLC0415

        with one_publication():
            before = rows("frame_sources", as_of=day)
            publish_next()
            meanwhile = rows("source_freshness", as_of=day)
        after = rows("frame_sources", as_of=day)
        st.text([[row["source_id"] for row in found] for found in (before, meanwhile, after)])

    drawn = AppTest.from_function(screen, args=(DAY, lambda: published(tmp_path, 1))).run()
    assert drawn.text[0].value == str([["c", "f"], ["c", "f"], ["1"]])
