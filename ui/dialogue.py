"""The dialogue screen's words as HTML: the answer, and each metric's finding, newest value and table."""

from collections.abc import Sequence
from datetime import date

from foundation.words import Words
from ui.charts import EVENT_LETTERS, missing
from ui.dialogue_data import Dialogue, Series
from ui.measures import Row, amount, name_of, rests_on
from ui.page import escape

TITLED_VERDICTS = ("below", "above", "undecidable")


def heading(dialogue: Dialogue, words: Words) -> str:
    """The screen's question and its answer in a sentence or two."""
    lead = " ".join(
        [
            lead_share(dialogue.series["response_rate"].metric, words),
            lead_level(dialogue.series["followers"], words),
        ]
    )
    return (
        f'<header class="dialogue-head"><h1>{escape(words.t("dialogue_page.question"))}</h1>'
        f'<p class="dialogue-lead">{escape(lead)}</p></header>'
    )


def lead_share(metric: Row, words: Words) -> str:
    """The answer that the response rate gives."""
    if metric["value"] is None:
        return words.t("dialogue_page.lead_share.no_data")
    values = {key: words.share(metric[key]) for key in ("value", "low", "high") if metric[key] is not None}
    is_bare = metric["verdict"] == "undecidable" and "low" not in values
    verdict = "unknown_n" if is_bare else metric["verdict"]
    return words.t(f"dialogue_page.lead_share.{verdict}", date=metric["observed_on"], **values)


def lead_level(series: Series, words: Words) -> str:
    """The answer that the number of followers gives."""
    metric, points = series.metric, filled(series)
    if metric["value"] is None:
        return words.t("dialogue_page.lead_level.no_data")
    shown = {"value": amount(metric["value"], metric["unit"], words), "date": metric["observed_on"]}
    if metric["verdict"] == "stale":
        return words.t("dialogue_page.lead_level.stale", **shown)
    if len(points) < 2 or points[-1]["value"] == points[0]["value"]:
        return words.t("dialogue_page.lead_level.fresh", **shown)
    change = changed(points[0]["value"], points[-1]["value"], words)
    return words.t("dialogue_page.lead_level.more", change=change, first_on=points[0]["observed_on"], **shown)


def filled(series: Series) -> list[Row]:
    """The months that have a value."""
    return [point for point in series.points if point["value"] is not None]


def changed(first: float, last: float, words: Words) -> str:
    """The difference between two levels in words: 110 flere."""
    key = "none" if first == last else "more" if last > first else "fewer"
    return words.t(f"dialogue_page.change_{key}", number=words.number(abs(last - first)))


def above_chart(series: Series, words: Words) -> str:
    """The finding as a heading, what is drawn if anything is, and the chart in a sentence."""
    key = "drawn_share" if series.metric["unit"] == "share" else "drawn_level"
    key = "drawn_own" if is_own_calculation(series.metric) else key
    drawn = f'<p class="goal-quiet">{escape(words.t(f"dialogue_page.{key}"))}</p>' if filled(series) else ""
    return (
        f'<div class="dialogue-title"><h2>{escape(title(series.metric, words))}</h2>'
        f"{drawn}<p>{escape(summary(series, words))}</p></div>"
    )


def title(metric: Row, words: Words) -> str:
    """The finding, where the rules give one; else what is drawn."""
    if is_own_calculation(metric):
        return words.t("dialogue_page.title_own")
    if metric["unit"] != "share":
        return words.t(f"dialogue_page.title_level.{metric['metric_id']}")
    verdict = metric["verdict"] if metric["verdict"] in TITLED_VERDICTS else "other"
    return words.t(f"dialogue_page.title_share.{verdict}")


def is_own_calculation(metric: Row) -> bool:
    """Whether a metric is our own reckoning of what the platform also gives a figure for."""
    return str(metric["metric_id"]).endswith("_own")


def summary(series: Series, words: Words) -> str:
    """The chart in words: the newest value with its uncertainty, or the change over the months; and what is missing."""
    points = filled(series)
    if not points:
        return words.t("dialogue_page.said_nothing")
    unit = series.metric["unit"]
    said = share_said(points[-1], words) if unit == "share" else level_said(points, unit, words)
    gaps = missing(series.points)
    if gaps:
        names = words.listed([month_name(gap["month_on"], words) for gap in gaps])
        said += " " + words.t("dialogue_page.said_gaps", count=len(gaps), months=names[0].upper() + names[1:])
    return said


