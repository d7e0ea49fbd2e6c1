"""What the coverage says in words: the answer, a measure's count with its window, and who is missing."""

from collections.abc import Sequence

from foundation.words import Words
from ui.coverage_data import Area, Coverage, is_silent
from ui.data import Row
from ui.measures import apart, name_of


def answer(coverage: Coverage, words: Words) -> str:
    """How many areas lack something, and who lacks most; why nothing can be said, where that is so."""
    areas = coverage.areas
    if not areas:
        return words.t("coverage_page.no_areas")
    told = [measure for measure in coverage.over_areas if not is_silent(measure)]
    if not told:
        return words.t("coverage_page.nothing_told")
    lacking = [area for area in areas if coverage.missed_by(area)]
    if not lacking:
        return words.t("coverage_page.all_reached", count=len(areas), measures=len(told))
    key = "lead" if len(told) > 1 else "lead_one"
    said = words.t(f"coverage_page.{key}", missing=len(lacking), count=len(areas), measures=len(told))
    return f"{said} {most(coverage, lacking, words)}".rstrip()


def most(coverage: Coverage, lacking: Sequence[Area], words: Words) -> str:
    """Who lacks most, or that all of them lack as much; empty where all lack one."""
    highest = len(coverage.missed_by(lacking[0]))
    if highest < 2:
        return ""
    names = [
        name_of(area.name, "name", words) for area in lacking if len(coverage.missed_by(area)) == highest
    ]
    if 1 < len(names) == len(lacking):
        return words.t("coverage_page.most_alike", number=highest)
    return words.t("coverage_page.most", names=apart(names), number=highest)


def count(measure: Row, words: Words) -> str:
    """«11 av 17»; that it is not known, where the source is silent."""
    if is_silent(measure) or not measure["population_count"]:
        return words.t("coverage_page.unknown")
    return words.t("measure.done_of", done=measure["covered_count"] or 0, planned=measure["population_count"])


def required(measure: Row, words: Words) -> str:
    """The window that is judged, what is required by now, and by the next checkpoint."""
    said = []
    if measure["window_start_on"] is not None:
        said.append(
            words.t(
                "coverage_page.window",
                first=measure["window_start_on"],
                last=measure["window_end_on"],
            )
        )
    return " ".join([*said, demanded(measure, words)]).rstrip()


def demanded(measure: Row, words: Words) -> str:
    """How many are required by now, and by the next checkpoint; nothing by now where the source is silent."""
    is_known = measure["required_count"] and not is_silent(measure)
    now = words.t("measure.required", required=measure["required_count"]) if is_known else ""
    return " ".join(part for part in (now, next_checkpoint(measure, words)) if part)


def next_checkpoint(measure: Row, words: Words) -> str:
    """How many the next checkpoint asks for, and when; empty where there is none."""
    if measure["checkpoint_on"] is None:
        return ""
    return words.t(
        "coverage_page.checkpoint", count=measure["checkpoint_count"], date=measure["checkpoint_on"]
    )


def who_is_missing(measure: Row, coverage: Coverage, words: Words) -> str:
    """The names that a measure misses, all of them; or why none is named."""
    if measure["status"] == "not_set":
        return words.t("measure.no_plan")
    if measure["data_through_on"] is None:
        return words.t("measure.no_source")
    if measure["status"] == "no_data":
        return words.t("measure.not_read_since", date=measure["data_through_on"])
    found = [name_of(unit, "name", words) for unit in coverage.missing(measure)]
    waiting = [
        name_of(unit, "name", words) for unit in coverage.units[measure["measure_id"]] if unit["can_still"]
    ]
    said = [words.t("measure.missing", names=apart(found))] if found else []
    if waiting:
        said.append(words.t("measure.can_still", names=apart(waiting)))
    return " ".join(said) or words.t("coverage_page.nobody_missing")
