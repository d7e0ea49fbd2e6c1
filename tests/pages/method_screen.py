"""The data and method screen opened over sources in every state, and its parts taken out of the HTML, for its tests."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.published import html, open_page, publish
from warehouse.build import Row

AS_OF = "2026-11-20"
RUN = {"read_count": 5, "accepted_count": 4, "rejected_count": 1}


def reading(source_id: str, loaded_on: date, outcome: str = "loaded", **columns: object) -> Row:
    """One reading of a source, at six in the morning UTC."""
    moment = datetime(loaded_on.year, loaded_on.month, loaded_on.day, 6)
    row = {
        "run_id": f"{source_id}-{loaded_on}", "source_id": source_id, "started_at": moment, "finished_at": moment,
        "loaded_on": loaded_on, "outcome": outcome,
    }  # fmt: skip
    return {**row, **RUN, **columns}


def source(source_id: str, feeds: str = "completion", *, is_sample: bool = False) -> Row:
    """One source that is too old after 31 days."""
    row = {"source_id": source_id, "kind": "x", "feeds": feeds, "refresh_days": 31}
    return {**row, "is_sample": is_sample}


def rejected(source_id: str, loaded_on: date, row_number: int, **columns: object) -> Row:
    """One row that a reading left out, for a date that does not exist."""
    row = {
        "run_id": f"{source_id}-{loaded_on}", "source_id": source_id, "file_name": f"{source_id}.csv",
        "row_number": row_number, "column_name": "Dato", "value": "31.02.2026", "reason": "reject.impossible_date",
    }  # fmt: skip
    return {**row, **columns}


def publish_states(folder: Path) -> Path:
    """Publish a source in each state by 20.11.2026, two of them with rejected rows; gives the configuration."""
    today, earlier = date(2026, 11, 19), date(2026, 9, 1)
    failure = {"error_code": "source.missing_file", "error_values": '{"file": "mappe/<liste>.csv"}'}
    runs = [
        reading("fresh", today), reading("stale", earlier), reading("broken", date(2026, 11, 10)),
        reading("broken", today, "failed", **failure), reading("half", today, "partial"),
        reading("later", date(2026, 12, 1)), reading("quiet", date(2026, 11, 1)),
        reading("quiet", today, "unchanged"),
    ]  # fmt: skip
    names = [str(run["source_id"]) for run in runs] + ["never"]
    noticed: list[Row] = [
        {"run_id": f"half-{today}", "source_id": "half", "code": "notice.unknown_column", "subject": "Sjef"},
        {"run_id": f"quiet-{today}", "source_id": "quiet", "code": "notice.repeated", "row_count": 2},
        {"run_id": f"stale-{earlier}", "source_id": "stale", "code": "notice.of_tomorrow", "row_count": 2},
    ]
    rows = [rejected("fresh", today, number + 2, value=f"=1+{number}") for number in range(25)]
    last = {"reason": "reject.unknown_measure", "column_name": None, "value": "<b>", "allowed": "T1.I1"}
    tables: Mapping[str, Sequence[Row]] = {
        "source": [source(name, is_sample=name == "fresh") for name in sorted(set(names))],
        "etl_run": runs,
        "etl_warning": noticed,
        "rejected_row": [*rows, rejected("stale", earlier, 88, **last)],
    }
    return publish(folder, tables)


def publish_well(folder: Path) -> Path:
    """Publish one real, fresh source, and a strategy that leaves nothing open; gives the configuration."""
    left_out = ("plan", "measure", "target", "measure_role", "ambiguity", "measure_ambiguity", "unit")
    empty: dict[str, Sequence[Row]] = dict.fromkeys(left_out, ())
    tables = {"source": [source("s")], "etl_run": [reading("s", date(2026, 11, 20), rejected_count=0)]}
    return publish(folder, {**empty, **tables})


def publish_nothing(folder: Path) -> Path:
    """Publish the register without a single source; gives the configuration."""
    return publish(folder, {"source": (), "etl_run": ()})


def opened(**asked: str) -> AppTest:
    """The screen; fails on any exception."""
    page = open_page("method", **{"as_of": AS_OF, **asked})
    assert [error.message for error in page.exception] == []
    return page


def read(**asked: str) -> str:
    """The screen's HTML; fails on any exception."""
    return html(opened(**asked))


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part))).strip().replace(" ,", ",")


def answer(screen: str) -> str:
    """The sentence under the question."""
    return words_of(screen.split('<p class="method-answer">')[1].split("</p>")[0])


def table(screen: str, kind: str) -> list[str]:
    """The rows of a table, as they are read."""
    (body,) = re.findall(rf'method-table method-{kind}">.*?<tbody>(.*?)</tbody>', screen, re.DOTALL)
    return [words_of(row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]
