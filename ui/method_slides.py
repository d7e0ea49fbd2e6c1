"""Data and method in a meeting: the counts, each source with its state and age, and how much each goal leaves open."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from foundation.words import Words
from ui.data import Row
from ui.meeting import Line, Slide, in_pages
from ui.method_data import Method, read_method
from ui.method_sources import SIGNS, age_said
from ui.method_undecided import Point, gathered, none_undecided, points


def method_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - every screen is asked alike
    """The counts in large type, the sources, and what the owner has not decided, a line per goal."""
    method = read_method(as_of)
    stated = [source_line(source, words) for source in method.sources]
    open_points = gathered(points(method.undecided, words), "goal")
    undecided = [goal_line(goal, found, words) for goal, found in open_points]
    return [
        Slide(words.t("method_page.question"), counts(method, words), is_large=True),
        *in_pages(words.t("method_page.sources"), stated, words.t("method_page.no_sources")),
        *in_pages(words.t("method_page.undecided"), undecided, words.t(none_undecided(method))),
    ]


def counts(method: Method, words: Words) -> list[Line]:
    """Fresh sources, rejected rows and open points."""
    fresh = [source for source in method.sources if source["state"] == "fresh"]
    is_all_fresh = len(fresh) == len(method.sources) > 0
    sources = words.t("measure.done_of", done=len(fresh), planned=len(method.sources))
    return [
        Line("on_track" if is_all_fresh else "no_data", words.t("method_page.slide_fresh"), sources),
        Line(
            "delayed" if method.reject_count else "on_track",
            words.t("method_page.rejects"),
            words.number(method.reject_count),
        ),
        Line(
            "not_set" if method.undecided else "on_track",
            words.t("method_page.undecided"),
            words.number(len(method.undecided)),
        ),
    ]


def source_line(source: Row, words: Words) -> Line:
    """One source: what it brings, how it stands, and how long ago it was read."""
    state = source["state"]
    kind = words.t(f"frame.kind.{source['feeds']}")
    tag = f" ({words.t('method_page.invented')})" if source["is_sample"] else ""
    word = words.t(f"method_page.state.{state}")
    return Line(SIGNS[state], f"{kind}: {source['source_id']}{tag}", word, age_said(source, words)[0])


def goal_line(goal: str, found: Sequence[Point], words: Words) -> Line:
    """How many points one goal leaves open, by question."""
    asked = Counter(point.question for point in found)
    told = " · ".join(f"{question} {words.number(count)}" for question, count in asked.items())
    return Line("not_set", goal, words.t("method_page.points", count=len(found)), told)
