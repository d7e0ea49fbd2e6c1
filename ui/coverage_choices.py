"""What a reader may narrow the coverage to: one measure, and only the areas that lack something."""

from collections.abc import Sequence

from foundation.words import Words
from ui.coverage_data import ALL, MISSING, Area, Coverage
from ui.goal_choices import asked, choose
from ui.measures import name_of


def measure_names(coverage: Coverage, words: Words) -> dict[str, str]:
    """The measures over service areas by name, after the choice of all."""
    names = {str(row["measure_id"]): name_of(row, "short", words) for row in coverage.over_areas}
    return {ALL: words.t("coverage_page.all_measures"), **names}


def choose_measure(coverage: Coverage, words: Words) -> str:
    """The chosen measure, kept in the address; ALL if none is."""
    return choose("measure", measure_names(coverage, words), words.t("coverage_page.choose_measure"))


def asked_measure(coverage: Coverage, words: Words) -> str:
    """The measure that the address asks for, where there is nothing to choose with."""
    return asked("measure", list(measure_names(coverage, words)))


def choose_areas(coverage: Coverage, words: Words) -> Sequence[Area]:
    """All areas, or only those that lack something, as the address asks."""
    areas = coverage.areas
    lacking = [area for area in areas if coverage.missed_by(area)]
    options = {
        ALL: words.t("coverage_page.all_areas", count=len(areas)),
        MISSING: words.t("coverage_page.missing_areas", count=len(lacking)),
    }
    return lacking if choose("areas", options, words.t("coverage_page.choose_areas")) == MISSING else areas
