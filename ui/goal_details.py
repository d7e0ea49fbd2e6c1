"""What a measure opens to: its rule, who answers and how sure that is, its records, and what is unclear."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from foundation.words import Words
from ui.goal_data import Measure
from ui.measures import Row, amount, name_of, period_name, rests_on
from ui.page import escape


def details(measure: Measure, as_of: date, words: Words) -> str:
    """The part that opens under a measure, as HTML."""
    count = measure.records[0]["record_count"] if measure.records else 0
    title = words.t("goal_page.more_records", count=int(count)) if count else words.t("goal_page.more")
    return (
        f"<details><summary>{escape(title)}</summary>"
        f'<div class="goal-more"><dl>{facts(measure, words)}</dl>'
        f"<div>{records(measure, int(count), as_of, words)}{unclear(measure, words)}</div></div></details>"
    )


def facts(measure: Measure, words: Words) -> str:
    """Rule, what is counted, responsible and channels as terms and their descriptions."""
    row = measure.row
    said = [
        ("rule", [plan_said(row, words)]),
        ("counted", [name_of(row, "counted", words)]),
        ("done_when", [name_of(row, "done_when", words)]),
        ("roles", roles_said(measure.roles, words)),
        ("channels", channels_said(measure.channels, words)),
    ]
    return "".join(
        f"<dt>{escape(words.t('goal_page.' + key))}</dt><dd>{'<br>'.join(escape(line) for line in lines if line)}</dd>"
        for key, lines in said
        if any(lines)
    )


def plan_said(row: Row, words: Words) -> str:
    """The plan in force in words, and where it comes from."""
    note = name_of(row, "plan", words)
    if not note:
        return ""
    key = row["basis"]
    if key == "stated" and not row["plan_quote_nb"]:
        key = "stated_short"
    return words.t(
        f"goal_page.plan.{key}", note=note, quote=row["plan_quote_nb"], date=row["decided_on"] or ""
    )


def roles_said(roles: Sequence[Row], words: Words) -> list[str]:
    """Each role, the one that answers first, then the strategy's lines behind them and how sure those are."""
    named = [
        f"{name_of(role, 'name', words)} – {words.t('goal_page.accountable')}"
        if role["is_settled"]
        else name_of(role, "name", words)
        for role in roles
    ]
    return [sentence(named), *lines_said(roles, words)] if named else []


def channels_said(channels: Sequence[Row], words: Words) -> list[str]:
    """The channels, then the strategy's lines they are read from and how sure that is."""
    named = [name_of(channel, "name", words) for channel in channels]
    return [sentence(named), *lines_said(channels, words)] if named else []


def sentence(named: Sequence[str]) -> str:
    """Names as one sentence."""
    listed = ", ".join(named)
    return f"{listed[0].upper()}{listed[1:]}."


def lines_said(rows: Sequence[Row], words: Words) -> list[str]:
    """The strategy's lines behind rows, each once."""
    lines = {row["quote_nb"]: row["confidence"] for row in rows if row["quote_nb"]}
    return [
        words.t("goal_page.from_line", quote=quote, sure=words.t(f"measure.sure.{sure}"))
        for quote, sure in lines.items()
    ]


