"""The stories screen as HTML: the answer, the months, the two groups, and what was so before and after an event."""

from collections.abc import Sequence

from foundation.words import Words
from ui.behind import sql_link
from ui.data import Row
from ui.measures import name_of
from ui.page import escape
from ui.stories_data import Stories
from ui.stories_marks import dots, interval, key, stories_told
from ui.stories_table import table
from ui.stories_words import (
    answer,
    at_the_same_time,
    before_and_after,
    level,
    measured,
    month_label,
    month_value,
    reasons,
    summary,
)


def heading(stories: Stories, row: Row | None, words: Words) -> str:
    """The question, and its answer for the number that is chosen; what is missing where there is none to choose."""
    if row is None:
        said = words.t(f"stories_page.nothing.{stories.ground}")
    else:
        said = answer(row, at_the_same_time(row, words), words)
    return (
        f'<header class="stories-head"><h1>{escape(words.t("stories_page.question"))}</h1>'
        f'<p class="stories-answer">{escape(said)}</p></header>'
    )


def months(stories: Stories, row: Row, words: Words) -> str:
    """The months one after another: their stories, the page's number under them, and what else happened."""
    shown = stories.shown(row["metric_id"])
    events = stories.seen(row["metric_id"])
    cells = "".join(month(each, row["kind"], events, words) for each in shown)
    drawn = words.t("stories_page.drawn", measured=measured(row, words))
    return (
        f'<section class="stories-part">{sql_link("stories_months", words)}'
        f"<h2>{escape(words.t('stories_page.months'))}</h2>"
        f'<p class="stories-second">{escape(drawn)}</p>{key(words, has_letters=bool(events))}'
        f'<ol class="stories-months">{cells}</ol><p>{escape(summary(shown, words))}</p>'
        f"{not_computed(shown, words)}{happened(events, words)}{table(stories, row, words)}</section>"
    )


def month(row: Row, kind: str, events: Sequence[Row], words: Words) -> str:
    """One month: its name, a mark per story, its number, and the letters of what else happened."""
    short = month_label(row, words)
    letters = "".join(
        f'<b class="stories-letter">{escape(each["letter"])}</b>'
        for each in events
        if each["month_on"] == row["month_on"]
    )
    return (
        f'<li><span class="stories-month">{escape(f"{short[:3]} {short[-2:]}")}{letters}</span>'
        f"{stories_told(row, words)}"
        f'<span class="stories-value">{escape(month_value(row, kind, words))}</span></li>'
    )


def not_computed(months: Sequence[Row], words: Words) -> str:
    """Why months that something is registered of have no number; empty where none lacks one."""
    said = " ".join(reasons(months, words))
    return f"<p>{escape(said)}</p>" if said else ""


def happened(events: Sequence[Row], words: Words) -> str:
    """What else happened in the months shown, and that it cannot be told apart from the stories."""
    lines = "".join(
        f'<li><b class="stories-letter">{escape(each["letter"])}</b> {escape(words.date(each["occurred_on"]))} '
        f"{escape(name_of(each, 'name', words))}</li>"
        for each in events
    )
    if not lines:
        return f"<p>{escape(words.t('stories_page.happened_nothing'))}</p>"
    return f'<p>{escape(words.t("stories_page.happened"))}</p><ul class="stories-happened">{lines}</ul>'


def groups(stories: Stories, row: Row, words: Words) -> str:
    """The two groups as dots on one line each, their medians, and the interval where there is one."""
    known = [each for each in stories.months[row["metric_id"]] if each["value"] is not None]
    having = [each["value"] for each in known if each["story_count"]]
    lacking = [each["value"] for each in known if each["story_count"] == 0]
    lines = {"with": (having, row["with_median"]), "without": (lacking, row["without_median"])}
    drawn = "".join(
        f"<li><h3>{escape(words.t(f'stories_page.group_{name}'))}</h3>"
        f"<p>{escape(group_said(len(values), median, row['kind'], words))}</p>"
        f"{dots(values, median, [*having, *lacking], row['kind'], words)}</li>"
        for name, (values, median) in lines.items()
    )
    shown = words.t("stories_page.groups_drawn", measured=measured(row, words))
    return (
        f'<section class="stories-part">{sql_link("stories_differences", words)}'
        f"<h2>{escape(words.t('stories_page.groups'))}</h2>"
        f'<p class="stories-second">{escape(shown)}</p><ul class="stories-groups">{drawn}</ul>'
        f"{interval(row, words)}<p>{escape(answer(row, at_the_same_time(row, words), words))}</p></section>"
    )


def group_said(count: int, median: float | None, kind: str, words: Words) -> str:
    """«10 måneder, midterste tall +5»."""
    if median is None:
        return words.t("stories_page.no_months")
    return words.t("stories_page.group_said", count=count, median=level(median, kind, words))


def events_title(words: Words) -> str:
    """The heading over the choice of an event."""
    link = sql_link("stories_events", words)
    return f'<div class="stories-part">{link}<h2>{escape(words.t("stories_page.events"))}</h2></div>'


def event(row: Row | None, kind: str, words: Words) -> str:
    """What was so before and after an event, with its interval; that there is no event."""
    if row is None:
        return f'<div class="stories-part"><p>{escape(words.t("stories_page.no_events"))}</p></div>'
    medians = words.t(
        "stories_page.event_medians",
        before=group_said(row["before_count"], row["before_median"], kind, words),
        after=group_said(row["after_count"], row["after_median"], kind, words),
    )
    said = answer(row, before_and_after(row, words), words)
    return (
        f'<div class="stories-part"><p class="stories-lead">{escape(words.date(row["occurred_on"]))} '
        f"{escape(name_of(row, 'name', words))}</p><p>{escape(said)}</p>{interval(row, words)}"
        f'<p class="stories-second">{escape(medians)}</p></div>'
    )


def caution(stories: Stories, words: Words) -> str:
    """What this way of looking cannot tell."""
    names = ["cause", "pairs", "months", "few", "every"] + ["many"] * (len(stories.differences) > 1)
    lines = "".join(
        f"<li>{escape(words.t(f'stories_page.caution.{name}', number=len(stories.differences)))}</li>"
        for name in names
    )
    title = escape(words.t("stories_page.caution_title"))
    return f'<section class="stories-part"><h2>{title}</h2><ul class="stories-caution">{lines}</ul></section>'
