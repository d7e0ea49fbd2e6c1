"""Reads the files of a register folder, TOML and CSV, into entries that know where each value stands."""

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.register_shape import CSV_FILES, SECTIONS
from foundation.errors import Fault

HEADER_LINE = re.compile(r"^\s*\[\[\s*(?P<section>\w+)(?:\.(?P<nested>\w+))?\s*\]\]")
KEY_LINE = re.compile(r"^\s*(?P<key>\w+)\s*=")
TOML_ERROR_LINE = re.compile(r"\(at line (?P<line>\d+)")
DELIMITERS = ";,\t"
# A sheet left in the folder would be passed over without a word, so it is a fault; notes and texts are not.
SHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".tsv", ".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as written.

    `lines` gives the line of a key where known, under "" the line of the record. `heading` holds a CSV
    file's columns and is empty for TOML.
    """

    section: str
    fields: Mapping[str, object]
    file: str
    number: int
    lines: Mapping[str, int] = field(default_factory=dict)
    heading: frozenset[str] = frozenset()

    @property
    def identity(self) -> str:
        """Its id, or its number in the file when it has none."""
        identity = self.fields.get(f"{self.section}_id")
        return identity.strip() if isinstance(identity, str) and identity.strip() else f"#{self.number}"

    @property
    def group(self) -> tuple[str, str]:
        """What a later folder's record must share to replace it; nothing shares it with one without an id."""
        has_id = not self.identity.startswith("#")
        return self.section, self.identity if has_id else f"{self.file}{self.identity}"

    def place(self, key: str = "") -> str:
        """Where a key of it stands, as file:line, or the file where the line is not known."""
        line = self.lines.get(key) or self.lines.get(key.rpartition(".")[0]) or self.lines.get("")
        return f"{self.file}:{line}" if line else self.file

    def fault(self, key: str, found: object, reason: str, **values: object) -> Fault:
        """A fault in one of its keys; `reason` is a text key under register."""
        name = f"{self.section}[{self.identity}].{key}" if key else f"{self.section}[{self.identity}]"
        return Fault(self.place(key), name, shown(found), f"register.{reason}", values)


@dataclass(slots=True)
class Reading:
    """What a folder holds: its entries, and what is wrong with its files."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, file: str, key: str, found: object, reason: str, **values: object) -> None:
        """Note what is wrong with a file."""
        self.faults.append(Fault(file, key, shown(found), f"register.{reason}", values))


def shown(found: object) -> str:
    """A value as a fault shows it: on one line and short."""
    text = "" if found is None else " ".join(str(found).split())
    return text if len(text) <= 80 else f"{text[:79]}…"


def nearest(found: str, allowed: Iterable[str]) -> str:
    """The allowed names most like the one found; all of them when none is like it and they are few."""
    names = [name for name in allowed if name]
    close = difflib.get_close_matches(found, names, 3, 0.6)
    shouted = [name for name in names if name.casefold() == found.casefold()]
    return ", ".join(shouted or close or (names if len(names) <= 30 else [*names[:30], "…"])) or "–"


def read_folder(folder: Path) -> Reading:
    """Every entry of a register folder, in the order of file names; faults for what cannot be read."""
    reading = Reading()
    try:
        files = sorted(folder.iterdir())
    except OSError:
        reading.fault(str(folder), "", "", "missing_folder")
        return reading
    for file in files:
        suffix = file.suffix.lower()
        place = f"{folder.name}/{file.name}"
        if file.name.startswith((".", "~")) or not file.is_file():
            continue
        if suffix == ".toml":
            read_toml(file, place, reading)
        elif suffix == ".csv":
            read_csv(file, place, reading)
        elif suffix in SHEETS:
            reading.fault(place, "", file.name, "sheet_file")
    return reading


def text_of(file: Path, place: str, reading: Reading, *, ansi_too: bool) -> str | None:
    """The text of a file, or None with a fault; `ansi_too` also takes Windows-1252, as Excel saves CSV."""
    try:
        content = file.read_bytes()
    except OSError as error:
        reading.fault(place, "", error.strerror, "unreadable")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = decoded_ansi(content) if ansi_too else ""
        if not text:
            reading.fault(f"{place}:{line}", "", content[error.start : error.end], "not_utf8")
            return None
    if "\0" in text:
        reading.fault(place, "", "", "not_utf8")
        return None
    return text


def decoded_ansi(content: bytes) -> str:
    """The text of Windows-1252 bytes; empty when they are not that either."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return ""


