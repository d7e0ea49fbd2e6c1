"""What has landed at a size: records, figures of pages and inhabitants, with the configuration they belong to."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from bench.landed import AS_OF, Landing, Spread, numbers_of, page_of, sources
from bench.measure import ROOT
from foundation.config_file import load

LOADED = (date(2026, 11, 1), AS_OF)  # the second time every tenth record is corrected
SPREAD = Spread(newest=20, stride=1, days=730)
OURS = "0001"
CONFIGURATION = """
[organisation]
name = "Kommunen"
municipality_number = "{ours}"
language = "nb"
timezone = "Europe/Oslo"
[paths]
register = "{register}"
sample_register = "{sample_register}"
raw = "raw"
warehouse = "warehouse"
[[source]]
id = "records"
kind = "completions_file"
path = "records.csv"
refresh_days = 31
{sources}
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: rows of completion and metric_value before corrections, and municipalities with a page."""

    name: str
    completions: int
    figures: int
    municipalities: int


SIZES = (
    Size("1 ×", 100, 1_000, 1), Size("100 ×", 10_000, 100_000, 36), Size("10,000 ×", 1_000_000, 10_000_000, 357),
)  # fmt: skip


def put_down(size: Size, folder: Path) -> Path:
    """Land everything of a size in a new folder, as runs would have; gives the configuration file."""
    file = folder / "config.toml"
    file.write_text(configuration(size), encoding="utf-8")
    with duckdb.connect() as connection:
        landing = Landing(load(file), connection)
        landing.begin()
        for number, loaded_on in enumerate(LOADED):
            landing.completions("records", loaded_on, size.completions, SPREAD, is_corrected=number > 0)
        landing.figures(size.figures, size.municipalities)
        landing.inhabitants(size.municipalities, OURS)
    return file


def configuration(size: Size) -> str:
    """config.toml for a size, with a page for each municipality; the first is ours."""
    numbers = numbers_of(size.municipalities)
    return CONFIGURATION.format(
        ours=OURS,
        register=(ROOT / "data" / "strategy").as_posix(),
        sample_register=(ROOT / "data" / "sample" / "register").as_posix(),
        sources=sources([page_of(number) for number in numbers], numbers),
    )