def unclear(measure: Measure, words: Words) -> str:
    """What is unclear about the measure, as a list under its heading; empty if nothing is."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in unclear_said(measure, words))
    return f"<h4>{escape(words.t('goal_page.unclear'))}</h4><ul>{lines}</ul>" if lines else ""


def unclear_said(measure: Measure, words: Words) -> list[str]:
    """The unclear points that touch the measure, each with how sure its reading is."""
    same = measure.row["same_wording_as"]
    said = [words.t("goal_page.same_wording", measure=same)] if same else []
    for point in measure.ambiguities:
        sure = words.t(f"measure.sure.{point['confidence']}")
        said.append(f"{name_of(point, 'text', words)} {words.t('goal_page.reading', sure=sure)}")
    return said


def records(measure: Measure, count: int, as_of: date, words: Words) -> str:
    """The newest records as a table; one sentence where there are none."""
    if not measure.records:
        return f'<p class="goal-quiet">{escape(words.t("goal_page.record_none", date=as_of))}</p>'
    shown = len(measure.records)
    caption = (
        words.t("goal_page.records_cut", shown=shown, count=count)
        if shown < count
        else words.t("goal_page.records")
    )
    heads = "".join(
        f'<th scope="col">{escape(words.t("goal_page." + key))}</th>'
        for key in ("record_done", "record_what", "record_evidence")
    )
    body = "".join(record(row, measure, words) for row in measure.records)
    return (
        f'<table class="goal-records"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def record(row: Row, measure: Measure, words: Words) -> str:
    """One record as a table row; a withdrawn one is struck through and says so."""
    day = escape(words.date(row["occurred_on"]))
    day = f"<s>{day}</s>" if row["state"] == "withdrawn" else day
    registered = registered_said(row, measure.facts.periods, words)
    what = "<br>".join(escape(line) for line in what_said(row, words))
    return (
        f'<tr><th scope="row">{day}<span class="goal-quiet">{escape(registered)}</span></th>'
        f"<td>{what}</td><td>{evidence(row, words)}</td></tr>"
    )


def registered_said(row: Row, periods: Sequence[Row], words: Words) -> str:
    """When a record was reported, if not the same day; «etterregistrert» where its period had closed by then."""
    registered = row["registered_on"]
    if registered == row["occurred_on"]:
        return ""
    closed = [
        period
        for period in periods
        if period["completed_on"] == row["occurred_on"] and registered > period["closes_on"]
    ]
    return words.t("goal_page.registered_late" if closed else "goal_page.registered", date=registered)


def what_said(row: Row, words: Words) -> list[str]:
    """What a record concerns: unit or milestone, value, note, period and channel, and what has happened to it since."""
    said = [name_of(row, "unit", words), name_of(row, "milestone", words)]
    if row["value"] is not None:
        rests = rests_on(row["value"], row["n"], row["value_unit"] or "count", words)
        value = amount(row["value"], row["value_unit"] or "count", words)
        said.append(words.t("goal_page.value", value=f"{value} ({rests})" if rests else value))
    said.append(row["note"] or "")
    if row["period"]:
        said.append(words.t("goal_page.filed_on", period=filed_name(row["period"], words)))
    if row["channel_nb"]:
        said.append(words.t("goal_page.through", channel=name_of(row, "channel", words)))
    if row["role_nb"]:
        said.append(words.t("goal_page.by_role", role=name_of(row, "role", words)))
    return [line for line in [*said, changed_said(row, words)] if line] or ["–"]


def filed_name(period: str, words: Words) -> str:
    """A period's own name, 2026-04, as a reader says it: april 2026."""
    year, _, code = period.partition("-")
    return f"{period_name({'code': code, 'due_on': None}, words)} {year}" if code else year


def changed_said(row: Row, words: Words) -> str:
    """That a record was corrected or withdrawn, and when; empty if neither."""
    if row["state"] == "withdrawn":
        return words.t("goal_page.withdrawn", date=row["changed_on"])
    if row["state"] != "corrected":
        return ""
    earlier = row["earlier_occurred_on"]
    if earlier is None or earlier == row["occurred_on"]:
        return words.t("goal_page.corrected", date=row["changed_on"])
    return words.t("goal_page.corrected_day", date=row["changed_on"], earlier=earlier)


def evidence(row: Row, words: Words) -> str:
    """A link to the evidence where its address is an ordinary web address."""
    address = web_address(row["evidence_url"])
    if address is None:
        return f'<span class="goal-quiet">{escape(words.t("goal_page.no_evidence"))}</span>'
    label = words.t("goal_page.evidence_of", date=row["occurred_on"])
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer" aria-label="{escape(label)}">'
        f"{escape(words.t('goal_page.evidence'))}</a>"
    )


def web_address(address: str | None) -> str | None:
    """The address if it is http or https with a host, else None: anything else could run or point inside."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
