"""The stories' months as a table: stories, the page's number, how the stories were received, and what else happened."""

from collections.abc import Mapping, Sequence

from foundation.words import Words
from ui.data import Row
from ui.measures import name_of
from ui.page import escape
from ui.stories_data import Stories
from ui.stories_words import measured, month_label, month_value, reason


def table(stories: Stories, row: Row, words: Words) -> str:
    """Every month that is compared, the newest first, also those that are too old to be drawn."""
    columns = [words.t("stories_page.column_stories"), measured(row, words)]
    columns += [name_of(found[0], "name", words) for found in stories.figures.values()]
    columns.append(words.t("stories_page.column_happened"))
    heads = "".join(
        f'<th scope="col">{escape(name)}</th>' for name in (words.t("stories_page.column_month"), *columns)
    )
    months = stories.months[row["metric_id"]]
    body = "".join(line(each, columns, stories, row["kind"], words) for each in reversed(months))
    caption = words.t("stories_page.caption", count=len(months))
    return (
        f'<details class="stories-table"><summary>{escape(words.t("stories_page.table"))}</summary><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details>"
    )


def line(month: Row, columns: Sequence[str], stories: Stories, kind: str, words: Words) -> str:
    """One month; each value with its column's name, which a narrow screen shows."""
    received = [figure(by_month(found).get(month["month_on"]), words) for found in stories.figures.values()]
    count = month["story_count"]
    stories_told = words.t("stories_page.not_known") if count is None else words.number(int(count))
    found = [stories_told, number_cell(month, kind, words), *received, happened(month, stories, words)]
    cells = "".join(
        f'<td><span class="stories-label">{escape(name)}: </span>{escape(value)}</td>'
        for name, value in zip(columns, found, strict=True)
    )
    return f'<tr><th scope="row">{escape(month_label(month, words))}</th>{cells}</tr>'


def number_cell(month: Row, kind: str, words: Words) -> str:
    """A month's number; why there is none."""
    is_known = month["value"] is not None or month["why_not"] == "no_value"
    return month_value(month, kind, words) if is_known else reason(month, words)


def by_month(found: Sequence[Row]) -> Mapping[object, Row]:
    """The values of a number by their month."""
    return {row["month_on"]: row for row in found}


def figure(row: Row | None, words: Words) -> str:
    """How a month's stories were received; that it is not registered."""
    return words.t("stories_page.no_value") if row is None else words.form(row["value"])


def happened(month: Row, stories: Stories, words: Words) -> str:
    """What else happened in a month; a dash where the register notes nothing."""
    found = [row for row in stories.happened if row["month_on"] == month["month_on"]]
    return (
        "; ".join(f"{name_of(row, 'name', words)}, {words.date(row['occurred_on'])}" for row in found) or "–"
    )
