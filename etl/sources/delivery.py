"""What a pull is given, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from foundation.configuration import Source


@dataclass(frozen=True, slots=True)
class Pulling:
    """What a source needs to pull. `connection` holds the register; `folder` is its own and gone afterwards."""

    source: Source
    connection: duckdb.DuckDBPyConnection
    today: date  # the local day; a later date is in the future
    folder: Path
    progress: Callable[[int], None]  # told how many rows have been read so far


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


Pull = Callable[[Pulling], Delivery]
Check = Callable[[Source], None]
