"""Lane B of a goal: its numbers with their uncertainty, one block each, never judged further than the rules do."""

from datetime import date

from foundation.words import Words
from ui.marks import sign
from ui.measures import Row, amount, is_kept, name_of, rests_on, verdict_word
from ui.page import escape
from ui.strips import Interval, interval_bar


def metric_block(metric: Row, words: Words) -> str:
    """One measured number: name, value and what it rests on, interval, target and verdict, and what it can say."""
    return (
        f'<li class="goal-metric"><h3>{escape(name_of(metric, "name", words))}</h3>'
        f"{value_line(metric, words)}{interval_of(metric, words)}{standing(metric, words)}"
        f'<p class="goal-quiet">{escape(name_of(metric, "strength", words))}</p></li>'
    )


def value_line(metric: Row, words: Words) -> str:
    """The value in large, with what it rests on and its day; muted when it is too old to be today's."""
    rests = rests_on(metric["value"], metric["n"], metric["unit"], words)
    day: date = metric["observed_on"]
    small = words.t("goal_page.measured_of", rests=rests, date=day) if rests else words.date(day)
    old = " goal-old" if metric["verdict"] == "stale" else ""
    value = escape(amount(metric["value"], metric["unit"], words))
    return f'<p class="goal-value{old}">{value} <small>{escape(small)}</small></p>'


def interval_of(metric: Row, words: Words) -> str:
    """The interval bar of a share with a known n; empty otherwise."""
    if metric["unit"] != "share" or None in (metric["value"], metric["low"], metric["high"]):
        return ""
    return interval_bar(
        Interval(metric["low"], metric["value"], metric["high"], metric["target_value"]), words
    )


def standing(metric: Row, words: Words) -> str:
    """The verdict in words with its sign, and the target it is held against; what is missing, where there is none."""
    if metric["verdict"] == "stale":
        said = words.t("goal_page.stale", date=metric["observed_on"])
        return f"<p>{sign('no_data')} <b>{escape(verdict_word(metric, words))}.</b> {escape(said)}</p>"
    if metric["lane"] == "context":
        return f"<p>{escape(words.t('goal_page.context'))}</p>"
    if metric["target_value"] is None:
        return f"<p>{escape(words.t('goal_page.no_target'))}</p>"
    level = amount(metric["target_value"], metric["unit"], words)
    basis = "proposed" if metric["target_basis"] == "proposed" else "decided"
    target = escape(words.t(f"goal_page.target_{basis}", level=level))
    return f"<p>{verdict_sign(metric)} <b>{escape(verdict_word(metric, words))}.</b> {target}</p>"


def verdict_sign(metric: Row) -> str:
    """The sign of a verdict, in colour and so only where a decided target is met or not; empty for a proposed one."""
    if metric["verdict"] not in ("below", "above"):
        return sign("no_data")
    if metric["target_basis"] == "proposed":
        return ""
    return sign("on_track" if is_kept(metric) else "delayed")