def read_toml(file: Path, place: str, reading: Reading) -> None:
    """Add the entries of a TOML file."""
    text = text_of(file, place, reading, ansi_too=False)
    if text is None:
        return
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        stated = TOML_ERROR_LINE.search(str(error))
        number = int(stated["line"]) if stated else len(text.splitlines())
        line = "".join(text.splitlines()[number - 1 : number])
        reading.fault(f"{place}:{number}", "", line, "not_toml")
        return
    lines = key_lines(text)
    for section, records in tables.items():
        if section not in SECTIONS:
            reading.fault(place, section, section, "unknown_section", allowed=nearest(section, SECTIONS))
        elif not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
            reading.fault(place, section, section, "not_records", allowed=f"[[{section}]]")
        else:
            places = lines.get(section, [])
            for number, record in enumerate(records, 1):
                where = places[number - 1] if len(places) == len(records) else {}
                reading.entries.append(Entry(section, record, place, number, where))


def key_lines(text: str) -> dict[str, list[dict[str, int]]]:
    """For each section of a TOML text, one table per record: the line of each key, "" for its header."""
    found: dict[str, list[dict[str, int]]] = {}
    records: list[dict[str, int]] = []
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER_LINE.match(line):
            records = found.setdefault(header["section"], [])
            prefix = ""
            if header["nested"] is None:
                records.append({"": number})
            elif records:
                place = 1 + sum(key.startswith(header["nested"]) and key[-1] == "]" for key in records[-1])
                prefix = f"{header['nested']}[{place}]."
                records[-1][prefix[:-1]] = number
        elif records and (key := KEY_LINE.match(line)):
            records[-1].setdefault(prefix + key["key"], number)
    return found


def read_csv(file: Path, place: str, reading: Reading) -> None:
    """Add the entries of a CSV file: one per row, named after its file (units.csv holds units)."""
    section = CSV_FILES.get(file.stem.lower())
    if section is None:
        reading.fault(place, "", file.name, "unknown_csv", allowed=nearest(file.stem, CSV_FILES) + " (.csv)")
        return
    text = text_of(file, place, reading, ansi_too=True)
    if text is None:
        return
    if not text.strip():
        reading.fault(place, "", "", "empty_file")
        return
    heading = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(DELIMITERS, key=heading.count)
    try:
        rows = list(numbered_rows(text, delimiter))
    except csv.Error:
        reading.fault(place, "", "", "not_csv")
        return
    names = [name.strip().lower() for name in rows[0][1]]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    for name in repeated:
        reading.fault(place, name, name, "repeated_column")
    if not repeated:
        add_csv_rows(section, names, rows[1:], place, reading)


def numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text that hold anything, each with the line it starts on. Raises csv.Error."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield start, row
        start = reader.line_num + 1


def add_csv_rows(
    section: str, names: Sequence[str], rows: Sequence[tuple[int, list[str]]], place: str, reading: Reading
) -> None:
    """Add one entry per row; an empty cell is no value."""
    for number, (line, row) in enumerate(rows, 2):
        extra = [cell for cell in row[len(names) :] if cell.strip()]
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False)}
        stray = [cell for name, cell in cells.items() if cell and not name]
        fields = {name: cell for name, cell in cells.items() if name and cell}
        entry = Entry(section, fields, place, number, {"": line}, frozenset(names))
        reading.entries.append(entry)
        if extra or stray:
            reading.faults.append(entry.fault("", (extra + stray)[0], "too_many_cells", count=len(names)))
