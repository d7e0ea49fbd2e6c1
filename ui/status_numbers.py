"""The page's numbers on the status screen: values with their dates, never judged further than the rules do."""

from foundation.words import Words
from ui.behind import sql_link
from ui.data import Row
from ui.marks import sign
from ui.measures import amount, rests_on
from ui.page import escape
from ui.status_data import Status
from ui.strips import Interval, interval_bar
from ui.text import pick

VERDICT_SIGNS = {"below": "delayed", "above": "on_track"}


def numbers(status: Status, words: Words) -> str:
    """The page's numbers, side by side; nothing where the register has none."""
    if not status.numbers:
        return ""
    items = "".join(f"<li>{number(row, words)}</li>" for row in status.numbers)
    return (
        f'<section class="status-numbers">{sql_link("status_numbers", words)}'
        f"<h2>{escape(words.t('status_page.page_numbers'))}</h2>"
        f"<ul>{items}</ul></section>"
    )


def number(row: Row, words: Words) -> str:
    """One number: name, value, date, change since the earlier day, and what may be said about it."""
    name = f"<h3>{escape(pick(row, 'name'))}</h3>"
    if row["value"] is None:
        return name + sentence("no_data", words.t("status_page.no_value"), "")
    rests = rests_on(row["value"], row["n"], row["unit"], words)
    dated = [part for part in (rests, words.t("status_page.measured", date=row["observed_on"])) if part]
    old = " status-old" if row["verdict"] == "stale" else ""
    return (
        f'{name}<p class="status-value{old}">{escape(amount(row["value"], row["unit"], words))}</p>'
        f'<p class="status-second">{escape(" · ".join(dated + changed(row, words)))}</p>'
        f"{interval(row, words)}{judged(row, words)}"
    )


def changed(row: Row, words: Words) -> list[str]:
    """How a count has moved since the earlier value of the same origin; nothing for shares, which rest on too few."""
    before, day = row["earlier_value"], row["earlier_on"]
    if row["unit"] == "share" or before is None or day == row["observed_on"]:
        return []
    if row["is_other_origin"]:
        return [words.t("status_page.other_origin", date=day)]
    change = row["value"] - before
    if not change:
        return [words.t("status_page.same", date=day)]
    return [words.t("status_page.changed", change=words.number(change, signed=True), date=day)]


def interval(row: Row, words: Words) -> str:
    """The uncertainty of a share, drawn and in words; empty for other numbers."""
    if row["unit"] != "share":
        return ""
    if row["low"] is None:
        return f'<p class="status-second">{escape(words.t("status_page.n_unknown"))}</p>'
    bar = interval_bar(Interval(row["low"], row["value"], row["high"], row["target_value"]), words)
    said = words.t("status_page.interval", low=words.share(row["low"]), high=words.share(row["high"]))
    return f'{bar}<p class="status-second">{escape(said)}</p>'


def judged(row: Row, words: Words) -> str:
    """The verdict in words with its target; a proposed target gives its verdict without colour."""
    verdict = row["verdict"]
    if verdict == "stale":
        said = words.t("status_page.stale", date=row["observed_on"])
        return sentence("no_data", words.t("status_page.verdict.stale"), said)
    if row["lane"] == "context":
        return f'<p class="status-second">{escape(words.t("status_page.context"))}</p>'
    if row["target_value"] is None:
        return f'<p class="status-second">{escape(words.t("status_page.no_target"))}</p>'
    basis = row["target_basis"]
    target = words.t(f"status_page.target.{basis}", level=amount(row["target_value"], row["unit"], words))
    tag = (
        f' <span class="status-tag">{escape(words.t("status_page.proposed"))}</span>'
        if basis == "proposed"
        else ""
    )
    found = sentence(verdict_sign(row), words.t(f"status_page.verdict.{verdict}"), why(row, words))
    return f'{found}<p class="status-second">{escape(target)}{tag}</p>'


def verdict_sign(row: Row) -> str:
    """The sign beside a verdict: coloured only where a decided target is met or missed."""
    is_decided = row["target_basis"] != "proposed" and row["target_kind"] == "at_or_above"
    return VERDICT_SIGNS.get(row["verdict"], "no_data") if is_decided else "no_data"


def why(row: Row, words: Words) -> str:
    """Why nothing can be decided, in words; empty for the other verdicts."""
    if row["verdict"] != "undecidable" or row["n"] is None:
        return ""
    return words.t("status_page.verdict_why.undecidable", n=row["n"])


def sentence(status: str, word: str, rest: str) -> str:
    """A sign, the word it stands for, and a sentence after it."""
    return f'<p class="status-verdict">{sign(status)} <span><b>{escape(word)}.</b> {escape(rest)}</span></p>'
