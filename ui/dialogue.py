"""The dialogue screen's words as HTML: the answer, and each metric's finding, newest value and table."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from foundation.words import Words
from ui.behind import sql_link
from ui.charts import missing
from ui.dialogue_data import MONTH_CHOICES, Dialogue, Series
from ui.dialogue_table import NumberTable, opening_table
from ui.measures import Row, amount, name_of, rests_on
from ui.page import escape

TITLED_VERDICTS = ("below", "above", "undecidable")


def heading(dialogue: Dialogue, words: Words) -> str:
    """The screen's question and its answer in a sentence or two."""
    lead = " ".join(
        [
            lead_share(dialogue.series.get("response_rate"), words),
            lead_level(dialogue.series.get("followers"), words),
        ]
    )
    return (
        f'<header class="dialogue-head"><h1>{escape(words.t("dialogue_page.question"))}</h1>'
        f'<p class="dialogue-lead">{escape(lead)}</p></header>'
    )


def lead_share(series: Series | None, words: Words) -> str:
    """The answer that the response rate gives; that it is not measured, where the register has none."""
    if series is None or series.metric["value"] is None:
        return words.t("dialogue_page.lead_share.no_data")
    metric = series.metric
    values = {key: words.share(metric[key]) for key in ("value", "low", "high") if metric[key] is not None}
    is_bare = metric["verdict"] == "undecidable" and "low" not in values
    verdict = "unknown_n" if is_bare else metric["verdict"]
    return words.t(f"dialogue_page.lead_share.{verdict}", date=metric["observed_on"], **values)


def lead_level(series: Series | None, words: Words) -> str:
    """The answer that the number of followers gives; that it is not measured, where the register has none."""
    if series is None or series.metric["value"] is None:
        return words.t("dialogue_page.lead_level.no_data")
    metric, points = series.metric, newest_origin(filled(series))
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


def newest_origin(points: Sequence[Row]) -> Sequence[Row]:
    """The months since the origin last changed: only they can be compared."""
    begins = [place for place, point in enumerate(points) if point["is_new_origin"]]
    return points[begins[-1] :] if begins else points


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
        f'<div class="dialogue-title">{sql_link("dialogue_points", words)}'
        f"<h2>{escape(title(series.metric, words))}</h2>"
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
        return " ".join([words.t("dialogue_page.said_nothing"), *ended_said(series, words)])
    unit = series.metric["unit"]
    said = share_said(points[-1], words) if unit == "share" else level_said(points, unit, words)
    gaps = missing(series.points)
    if gaps:
        names = words.listed([month_name(gap["month_on"], words) for gap in gaps])
        said += " " + words.t("dialogue_page.said_gaps", count=len(gaps), months=names[0].upper() + names[1:])
    return said


def ended_said(series: Series, words: Words) -> list[str]:
    """That a number without any value in the months shown has died, and where its last ones are to be seen."""
    metric, points = series.metric, series.points
    if not metric["is_ended"]:
        return []
    said = [words.t("dialogue_run.ended", name=name_of(metric, "name", words), date=metric["valid_to"])]
    longest = max(MONTH_CHOICES)
    earliest = points[-1]["month_on"].replace(day=1) - timedelta(days=30 * longest)
    if metric["value"] is not None and len(points) < longest and metric["valid_to"] > earliest:
        said.append(words.t("dialogue_run.ended_earlier", number=longest))
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
    """How a level has moved from the first to the last value shown of the same origin."""
    points = newest_origin(points)
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
    """Where the line is broken, and the chart's numbers as tables that open, one for each number."""
    broken = "".join(
        f'<p class="goal-quiet dialogue-note">{escape(said)}</p>' for said in breaks_said(series, words)
    )
    every = [one for one in (*series.before, series) if filled(one)]
    return broken + "".join(table(one, words, is_named=len(every) > 1) for one in every)


def breaks_said(series: Series, words: Words) -> list[str]:
    """The breaks of a chart's lines in words: where a number died, and where its origin changed."""
    name = name_of(series.metric, "name", words)
    said = [
        words.t(
            "dialogue_run.replaced",
            name=name_of(old.metric, "name", words),
            date=old.metric["valid_to"],
            successor=name,
        )
        for old in series.before
        if filled(old)
    ]
    if series.metric["is_ended"]:
        said.append(words.t("dialogue_run.ended", name=name, date=series.metric["valid_to"]))
    points = filled(series)
    for before, after in pairwise(points):
        if after["is_new_origin"]:
            origins = {
                key: origin(point["value_basis"], series.metric, words)
                for key, point in (("before", before), ("after", after))
            }
            month = month_name(after["month_on"], words)
            said.append(words.t("dialogue_run.origin_break", month=month, **origins))
    return said


def table(series: Series, words: Words, *, is_named: bool) -> str:
    """A number's months as a table that opens, newest first."""
    is_share = series.metric["unit"] == "share"
    name = name_of(series.metric, "name", words)
    heads = ["month", "value", *(["interval"] if is_share else []), "measured", "origin"]
    dated = [place for place, point in enumerate(series.points) if point["value"] is not None]
    shown = series.points[dated[0] : dated[-1] + 1] if dated else []
    return opening_table(
        NumberTable(
            name,
            words.t("dialogue_page.table_caption", name=name),
            [words.t(f"dialogue_page.{head}") for head in heads],
            [month_row(point, series.metric, words) for point in reversed(shown)],
            is_named,
        ),
        words,
    )


def month_row(point: Row, metric: Row, words: Words) -> list[str]:
    """One month of the table; a month without a value says so."""
    month = month_name(point["month_on"], words)
    if point["value"] is None:
        return [month, words.t("dialogue_page.not_registered")]
    rests = rests_on(point["value"], point["n"], metric["unit"], words)
    cells = [" · ".join(part for part in (amount(point["value"], metric["unit"], words), rests) if part)]
    if metric["unit"] == "share":
        cells.append(interval_said(point, words))
    return [month, *cells, words.date(point["observed_on"]), origin(point["value_basis"], metric, words)]


def interval_said(point: Row, words: Words) -> str:
    """Where a share lies with 95 % certainty; that it is unknown, where nobody tells how many it rests on."""
    if point["low"] is None:
        return words.t("dialogue_page.unknown")
    low, high = words.share(point["low"]), words.share(point["high"])
    return words.t("dialogue_page.interval_span", low=low, high=high)


def events(found: Sequence[Row], words: Words) -> str:
    """The letters on the charts in words: each event with its date, and that it explains nothing."""
    if not found:
        return ""
    listed = "".join(
        f"<li><b>{escape(event['letter'])}</b> {escape(words.date(event['occurred_on']))} "
        f"{escape(name_of(event, 'name', words))}</li>"
        for event in found
    )
    return (
        f'<section class="dialogue-events">{sql_link("dialogue_events", words)}'
        f"<h2>{escape(words.t('dialogue_page.events'))} "
        f"<span>{escape(words.t('dialogue_page.events_note'))}</span></h2><ul>{listed}</ul></section>"
    )
