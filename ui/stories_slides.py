"""The stories in a meeting: the two groups with their medians, and what can be said of them."""

from datetime import date

from foundation.words import Words
from ui.data import Row
from ui.measures import name_of
from ui.meeting import Line, Slide
from ui.stories_choices import asked_metric
from ui.stories_data import read_stories
from ui.stories_words import DECIDED, at_the_same_time, before_and_after, level, measured


def stories_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - every screen is asked alike
    """The groups in large type with the answer, then each event with what can be said of before and after."""
    stories = read_stories(as_of)
    question = words.t("stories_page.question")
    if not stories.differences:
        return [Slide(question, (), empty=words.t(f"stories_page.nothing.{stories.ground}"))]
    row = stories.differences[asked_metric(stories, words)]
    groups = [group_line(name, row, words) for name in ("with", "without")]
    title = f"{question} {measured(row, words)}"
    first = Slide(title, [*groups, verdict_line(row, words)], is_large=True)
    events = [event_line(each, words) for each in stories.events[row["metric_id"]]]
    return [
        first,
        *(Slide(words.t("stories_page.events"), events[at : at + 4]) for at in range(0, len(events), 4)),
    ]


def group_line(name: str, row: Row, words: Words) -> Line:
    """One group: its median, and how many months it has."""
    median, count = row[f"{name}_median"], row[f"{name}_count"]
    word = words.t("stories_page.no_value") if median is None else level(median, row["kind"], words)
    return Line(
        "", words.t(f"stories_page.group_{name}"), word, words.t("stories_page.month_count", count=count)
    )


def verdict_line(row: Row, words: Words) -> Line:
    """What can be said of the two groups."""
    is_decided = row["verdict"] in DECIDED
    word = words.t(f"stories_page.word.{row['verdict']}")
    return Line(
        "" if is_decided else "no_data",
        words.t("stories_page.difference"),
        word,
        at_the_same_time(row, words),
    )


def event_line(row: Row, words: Words) -> Line:
    """One event: what can be said of before and after."""
    status = "" if row["verdict"] in DECIDED else "no_data"
    name = f"{name_of(row, 'name', words)}, {words.date(row['occurred_on'])}"
    word = words.t(f"stories_page.word.{row['verdict']}")
    if is_crowded(row):
        said = words.t("stories_page.slide_others", count=len(row["others"]))
    else:
        said = before_and_after(row, words)
    return Line(status, name, word, said)


def is_crowded(row: Row) -> bool:
    """Whether other events stand in the way of an answer; their names are too long for a page in a meeting."""
    return bool(row["verdict"] == "other_event")
