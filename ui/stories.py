"""The stories screen as HTML: the answer, the months, the two groups, and what was so before and after an event."""

from collections.abc import Sequence

from foundation.words import Words
from ui.data import Row
from ui.marks import sign
from ui.measures import name_of
from ui.page import escape
from ui.stories_data import Stories
from ui.stories_marks import dots, interval
from ui.stories_words import (
    DECIDED,
    at_the_same_time,
    before_and_after,
    level,
    month_label,
    month_value,
    summary,
    told,
)


def heading(row: Row | None, words: Words) -> str:
    """The question, and its answer for the number that is chosen."""
    if row is None:
        said = words.t("stories_page.nothing")
    else:
        verdict = "decided" if row["verdict"] in DECIDED else "undecided"
        said = f"{words.t(f'stories_page.{verdict}')} {at_the_same_time(row, words)}"
    return (
        f'<header class="stories-head"><h1>{escape(words.t("stories_page.question"))}</h1>'
        f'<p class="stories-answer">{escape(said)}</p></header>'
    )


def months(stories: Stories, row: Row, words: Words) -> str:
    """The months one after another: whether a story was told, and the month's number under it."""
    shown = stories.shown(row["metric_id"])
    cells = "".join(month(each, row["kind"], words) for each in shown)
    name = name_of(row, "name", words)
    title = words.t("stories_page.months", name=name)
    drawn = words.t(f"stories_page.drawn.{row['kind']}", name=name)
    return (
        f'<section class="stories-part"><h2>{escape(title)}</h2><p class="stories-second">{escape(drawn)}</p>'
        f'<ol class="stories-months">{cells}</ol><p>{escape(summary(shown, words))}</p>'
        f"{table(shown, row, words)}</section>"
    )


def month(row: Row, kind: str, words: Words) -> str:
    """One month: its name, its sign with the count of stories, and its number."""
    drawn = {None: "no_data", 0: "not_started"}.get(row["story_count"], "on_track")
    short = month_label(row, words)
    return (
        f'<li><span class="stories-month">{escape(f"{short[:3]} {short[-2:]}")}</span>'
        f"{sign(drawn, 18, told(row, words))}"
        f'<span class="stories-value">{escape(month_value(row, kind, words))}</span></li>'
    )


def groups(stories: Stories, row: Row, words: Words) -> str:
    """The two groups as dots on one line each, their medians, and the interval where there is one."""
    known = [each for each in stories.months[row["metric_id"]] if each["value"] is not None]
    having = [each["value"] for each in known if each["story_count"]]
    lacking = [each["value"] for each in known if each["story_count"] == 0]
    lines = {"with": (having, row["with_median"]), "without": (lacking, row["without_median"])}
    drawn = "".join(
        f"<li><h3>{escape(words.t(f'stories_page.group_{name}'))}</h3>"
        f"<p>{escape(group_said(len(values), median, row['kind'], words))}</p>"
        f"{dots(values, median, [*having, *lacking], words)}</li>"
        for name, (values, median) in lines.items()
    )
    return (
        f'<section class="stories-part"><h2>{escape(words.t("stories_page.groups"))}</h2>'
        f'<ul class="stories-groups">{drawn}</ul>'
        f"{interval(row, words)}<p>{escape(at_the_same_time(row, words))}</p></section>"
    )


def group_said(count: int, median: float | None, kind: str, words: Words) -> str:
    """«10 måneder, midterste tall +5»."""
    if median is None:
        return words.t("stories_page.no_months")
    return words.t("stories_page.group_said", count=count, median=level(median, kind, words))


def event(row: Row | None, kind: str, words: Words) -> str:
    """What was so before and after an event, with its interval; that there is no event."""
    title = f"<h2>{escape(words.t('stories_page.events'))}</h2>"
    if row is None:
        said = escape(words.t("stories_page.no_events"))
        return f'<section class="stories-part">{title}<p>{said}</p></section>'
    medians = words.t(
        "stories_page.event_medians",
        before=group_said(row["before_count"], row["before_median"], kind, words),
        after=group_said(row["after_count"], row["after_median"], kind, words),
    )
    return (
        f'<section class="stories-part">{title}<p class="stories-lead">{escape(words.date(row["occurred_on"]))} '
        f"{escape(name_of(row, 'name', words))}</p><p>{escape(before_and_after(row, words))}</p>{interval(row, words)}"
        f'<p class="stories-second">{escape(medians)}</p></section>'
    )


def table(shown: Sequence[Row], row: Row, words: Words) -> str:
    """The months as a table, the newest first."""
    heads = "".join(
        f'<th scope="col">{escape(words.t(f"stories_page.column_{name}"))}</th>'
        for name in ("month", "stories", "value")
    )
    body = "".join(
        f'<tr><th scope="row">{escape(month_label(each, words))}</th><td>{escape(told(each, words))}</td>'
        f"<td>{escape(month_value(each, row['kind'], words))}</td></tr>"
        for each in reversed(shown)
    )
    return (
        f'<details class="stories-table"><summary>{escape(words.t("stories_page.table"))}</summary><table>'
        f"<caption>{escape(name_of(row, 'name', words))}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></details>"
    )


def caution(words: Words) -> str:
    """What this way of looking cannot tell."""
    lines = "".join(
        f"<li>{escape(words.t(f'stories_page.caution.{name}'))}</li>" for name in ("cause", "months", "few")
    )
    title = escape(words.t("stories_page.caution_title"))
    return f'<section class="stories-part"><h2>{title}</h2><ul class="stories-caution">{lines}</ul></section>'
