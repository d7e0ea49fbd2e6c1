"""The yearly calendar opened over a small published town, and its parts taken out of the HTML, for its tests."""

import re
from datetime import date
from pathlib import Path

from tests.pages.published import completion, html, open_page, publish

MONTHS_DONE = (1, 2, 3, 5, 6, 8, 9, 10)
ANSWER = re.compile(r'<p class="cal-lead">(.*?)</p>', re.DOTALL)


def publish_town(folder: Path) -> Path:
    """Publish a year of stories with July missing and April late, and a few other records; gives the configuration."""
    stories = [completion("T1.E2", date(2026, month, 12)) for month in MONTHS_DONE]
    stories.append(completion("T1.E2", date(2026, 5, 6), period="2026-04"))
    talks = [completion("T1.I3", date(2026, 3, 4), unit_id="kulturtjenesten")]
    steps = [completion("T1.I4", date(2026, 6, 29), milestone_id="T1.I4-M3")]
    meetings = [completion("T2.E4", date(2026, 10, 27), unit_id="kommunestyre-2026-10-27")]
    return publish(folder, {"completion": [*stories, *talks, *steps, *meetings]})


def read(**asked: str) -> str:
    """The calendar's HTML; fails on any exception."""
    page = open_page("calendar", **asked)
    assert [error.message for error in page.exception] == []
    return html(page)


def words_of(part: str) -> str:
    """What can be read in a part of the screen."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part)).strip().replace(" ,", ",")


def section(screen: str, title: str) -> str:
    """The section under a heading."""
    (found,) = re.findall(rf"<h2>{title}.*?</section>(?=<|$)", screen, re.DOTALL)
    return str(found)


def table(screen: str) -> dict[str, list[str]]:
    """The rows of the year's table: each measure's twelve cells, as they are read aloud."""
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', screen, re.DOTALL)
    return {name: [words_of(cell) for cell in re.findall(r"<td>(.*?)</td>", cells)] for name, cells in rows}


def month(screen: str, name: str) -> str:
    """One month of the list."""
    (found,) = re.findall(rf"<h3>{name} .*?</section>", screen, re.DOTALL)
    return str(found)
