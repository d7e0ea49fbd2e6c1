"""Writes the invented sample files anew, the same bytes every time: python data/sample/generate.py.

What they hold is written by hand in records.toml, coverage.toml and figures.toml; this file lays it out as
municipalities deliver it: Excel's CSV, real workbooks, and the same lists as they were on earlier days.
"""

import csv
import io
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.xml.functions import tostring

FOLDER = Path(__file__).parent
LAST_DAY = date(2026, 11, 20)
EARLIER_DAYS = (date(2026, 10, 15), date(2026, 11, 6))
EARLIER_AREA_DAY = EARLIER_DAYS[0]
REPORTED_FROM = date(2025, 3, 1)  # until then the list had no day of reporting

Cell = str | int | float | date | None
Row = tuple[Cell, ...]

COMPLETION_HEADINGS = (
    "tiltak", "dato", "meldt", "enhet", "milepæl", "periode", "verdi", "antall", "kanal", "lenke", "merknad", "rolle",
)  # fmt: skip
AREA_HEADINGS = ("Tiltak", "Dato", "Meldt", "Tjenesteområde", "Kanal", "Lenke", "Merknad", "Rolle")
LONG_HEADINGS = ("Måltall", "Dato", "Verdi", "Antall")
WIDE_HEADINGS = ("dato", "likerklikk", "følgere")


@dataclass(frozen=True)
class Record:
    """One completion as it stands in the list, and when it was told, corrected or withdrawn."""

    measure_id: str
    occurred_on: date
    told_on: date
    channel: str
    role: str
    link: str
    note: str
    unit: str | None = None
    milestone: str | None = None
    period: str | None = None
    value: float | None = None
    n: int | None = None
    is_repeated: bool = False
    withdrawn_on: date | None = None
    corrected_on: date | None = None
    before: Mapping[str, Any] | None = None

    @property
    def registered_on(self) -> date | None:
        """The day of reporting, from the time that the list had one."""
        return self.told_on if self.told_on >= REPORTED_FROM else None

    def as_of(self, day: date) -> "Record | None":
        """The record as a list delivered that day holds it; None when it is not there yet, or not any more."""
        if self.told_on > day or (self.withdrawn_on and self.withdrawn_on <= day):
            return None
        if self.corrected_on and self.corrected_on > day:
            return replace(self, **(self.before or {}))
        return self


def read(name: str) -> dict[str, Any]:
    """What is written by hand in one of the files beside this one."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def holidays() -> frozenset[date]:
    """Days between Monday and Friday when nobody meets."""
    return frozenset(read("coverage.toml")["holidays"])


def working_day_after(day: date, count: int) -> date:
    """The day so many working days later; July has none."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day.month != 7 and day not in holidays()
    return day


def told_after(day: date) -> date:
    """A day of reporting within a few working days, other for each day but always the same."""
    return working_day_after(day, 1 + day.toordinal() * 5 % 7)


def records() -> tuple[Record, ...]:
    """The completions written by hand, in the order they were told."""
    measures = read("records.toml")["measure"]
    found = [record_from(measure, entry) for measure in measures for entry in measure["records"]]
    return tuple(sorted(found, key=lambda record: (record.told_on, record.measure_id, record.occurred_on)))


def record_from(measure: Mapping[str, Any], entry: Mapping[str, Any]) -> Record:
    """One completion, with what all of its measure's have in common."""
    return Record(
        measure_id=measure["measure_id"],
        occurred_on=entry["on"],
        told_on=entry.get("told") or told_after(entry["on"]),
        channel=entry.get("channel", measure["channel"]),
        role=measure["role"],
        link=f"{measure['link']}{entry['on']}",
        is_repeated=entry.get("repeated", False),
        **{name: value for name, value in entry.items() if name not in ("on", "told", "channel", "repeated")},
    )


def area_records() -> tuple[Record, ...]:
    """The completions of the rounds through the service areas, in the order they were told."""
    coverage = read("coverage.toml")
    found = [one for lap in coverage["round"] for one in round_records(lap, coverage[lap["order"]])]
    return tuple(sorted(found, key=lambda record: (record.told_on, record.measure_id, record.unit or "")))


def round_records(lap: Mapping[str, Any], order: Sequence[str]) -> Iterator[Record]:
    """One round: the service areas one after the other, a meeting each."""
    areas = [unit for unit in order if unit not in lap["without"]]
    for place, unit in enumerate(areas):
        day = working_day_after(lap["begin"], place * lap["every_days"])
        yield Record(
            measure_id=lap["measure_id"],
            occurred_on=day,
            told_on=told_after(day),
            channel="personalmøte",
            role="Tjenesteområdeledere",
            link=f"https://intranett.tynset.example/referat/{lap['measure_id']}/{day}",
            note=lap["notes"][place % len(lap["notes"])],
            unit=unit,
        )


def listed(found: Iterable[Record], day: date) -> list[Record]:
    """The records as a list delivered that day holds them."""
    return [standing for record in found if (standing := record.as_of(day)) is not None]


