"""A published warehouse on disk with the project's own register, for tests that open a screen."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

import duckdb
from streamlit.testing.v1 import AppTest

from etl.register import read_register
from tests.builders import empty_database, with_analysis
from warehouse.build import Row, insert_rows

ROOT = Path(__file__).parent.parent.parent
LOADED = date(2026, 11, 20)
TIMEOUT_SECONDS = 30


def publish(folder: Path, tables: Mapping[str, Sequence[Row]]) -> Path:
    """Publish the register with these rows on top, its two sources read on 20.11.2026; gives the configuration file."""
    shutil.copyfile(empty_database(), folder / "kommunikasjon-1.duckdb")
    connection = duckdb.connect(str(folder / "kommunikasjon-1.duckdb"))
    for table, rows in {**register(), **sources(), **tables}.items():
        insert_rows(connection, table, rows)
    connection.execute("insert into source_measure select 'c', measure_id from measure")
    connection.close()
    (folder / "CURRENT").write_text("kommunikasjon-1.duckdb\n", encoding="utf-8")
    file = folder / "config.toml"
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    for name in ("data/strategy", "data/sample"):
        text = text.replace(f'"{name}', f'"{(ROOT / name).as_posix()}')
    text = with_analysis(text, seconds=60)
    file.write_text(text.replace('"data/warehouse"', f'"{folder.as_posix()}"'), encoding="utf-8")
    return file


@cache
def register() -> Mapping[str, Sequence[Row]]:
    """The register of the project with the sample's additions."""
    return read_register([ROOT / "data" / "strategy", ROOT / "data" / "sample" / "register"], {}).tables


def sources() -> dict[str, Sequence[Row]]:
    """One source of completions and one of figures, both read once."""
    feeds = {"c": "completion", "f": "metric_value"}
    run = {
        "run_id": "1", "started_at": datetime(2026, 11, 20, 6), "finished_at": datetime(2026, 11, 20, 6),  # noqa: DTZ001
        "loaded_on": LOADED, "outcome": "loaded", "read_count": 1, "accepted_count": 1, "rejected_count": 0,
        "newest_on": LOADED,
    }  # fmt: skip
    return {
        "source": [
            {"source_id": source, "kind": "x", "feeds": table, "is_sample": True, "refresh_days": 31}
            for source, table in feeds.items()
        ],
        "etl_run": [{**run, "source_id": source} for source in feeds],
    }


def completion(measure_id: str, occurred_on: date, **columns: object) -> Row:
    """A record, reported the day it happened unless columns say otherwise."""
    row = {
        "record_key": f"{measure_id}-{occurred_on}-{columns.get('unit_id')}", "source_id": "c",
        "measure_id": measure_id, "occurred_on": occurred_on, "registered_on": columns.get("known_from", occurred_on),
        "registered_basis": "stated", "known_from": occurred_on,
    }  # fmt: skip
    return {**row, **columns}


def figure(metric_id: str, observed_on: date, value: float, **columns: object) -> Row:
    """A point of a number series, known the day it describes."""
    row = {
        "metric_id": metric_id, "source_id": "f", "observed_on": observed_on, "value": value,
        "value_basis": "platform", "known_basis": "assumed", "known_from": observed_on,
    }  # fmt: skip
    return {**row, **columns}


def open_page(name: str, **asked: str) -> AppTest:
    """A page of ours, run with these parameters in its address."""
    page = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=TIMEOUT_SECONDS)
    for key, value in asked.items():
        page.query_params[key] = value
    return page.run()


def html(page: AppTest) -> str:
    """All HTML that a page has drawn, in its order."""
    return "\n".join(str(block.proto.body) for block in page.get("html"))
