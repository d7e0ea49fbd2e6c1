"""The coverage in a meeting: how many of how many for each measure, then who is missing."""

from datetime import date

from foundation.words import Words
from ui.coverage_choices import asked_measure
from ui.coverage_data import Coverage, read_coverage
from ui.coverage_words import count, demanded, who_is_missing
from ui.data import Row
from ui.measures import apart, name_of
from ui.meeting import Line, Slide, in_pages

MOST_LARGE = 5
MOST_NAMED = 4  # a line of names may take three or four rows


def coverage_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - every screen is asked alike
    """The counts in large type; who is missing, measure by measure; meetings and processes."""
    whole = read_coverage(as_of)
    coverage = whole.narrowed(asked_measure(whole, words))
    counts = [count_line(measure, words) for measure in coverage.over_areas]
    events = [event_line(measure, coverage, words) for measure in coverage.over_events]
    missing = [
        names_line(measure, coverage, words) for measure in coverage.over_areas if coverage.missing(measure)
    ]
    return [
        Slide(
            words.t("coverage_page.question"),
            counts,
            is_large=len(counts) <= MOST_LARGE,
            empty=words.t("coverage_page.no_areas"),
        ),
        *(in_pages(words.t("coverage_page.slide_missing"), missing, "", MOST_NAMED) if missing else ()),
        *(in_pages(words.t("coverage_page.events"), events, "") if events else ()),
    ]


def count_line(measure: Row, words: Words) -> Line:
    """One measure: how many of how many, and what is asked for by now and by the next checkpoint."""
    return Line(
        str(measure["status"]),
        name_of(measure, "short", words),
        count(measure, words),
        demanded(measure, words),
    )


def names_line(measure: Row, coverage: Coverage, words: Words) -> Line:
    """A measure and everybody it misses, as a sentence over the whole line."""
    found = coverage.missing(measure)
    title = words.t("coverage_page.list_title", name=name_of(measure, "short", words), count=len(found))
    return Line("", f"{title} {apart([name_of(unit, 'name', words) for unit in found])}", "")


def event_line(measure: Row, coverage: Coverage, words: Words) -> Line:
    """One measure over meetings or processes: how many of those held, and which are missing."""
    return Line(
        str(measure["status"]),
        name_of(measure, "short", words),
        count(measure, words),
        who_is_missing(measure, coverage, words),
    )