def norwegian(cell: Cell) -> str:
    """A cell as Norwegian Excel writes it to CSV."""
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return "" if cell is None else str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def completion_rows(day: date) -> list[list[str]]:
    """The rows of completions.csv as delivered that day, the faulty and the repeated ones among them."""
    rows = [
        (record.told_on, row)
        for record in listed(records(), day)
        for row in [completion_row(record)] * (2 if record.is_repeated else 1)
    ]
    rows += [
        (faulty["told"], [faulty["row"].get(heading, "") for heading in COMPLETION_HEADINGS])
        for faulty in read("records.toml")["faulty"]
        if faulty["told"] <= day
    ]
    return [row for _, row in sorted(rows, key=lambda told: told[0])]


def completion_row(record: Record) -> list[str]:
    """A row of completions.csv."""
    cells: Row = (
        record.measure_id, record.occurred_on, record.registered_on, record.unit, record.milestone, record.period,
        record.value, record.n, record.channel, record.link, record.note, record.role,
    )  # fmt: skip
    return [norwegian(cell) for cell in cells]


def area_rows(day: date) -> list[Row]:
    """The rows of completions_service_areas.xlsx as delivered that day."""
    return [
        (
            record.measure_id, record.occurred_on, record.registered_on, record.unit,
            record.channel, record.link, record.note, record.role,
        )
        for record in listed(area_records(), day)
    ]  # fmt: skip


def page_rows() -> Iterator[list[str]]:
    """The rows of page_figures.csv: every Saturday, without those that nobody wrote down."""
    figures = read("figures.toml")
    day = figures["followers"][0][0]
    while day <= figures["followers"][-1][0]:
        if not figures["gap"]["first"] <= day <= figures["gap"]["last"]:
            likes = level(figures["likes"], day) if day <= figures["likes_end"] else None
            yield [norwegian(cell) for cell in (day, likes, level(figures["followers"], day))]
        day += timedelta(days=7)


def level(points: Sequence[tuple[date, int]], day: date) -> int:
    """A number on the line between two given points, with a small ripple where none is given."""
    for (begin, first), (end, last) in pairwise(points):
        if begin <= day < end:
            ripple = day.toordinal() // 7 % 3 - 1 if day > begin else 0
            return first + round((last - first) * ((day - begin) / (end - begin))) + ripple
    return points[-1][1]


def monthly_rows() -> list[Row]:
    """The rows of response_rate.xlsx: five numbers for each month, as far as there are any."""
    figures = read("figures.toml")
    rows: list[Row] = []
    for day, answered, received, minutes in figures["messages"]:
        rate = round(answered / received, 4)
        rows += [("Svarprosent", day, rate, received), ("Svartid", day, minutes, answered)]
        rows.append(("Nye samtaler", day, received, None))
    for day, reach, engagement, count in figures["stories"]:
        rows.append(("Rekkevidde per historie (median)", day, reach, count))
        rows.append(("Delinger og kommentarer per historie", day, engagement, count))
    return sorted(rows, key=lambda row: str(row[1]))


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str]], encoding: str) -> bytes:
    """A CSV file as Norwegian Excel saves it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def workbook_bytes(title: str, headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A workbook of one sheet, the same bytes whenever and wherever it is written."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    sheet.append(list(headings))
    for row in rows:
        sheet.append(row)
    for letter, column in zip("ABCDEFGH", sheet.iter_cols(), strict=False):
        column[0].font = Font(bold=True)
        sheet.column_dimensions[letter].width = 28
        for cell in column:
            if isinstance(cell.value, date):
                cell.number_format = "dd.mm.yyyy"
    sheet.freeze_panes = "A2"
    return packed(workbook)


def packed(workbook: Workbook) -> bytes:
    """The workbook's bytes, with neither clock nor compressor in them."""
    saved = io.BytesIO()
    workbook.save(saved)
    workbook.properties.creator = "Oppdiktede eksempeldata"
    workbook.properties.created = workbook.properties.modified = datetime(2026, 11, 20)  # noqa: DTZ001
    again = io.BytesIO()
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as target:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980 unless told otherwise
            entry.create_system = 0
            is_clock = name == "docProps/core.xml"
            target.writestr(entry, tostring(workbook.properties.to_tree()) if is_clock else parts.read(name))
    return again.getvalue()


def files() -> dict[str, bytes]:
    """Every sample file by its path under this folder."""
    made = {
        "page_figures.csv": csv_bytes(WIDE_HEADINGS, page_rows(), "utf-8-sig"),
        "response_rate.xlsx": workbook_bytes("Måned for måned", LONG_HEADINGS, monthly_rows()),
    }
    for day in (*EARLIER_DAYS, LAST_DAY):
        name = delivered("completions", day, "csv")
        made[name] = csv_bytes(COMPLETION_HEADINGS, completion_rows(day), "cp1252")
    for day in (EARLIER_AREA_DAY, LAST_DAY):
        name = delivered("completions_service_areas", day, "xlsx")
        made[name] = workbook_bytes("Gjennomføringer", AREA_HEADINGS, area_rows(day))
    return made


def delivered(name: str, day: date, ending: str) -> str:
    """The path of a list as delivered on a day; earlier ones lie in a folder of their own."""
    return f"{name}.{ending}" if day == LAST_DAY else f"history/{name}_{day}.{ending}"


def main() -> None:
    """Write every sample file."""
    for name, content in files().items():
        file = FOLDER / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


if __name__ == "__main__":
    main()
