"""Times completion files of 10,000 and 1,000,000 rows against plain SQL and dlt: whole processes, in turn."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bench.completions_file import MEASURES, write
from bench.measure import PEERS, REPEAT, ROOT, FailedError, Used, middle, process, table
from warehouse.read import POINTER

CONFIGURATION = """
[organisation]
name = "Prøve kommune"

[paths]
register = "{register}"
raw = "raw"
warehouse = "warehouse"

[[source]]
id = "records"
kind = "completions_file"
path = "{file}"
"""
SQL, DLT, PULL, RUN = "plain SQL", "dlt", "ours, read and landed", "ours, the whole run"
READINGS = ("first", "again")
SIZES = {10_000: REPEAT, 1_000_000: REPEAT}  # rows, and rounds
ROUNDS_OF_DLT = 3  # it costs so much more that more rounds would say no more
NOT_ALL_WELL = 3  # how a run ends that rejected rows
HEADINGS = (
    "rows", "reading", "what", "rounds", "wall ms", "CPU s", "wall ÷ SQL", "CPU ÷ SQL", "memory MiB",
    "kept on disk MB",
)  # fmt: skip
COUNTED = "select count(*), count(*) filter (where note like '%rettet'), max(occurred_on)::text from "
LANDED = """(
    select arg_max(note, filename) as note, arg_max(occurred_on, filename) as occurred_on
    from read_parquet('{folder}/pull/raw/records/*.parquet', filename = true, union_by_name = true)
    where reason is null
    group by record_key
)"""
Total = tuple[int, int, str]
Found = dict[tuple[str, str], list[tuple[Used, float]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a size is measured: the folder of the files, and one that is emptied before each round."""

    files: Mapping[str, Path]
    folder: Path


def tables() -> str:
    """Both sizes, first and again."""
    rows = [row for count, rounds in SIZES.items() for row in measured(count, rounds)]
    return table(HEADINGS, rows)


def measured(count: int, rounds: int) -> list[Sequence[object]]:
    """The rows of one size."""
    with tempfile.TemporaryDirectory() as folder:
        files = {
            name: write(Path(folder) / f"{name}.csv", count, is_later=name == "again") for name in READINGS
        }
        found = all_rounds(Place(files, Path(folder) / "round"), rounds)
    return [row_of(count, reading, name, found) for reading in READINGS for name in (SQL, DLT, PULL, RUN)]


def all_rounds(place: Place, rounds: int) -> Found:
    """Every program in turn, with the first file and then the later one; the first round is thrown away."""
    found: Found = {}
    for number in range(rounds + 1):
        names = [name for name in (SQL, DLT, PULL, RUN) if name != DLT or 0 < number <= ROUNDS_OF_DLT]
        shutil.rmtree(place.folder, ignore_errors=True)
        for reading in READINGS:
            configure(place, reading)
            for name in names:
                used = once(place, name, reading)
                if number:
                    found.setdefault((name, reading), []).append((used, size(place.folder, name)))
            require_same(names, place.folder)
    return found


def configure(place: Place, reading: str) -> None:
    """Write a configuration for each of the two that need one."""
    for name in ("pull", "run"):
        (place.folder / name).mkdir(parents=True, exist_ok=True)
        text = CONFIGURATION.format(register=ROOT / "data" / "strategy", file=place.files[reading])
        (place.folder / name / "config.toml").write_text(text, encoding="utf-8")


def once(place: Place, name: str, reading: str) -> Used:
    """What one process of a program used."""
    named = [str(place.files[reading]), str(place.folder), ",".join(MEASURES)]
    if name == DLT:
        return process([str(ROOT / "bench" / "peers" / "completions_dlt.py"), *named], python=PEERS)
    if name == SQL:
        return process(["-m", "bench.completions_floor", *named])
    if name == PULL:
        return process(["-m", "bench.pull", str(place.folder / "pull" / "config.toml")])
    settings = str(place.folder / "run" / "config.toml")
    return process(["-m", "etl", "run", "--config", settings], allowed=(NOT_ALL_WELL,))


def of_sql(folder: Path) -> Total:
    """What plain SQL has in its table."""
    return asked(folder / "floor.duckdb", COUNTED + "completion")


def of_dlt(folder: Path) -> Total:
    """What dlt has in its table."""
    return asked(folder / "dlt.duckdb", COUNTED + "records.completion")


def of_pull(folder: Path) -> Total:
    """What has landed, of each record the newest."""
    return asked(None, COUNTED + LANDED.format(folder=folder))


def of_run(folder: Path) -> Total:
    """What is published."""
    warehouse = folder / "run" / "warehouse"
    file = warehouse / (warehouse / POINTER).read_text(encoding="utf-8").strip()
    return asked(file, COUNTED + "completion where known_to is null")


TOTALS: Mapping[str, Callable[[Path], Total]] = {SQL: of_sql, DLT: of_dlt, PULL: of_pull, RUN: of_run}


def asked(file: Path | None, query: str) -> Total:
    """The one row of a query."""
    with duckdb.connect(str(file) if file else ":memory:", read_only=file is not None) as connection:
        count, changed, newest = connection.execute(query).fetchall()[0]
        return count, changed, newest


def require_same(names: Sequence[str], folder: Path) -> None:
    """FailedError unless all of these have as many records, as many of them changed, and the same newest day."""
    found = {name: TOTALS[name](folder) for name in names}
    if len(set(found.values())) != 1:
        raise FailedError(f"not the same job: {found}")


def size(folder: Path, name: str) -> float:
    """How many megabytes a program keeps: its database, what has landed, what is published."""
    patterns = {
        SQL: "floor.duckdb",
        DLT: "dlt.duckdb",
        PULL: "pull/raw/*/*.parquet",
        RUN: "run/raw/*/*.parquet",
    }
    files = list(folder.glob(patterns[name]))
    if name == RUN:
        warehouse = folder / "run" / "warehouse"
        files.append(warehouse / (warehouse / POINTER).read_text(encoding="utf-8").strip())
    return sum(file.stat().st_size for file in files) / 1e6


def row_of(count: int, reading: str, name: str, found: Found) -> Sequence[object]:
    """One program's medians."""
    one = middle([used for used, _ in found[name, reading]])
    floor = middle([used for used, _ in found[SQL, reading]])
    kept = found[name, reading][-1][1]
    ratios = [one.wall / floor.wall, one.cpu / floor.cpu]
    cost = [round(one.wall * 1000), one.cpu, *ratios, round(one.memory), kept]
    return [count, reading, name, len(found[name, reading]), *cost]
