"""Followers per 1,000 inhabitants as a strip of dots: ours marked, the pages we compare with named, nobody ranked."""

from collections.abc import Sequence
from math import ceil, floor, log10

from foundation.words import Words
from ui.behind import sql_link
from ui.dialogue_table import NumberTable, opening_table
from ui.measures import Row, amount
from ui.page import escape

MOST_TICKS = 4


def pages_part(pages: Sequence[Row], organisation: str, words: Words) -> str:
    """The part of the screen that holds followers against inhabitants, or says what it would take."""
    named = [{**page, "shown_name": name_of_page(page, organisation, words)} for page in pages]
    drawn = [page for page in named if page["per_1000"] is not None and not page["is_stale"]]
    ours = next((page for page in drawn if page["is_main"]), None)
    value = per_1000(ours, words) if ours else ""
    title = words.t("dialogue_run.pages_title" if ours else "dialogue_run.pages_title_unknown", value=value)
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences(named, drawn, words))
    strip = dots(drawn, title, words) if len(drawn) > 1 else ""
    table = pages_table(named, words) if any(page["followers"] is not None for page in named) else ""
    link = sql_link("dialogue_pages", words)
    return f'<section class="dialogue-pages">{link}<h2>{escape(title)}</h2>{said}{strip}{table}</section>'


def name_of_page(page: Row, organisation: str, words: Words) -> str:
    """What a page is called: ours by whose it is, another as it calls itself, or by its number before it is read."""
    if page["is_main"]:
        return organisation
    return str(page["name"] or words.t("dialogue_run.pages_unnamed", number=page["page_id"]))


def per_1000(page: Row, words: Words) -> str:
    """A page's followers per 1,000 inhabitants."""
    return amount(page["per_1000"], "per_1000", words)


def sentences(pages: Sequence[Row], drawn: Sequence[Row], words: Words) -> list[str]:
    """What is drawn and how the others lie; the years behind it; what is missing and what to do; what it cannot say."""
    others = [page for page in drawn if not page["is_main"]]
    said = [words.t("dialogue_run.pages_drawn")] if len(drawn) > 1 else []
    if others:
        ends = [min(others, key=value_of), max(others, key=value_of)]
        low, high = (per_1000(page, words) for page in ends)
        said.append(words.t("dialogue_run.pages_beside", count=len(others), low=low, high=high))
    if drawn:
        said += [rests_said(drawn, words), words.t("dialogue_run.pages_caveat")]
    return [*said, *missing_said(pages, words)]


def value_of(page: Row) -> float:
    """A page's place on the scale."""
    return float(page["per_1000"])


def rests_said(drawn: Sequence[Row], words: Words) -> str:
    """When the followers were counted, and of which years the inhabitants are."""
    days = sorted({page["observed_on"] for page in drawn})
    key = "pages_measured" if len(days) == 1 else "pages_measured_between"
    years = [str(year) for year in sorted({page["population_year"] for page in drawn})]
    return (
        f"{words.t('dialogue_run.' + key, first=days[0], last=days[-1])} "
        f"{words.t('dialogue_run.pages_population', years=words.listed(years))}"
    )


def missing_said(pages: Sequence[Row], words: Words) -> list[str]:
    """What is missing before the pages can stand beside each other, and what to do about it."""
    ours = next((page for page in pages if page["is_main"]), None)
    said = []
    if ours is None or ours["followers"] is None:
        said.append(words.t("dialogue_run.pages_no_followers"))
    is_counted = any(page["inhabitants"] is not None for page in pages)
    if not is_counted:
        said.append(words.t("dialogue_run.pages_no_population"))
    others = [page for page in pages if not page["is_main"]]
    if not others:
        return [*said, words.t("dialogue_run.pages_no_others")]
    left_out = [why for page in pages if (why := left_out_said(page, words, is_counted=is_counted))]
    return [*said, words.t("dialogue_run.pages_left_out", names=words.listed(left_out))] if left_out else said


def left_out_said(page: Row, words: Words, *, is_counted: bool) -> str:
    """A page that is not drawn, and why; empty for one that is, and where nobody's inhabitants are counted."""
    name = page["shown_name"]
    if page["followers"] is None:
        return words.t("dialogue_run.pages_unread", name=name)
    if page["is_stale"]:
        return words.t("dialogue_run.pages_stale", name=name, date=page["observed_on"])
    if page["per_1000"] is not None or not is_counted:
        return ""
    return words.t("dialogue_run.pages_without_population", name=name)


def dots(drawn: Sequence[Row], title: str, words: Words) -> str:
    """One line per page on a common scale from zero, and ours as an upright through them all. One picture."""
    top, step = scale(max(value_of(page) for page in drawn))
    ours = next((page for page in drawn if page["is_main"]), None)
    upright = f'<span class="pages-ours" style="left:{value_of(ours) / top:.2%}"></span>' if ours else ""
    lines = "".join(dot(page, top, upright, words) for page in drawn)
    ticks = "".join(
        f'<span style="left:{place * step / top:.2%}">{escape(words.number(place * step))}</span>'
        for place in range(round(top / step) + 1)
    )
    told = "; ".join(
        words.t("dialogue_run.pages_named", name=page["shown_name"], value=per_1000(page, words))
        for page in drawn
    )
    return (
        f'<div class="pages-strip" role="img" aria-label="{escape(title)}. {escape(told)}">{lines}'
        f'<span class="pages-axis">{ticks}</span></div>'
    )


def scale(highest: float) -> tuple[float, float]:
    """The end of a scale from zero and the step between its figures, both round."""
    rough = max(highest / MOST_TICKS, 1.0)
    base = 10.0 ** floor(log10(rough))
    step = next(base * times for times in (1, 2, 2.5, 5, 10) if base * times >= rough)
    return step * max(ceil(highest / step), 1), step


def dot(page: Row, top: float, upright: str, words: Words) -> str:
    """One page: its name, its dot on the scale, its figure."""
    ours = " pages-main" if page["is_main"] else ""
    place = f'<span class="pages-dot" style="left:{value_of(page) / top:.2%}"></span>'
    return (
        f'<span class="pages-line{ours}"><span class="pages-name">{escape(page["shown_name"])}</span>'
        f'<span class="pages-track">{upright}{place}</span>'
        f'<span class="pages-value">{escape(per_1000(page, words))}</span></span>'
    )


def pages_table(pages: Sequence[Row], words: Words) -> str:
    """The pages' numbers as a table that opens."""
    heads = [
        words.t(f"dialogue_run.{key}")
        for key in ("pages_page", "pages_per_1000", "level", "pages_inhabitants")
    ]
    name = words.t("dialogue_run.pages_title_unknown")
    rows = [page_row(page, words) for page in pages]
    return opening_table(NumberTable(name, name, [*heads, words.t("dialogue_page.measured")], rows), words)


def page_row(page: Row, words: Words) -> list[str]:
    """One page of the table; what is not known says so."""
    unknown = words.t("dialogue_page.unknown")
    inhabitants = unknown
    if page["inhabitants"] is not None:
        inhabitants = words.t(
            "dialogue_run.pages_inhabitants_of", number=page["inhabitants"], year=str(page["population_year"])
        )
    return [
        page["shown_name"],
        unknown if page["per_1000"] is None else per_1000(page, words),
        unknown if page["followers"] is None else words.number(page["followers"]),
        inhabitants,
        unknown if page["observed_on"] is None else words.date(page["observed_on"]),
    ]
