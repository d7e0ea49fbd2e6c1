"""What is kept of what analysts ask: saved questions that survive, and a log that tells nothing of anyone."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from analysis.store import FILE, Logged, Saved, Store, shape_hash
from foundation.errors import AnalysisError

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RUN = Logged(
    "visitor-1", "select value from metric_value where metric_id = 'likes' and n > 5", 3, 0.0124, "answered"
)


def log_of(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / FILE) as connection:
        rows = connection.execute("select * from statement_log").fetchall()
    connection.close()
    return rows


def test_a_saved_question_is_there_after_a_restart(tmp_path: Path) -> None:
    Store(tmp_path / "analyse").save("Forfalte tiltak", "Til ledermøtet", "from goal", NOW)
    assert Store(tmp_path / "analyse").saved() == [Saved(1, "Forfalte tiltak", "Til ledermøtet", "from goal")]


def test_saving_under_the_same_name_replaces(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save("A", "først", "select 1", NOW)
    store.save(" A ", "så", "select 2", NOW)
    assert store.saved() == [Saved(1, "A", "så", "select 2")]


def test_questions_stand_by_name_and_can_be_removed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("b", "A", "c"):
        store.save(name, "", f"select '{name}'", NOW)
    store.remove(2)
    assert [question.name for question in store.saved()] == ["b", "c"]


def test_before_anything_is_saved_there_is_nothing_and_no_file(tmp_path: Path) -> None:
    assert Store(tmp_path).saved() == []
    assert not (tmp_path / FILE).exists()


def test_the_log_tells_shape_rows_time_and_outcome_and_no_text(tmp_path: Path) -> None:
    Store(tmp_path).log(RUN, NOW, 90, keep_text=False)
    assert log_of(tmp_path) == [
        ("2026-11-23T12:00:00+00:00", "visitor-1", shape_hash(RUN.statement), 3, 12, "answered", None)
    ]


def test_the_text_is_kept_only_where_the_configuration_asks_for_it(tmp_path: Path) -> None:
    Store(tmp_path).log(RUN, NOW, 90, keep_text=True)
    assert log_of(tmp_path)[0][-1] == RUN.statement


def test_the_log_forgets_what_is_older_than_its_days(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.log(RUN, NOW - timedelta(days=91), 90, keep_text=False)
    store.log(RUN, NOW - timedelta(days=89), 90, keep_text=False)
    store.log(RUN, NOW, 90, keep_text=False)
    assert [row[0] for row in log_of(tmp_path)] == ["2026-08-26T12:00:00+00:00", "2026-11-23T12:00:00+00:00"]


def test_with_no_days_nothing_is_logged(tmp_path: Path) -> None:
    Store(tmp_path).log(RUN, NOW, 0, keep_text=False)
    assert log_of(tmp_path) == []


def test_the_shape_is_the_same_whatever_the_values() -> None:
    other = "SELECT value -- x\n FROM metric_value\twhere metric_id = 'followers' and n > 71"
    assert shape_hash(RUN.statement) == shape_hash(other)
    assert shape_hash(RUN.statement) != shape_hash(other.replace("metric_id", "source_id"))


def test_a_store_that_cannot_be_opened_says_which(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(AnalysisError) as told:
        Store(tmp_path).save("A", "", "select 1", NOW)
    assert (told.value.key, told.value.values["file"]) == ("analyse_error.store", FILE)
