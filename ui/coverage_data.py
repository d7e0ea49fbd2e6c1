"""What the coverage screen reads, as known on a date: measures that are to reach everybody, and whom they have."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows

AREAS = "service_area"
ALL = "all"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Area:
    """One service area, and its row for each measure that it is counted in."""

    name: Row
    by_measure: Mapping[str, Row]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage measures in the strategy's order, and the units of each."""

    as_of: date
    measures: Sequence[Row]
    units: Mapping[str, Sequence[Row]]

    @property
    def over_areas(self) -> list[Row]:
        """The measures that are to reach every service area."""
        return [measure for measure in self.measures if measure["unit_kind"] == AREAS]

    @property
    def over_events(self) -> list[Row]:
        """The measures that are to cover meetings and processes."""
        return [measure for measure in self.measures if measure["unit_kind"] != AREAS]

    @property
    def areas(self) -> list[Area]:
        """The service areas, those that most measures miss first, then by name."""
        found: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        for measure in self.over_areas:
            for unit in self.units[measure["measure_id"]]:
                found[unit["unit_id"]][measure["measure_id"]] = unit
        areas = [Area(next(iter(cells.values())), cells) for cells in found.values()]
        return sorted(areas, key=lambda area: (-len(self.missed_by(area)), str(area.name["name_nb"])))

    def missed_by(self, area: Area) -> list[Row]:
        """The measures that miss an area."""
        return [measure for measure in self.over_areas if self.is_missing(measure, area)]

    def is_missing(self, measure: Row, area: Area) -> bool:
        """Whether a measure misses an area; what a silent source leaves unknown is not missing."""
        cell = area.by_measure.get(measure["measure_id"])
        return cell is not None and not is_silent(measure) and bool(cell["is_missing"])

    def missing(self, measure: Row) -> list[Row]:
        """The units that a measure misses, in their order; none where its source is silent."""
        if is_silent(measure):
            return []
        return [unit for unit in self.units[measure["measure_id"]] if unit["is_missing"]]

    def narrowed(self, measure_id: str) -> "Coverage":
        """Only one of the measures over service areas, or ALL; those over meetings and processes stay."""
        if measure_id == ALL:
            return self
        kept = [row for row in self.measures if row["measure_id"] == measure_id or row["unit_kind"] != AREAS]
        return Coverage(self.as_of, kept, self.units)


def read_coverage(as_of: date) -> Coverage:
    """Everything the screen shows. Read whole, so that a choice asks nothing new."""
    units: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows("coverage_units", as_of=as_of):
        units[row["measure_id"]].append(row)
    return Coverage(as_of, rows("coverage_measures", as_of=as_of), units)


def is_silent(measure: Row) -> bool:
    """Whether nothing can be said of who is missing: no source has told, or no plan says when."""
    return measure["status"] in ("no_data", "not_set")
