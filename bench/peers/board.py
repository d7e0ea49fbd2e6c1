"""What the peers draw: our first screen's elements, from the same file with the same queries. No framework here.

`BOARD_FILE` names the published file, `BOARD_CONFIG` the config.toml whose organisation it is.
"""

import os
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from foundation.words import words  # noqa: E402

QUERIES = ROOT / "warehouse" / "queries"
MENU = (
    "app.page_status", "app.page_goal", "actions_page.menu", "calendar_page.menu", "coverage_page.menu",
    "app.page_dialogue", "channels_page.menu", "stories_page.menu", "strategy_page.menu", "method_page.menu",
    "analyse_page.menu",
)  # fmt: skip
STATUSES = (
    "overdue", "delayed", "due_soon", "no_data", "not_set", "not_started", "on_track", "completed",
)  # fmt: skip
COLOURS = dict(
    zip(
        STATUSES,
        ("#9C1B30", "#A86400", "#A86400", "#66756F", "#66756F", "#66756F", "#2F7D4C", "#0B6B78"),
        strict=True,
    )
)
PAGE_NUMBERS = ["followers", "likes", "response_rate"]
WORDS = words("nb")
Row = dict[str, Any]


@dataclass(frozen=True)
class Goal:
    """One goal's block: a word for the whole, why, and so many measures of each status."""

    name: str
    text: str
    headline: str
    reason: str
    counts: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Board:
    """Every element of the first screen, in its order; lists of lines are tuples of texts."""

    menu: Sequence[str]
    ribbon: str
    name: str
    as_of: date
    since: date
    meetings: Sequence[str]
    question: str
    answer: str
    goals: Sequence[Goal]
    deadlines: Sequence[tuple[str, str, str, str]]
    changes: Sequence[tuple[str, str, str]]
    numbers: Sequence[tuple[str, str, str]]
    foot: str


@cache
def connection() -> duckdb.DuckDBPyConnection:
    """One connection for as long as the server runs; each query takes a cursor of its own."""
    return duckdb.connect(os.environ["BOARD_FILE"], read_only=True)


def rows(query: str, **parameters: object) -> list[Row]:
    """The rows of one of our queries."""
    answer = connection().cursor().execute((QUERIES / f"{query}.sql").read_text("utf-8"), parameters)
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, values, strict=True)) for values in answer.fetchall()]


def first_days() -> tuple[date, date]:
    """The days that the first screen shows: the sample's newest, and the meeting before it."""
    as_of = rows("frame_days")[0]["sample_loaded_on"]
    held = [meeting["held_on"] for meeting in rows("frame_meetings", as_of=as_of)]
    return as_of, max(day for day in held if day < as_of)


def read(as_of: date, since: date) -> Board:
    """Everything on the board, asked of the file anew."""
    measures = rows("status_measures", as_of=as_of)
    headings = rows("goal_headings", as_of=as_of)
    changes = rows("status_changes", as_of=as_of, since=since, worst_first=list(STATUSES))
    numbers = rows("status_numbers", as_of=as_of, since=since, metrics=PAGE_NUMBERS)
    return Board(
        menu=[WORDS.t(key) for key in MENU],
        ribbon=f"{WORDS.t('frame.sample')} {WORDS.t('frame.sample_more')}",
        name=tomllib.loads(Path(os.environ["BOARD_CONFIG"]).read_text("utf-8"))["organisation"]["name"],
        as_of=as_of,
        since=since,
        meetings=[
            f"{meeting['name_nb']} {WORDS.date(meeting['held_on'])}"
            for meeting in rows("frame_meetings", as_of=as_of)
        ],
        question=WORDS.t("status_page.question"),
        answer=answer(headings, rows("status_uncounted")),
        goals=[goal(heading) for heading in headings if heading["measure_count"]],
        deadlines=[deadline(row, as_of) for row in measures if row["is_due"]][:6],
        changes=[change(row) for row in changes[:5]],
        numbers=[number(row) for row in numbers],
        foot=foot(rows("frame_sources", as_of=as_of)),
    )


@cache
def remembered(as_of: date, since: date) -> Board:
    """The board, asked of the file once for each pair of days."""
    return read(as_of, since)


def answer(headings: Sequence[Row], uncounted: Sequence[Row]) -> str:
    """The answer to the question, and what is not judged."""
    overdue, delayed, total = (
        sum(heading[f"{name}_count"] for heading in headings) for name in ("overdue", "delayed", "measure")
    )
    said = WORDS.t("status_page.lead_worst", overdue=overdue, delayed=delayed, total=total, count=overdue)
    names = WORDS.listed([measure["short_nb"] for measure in uncounted])
    counted = WORDS.t("status_page.counted_of", counted=total, all=total + len(uncounted), names=names)
    return f"{said} {counted}"


def goal(heading: Row) -> Goal:
    """One goal's block."""
    is_across = heading["goal_id"] is None
    headline = heading["headline"]
    count = {"needs_action": "overdue_count", "follow_up": "delayed_count"}.get(headline, "measure_count")
    return Goal(
        name=WORDS.t("status_page.across")
        if is_across
        else WORDS.t("status_page.goal", number=heading["position"]),
        text=heading["text_nb"] or WORDS.t("status_page.across_text"),
        headline=WORDS.t(f"headline.{headline}"),
        reason=WORDS.t(
            f"status_page.reason.{headline}", count=heading[count], judgeable=heading["judgeable_count"]
        ),
        counts=[(status, heading[f"{status}_count"]) for status in STATUSES if heading[f"{status}_count"]],
    )


def deadline(row: Row, as_of: date) -> tuple[str, str, str, str]:
    """The status, who, what and when of one measure."""
    due_on = row["due_on"] or as_of
    days = (due_on - as_of).days
    when = WORDS.t(f"status_page.{'due_in' if days > 0 else 'days_over'}", date=due_on, count=abs(days))
    return row["status"], row["role_nb"] or "", f"{row['short_nb']} {row['step_nb'] or ''}", when


def change(row: Row) -> tuple[str, str, str]:
    """The word before, the word after, and the measure that changed."""
    return row["from_status"], row["to_status"], row["short_nb"]


def number(row: Row) -> tuple[str, str, str]:
    """The name of one of the page's numbers, its value and its day."""
    value = row["value"]
    shown = "–" if value is None else f"{value:.0%}" if row["unit"] == "share" else WORDS.number(value)
    measured = WORDS.t("status_page.measured", date=row["observed_on"]) if row["observed_on"] else ""
    return row["name_nb"], shown, measured


def foot(sources: Sequence[Row]) -> str:
    """How fresh the numbers are; the last words on the board."""
    newest = max(source["newest_on"] for source in sources if source["newest_on"])
    return f"{WORDS.t('frame.freshness')} {WORDS.date(newest)}"


def word(status: str) -> str:
    """A status in words."""
    return WORDS.t(f"status.{status}")