def share_said(point: Row, words: Words) -> str:
    """A share's newest value, what it rests on and where the true one lies."""
    value = words.share(point["value"])
    if point["low"] is None:
        return words.t("dialogue_page.said_share_bare", date=point["observed_on"], value=value)
    rests = rests_on(point["value"], point["n"], "share", words)
    return words.t(
        "dialogue_page.said_share", date=point["observed_on"], value=value, rests=f" ({rests})" if rests else "",
        low=words.share(point["low"]), high=words.share(point["high"]),
    )  # fmt: skip


def level_said(points: Sequence[Row], unit: str, words: Words) -> str:
    """How a level has moved from the first to the last value shown."""
    first, last = points[0], points[-1]
    shown = {"last": amount(last["value"], unit, words), "last_on": last["observed_on"]}
    if len(points) == 1:
        return words.t("dialogue_page.said_one", **shown)
    change = changed(first["value"], last["value"], words)
    return words.t(
        "dialogue_page.said_level", first=amount(first["value"], unit, words), first_on=first["observed_on"],
        change=change, **shown,
    )  # fmt: skip


def month_name(month: date, words: Words) -> str:
    """A month and its year in full: juli 2026."""
    return f"{words.t('measure.months').split(',')[month.month - 1]} {month.year}"


def origin(basis: str, metric: Row, words: Words) -> str:
    """Where a value comes from: typed by hand, read from the platform, or our own calculation."""
    key = "basis_rate" if metric["unit"] == "share" else "basis"
    return words.t(f"dialogue_page.{key}.{basis}")


def under_chart(series: Series, words: Words) -> str:
    """The chart's numbers as a table that opens, newest month first."""
    is_share = series.metric["unit"] == "share"
    name = name_of(series.metric, "name", words)
    heads = ["month", "value", *(["interval"] if is_share else []), "measured", "origin"]
    head = "".join(f'<th scope="col">{escape(words.t("dialogue_page." + key))}</th>' for key in heads)
    dated = [place for place, point in enumerate(series.points) if point["value"] is not None]
    shown = series.points[dated[0] : dated[-1] + 1] if dated else []
    body = "".join(table_row(point, series.metric, words) for point in reversed(shown))
    return (
        f'<details class="dialogue-table"><summary>{escape(words.t("dialogue_page.table"))}'
        f'<span class="unseen">: {escape(name)}</span></summary>'
        f'<table class="goal-records"><caption>{escape(words.t("dialogue_page.table_caption", name=name))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></details>"
    )


def table_row(point: Row, metric: Row, words: Words) -> str:
    """One month of the table; a month without a value says so."""
    month = f'<tr><th scope="row">{escape(month_name(point["month_on"], words))}</th>'
    span = 4 if metric["unit"] == "share" else 3
    if point["value"] is None:
        return f'{month}<td colspan="{span}">{escape(words.t("dialogue_page.not_registered"))}</td></tr>'
    rests = rests_on(point["value"], point["n"], metric["unit"], words)
    cells = [" · ".join(part for part in (amount(point["value"], metric["unit"], words), rests) if part)]
    if metric["unit"] == "share":
        cells.append(
            words.t("dialogue_page.unknown")
            if point["low"] is None
            else words.t(
                "dialogue_page.interval_span", low=words.share(point["low"]), high=words.share(point["high"])
            )
        )
    cells += [words.date(point["observed_on"]), origin(point["value_basis"], metric, words)]
    return month + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def events(found: Sequence[Row], words: Words) -> str:
    """The letters on the charts in words: each event with its date, and that it explains nothing."""
    if not found:
        return ""
    listed = "".join(
        f"<li><b>{letter}</b> {escape(words.date(event['occurred_on']))} {escape(name_of(event, 'name', words))}</li>"
        for letter, event in zip(EVENT_LETTERS, found, strict=False)
    )
    return (
        f'<section class="dialogue-events"><h2>{escape(words.t("dialogue_page.events"))} '
        f"<span>{escape(words.t('dialogue_page.events_note'))}</span></h2><ul>{listed}</ul></section>"
    )
