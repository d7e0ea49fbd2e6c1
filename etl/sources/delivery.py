"""What a pull is given, and what it gives back."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from foundation.configuration import Source
from warehouse.landings import Landing

OSLO = ZoneInfo("Europe/Oslo")
Pause = Callable[[float], object]


def ignore(_: str, __: int, ___: int) -> None:
    """Let progress pass unsaid."""


@dataclass(frozen=True, slots=True)
class Pulling:
    """What a source needs to pull. `connection` holds the register; `folder` is its own and gone afterwards."""

    source: Source
    connection: duckdb.DuckDBPyConnection
    today: date  # the local day; a later date is in the future
    folder: Path
    progress: Callable[[int], None]  # told how many rows have been read so far
    landed: Sequence[Landing] = ()  # what the source delivered before, oldest first
    readings: Sequence[Mapping[str, object]] = ()  # its readings, oldest first, also those without news
    moment: datetime = datetime.min.replace(tzinfo=UTC)  # when the reading began
    pause: Pause = time.sleep  # waits so many seconds
    zone: ZoneInfo = OSLO  # where a day begins and ends
    part: Callable[[str, int, int], None] = ignore  # told which part, how many of how many are done


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a pull noticed and went on: a text key, the column or value it is about, how many rows it touches."""

    code: str
    subject: str | None
    row_count: int | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a pull brought. Its rows are in the connection's tables `accepted` and `rejected`."""

    file_name: str  # file and sheet, or address without query
    read_count: int
    warnings: tuple[Notice, ...]
    is_complete: bool | None = None  # what is missing from it is gone; None: as the configuration says
    is_partial: bool = False  # not all could be asked; the next run goes on from there
    has_news: bool = True  # false: all of it has landed before
    progress: Mapping[str, object] = field(default_factory=dict)  # for the source's own next reading


Pull = Callable[[Pulling], Delivery]
Check = Callable[[Source], None]
