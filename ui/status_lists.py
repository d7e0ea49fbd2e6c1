"""The status screen's two lists: what changed since the earlier day, and who must do what next."""

from collections.abc import Sequence
from datetime import date

from foundation.words import Words
from ui.behind import sql_link
from ui.data import Row
from ui.frame import address
from ui.marks import sign
from ui.measures import period_name, undecided_said, verdict_word
from ui.page import escape
from ui.status import capitalised, is_counted, lowered, missing
from ui.status_behind import days_over, is_behind, measured, what_is_missing
from ui.status_data import Status
from ui.text import pick, words_here

SHOWN_CHANGES = 5
SHOWN_DEADLINES = 6


def changes(status: Status, words: Words) -> str:
    """What changed between the two days, worse first; how many more where the list is cut."""
    title = words.t("status_page.changes_title", date=status.since)
    shown, rest = status.changes[:SHOWN_CHANGES], len(status.changes) - SHOWN_CHANGES
    said = [] if shown else [words.t("status_page.changes_none", date=status.since)]
    if rest > 0:
        said = [words.t("status_page.changes_more", count=rest)]
    return listed("status-changes", title, [change_item(change, words) for change in shown], said)


def listed(kind: str, title: str, items: Sequence[str], said: Sequence[str]) -> str:
    """A headed list with sentences after it."""
    listing = f"<ul>{''.join(items)}</ul>" if items else ""
    after = "".join(f'<p class="status-more">{escape(sentence)}</p>' for sentence in said)
    link = sql_link("status_changes" if kind == "status-changes" else "status_measures", words_here())
    return f'<section class="{kind}">{link}<h2>{escape(title)}</h2>{listing}{after}</section>'


def change_item(change: Row, words: Words) -> str:
    """One measure that changed: both signs, its name, what happened, and the change in words."""
    before, after = change["from_status"], change["to_status"]
    return (
        f'<li><span class="status-turn" aria-hidden="true">{sign(before)}<span>→</span>{sign(after)}</span>'
        f'<div>{measure_link(change)}<p class="status-second">{escape(happened(change, words))}</p></div>'
        f'<p class="status-turned">{escape(turned(before, after, words))}</p></li>'
    )


def measure_link(row: Row) -> str:
    """A measure's short name, a link to its goal."""
    return f'<a href="{escape(address("mal", goal=row["goal"]))}">{escape(pick(row, "short"))}</a>'


def turned(before: str, after: str, words: Words) -> str:
    """«i rute → forsinket», or «fortsatt forsinket»."""
    here, now = words.t(f"status.{before}"), words.t(f"status.{after}")
    if before == after:
        return words.t("status_page.still", status=now)
    return words.t("status_page.became", before=here, after=now)


def happened(change: Row, words: Words) -> str:
    """What moved: the count of what is done, the value that is judged, or the due date that passed or is near."""
    before, after = change["from_done_count"], change["to_done_count"]
    if before != after and after is not None:
        units = words.t(f"status_page.units.{change['unit_kind'] or units_of(change['kind'])}")
        count = words.t(
            "status_page.counted", before=before or 0, after=after, total=change["total_count"], units=units
        )
        return ", ".join([count, *lost(change, words)])
    if change["value"] is not None:
        return f"{measured(change, words)}, {judged(change, words)}"
    if change["passed_due_on"] is not None:
        return words.t("status_page.ran_out", date=change["passed_due_on"])
    due_on = change["next_due_on"]
    return "" if due_on is None else words.t("status_page.due_now", date=due_on)


def lost(change: Row, words: Words) -> list[str]:
    """Why a count fell: the records that were withdrawn or corrected, and no longer count the same."""
    counts = {kind: change[f"{kind}_count"] for kind in ("withdrawn", "corrected")}
    return [words.t(f"status_page.lost.{kind}", count=count) for kind, count in counts.items() if count]


def judged(change: Row, words: Words) -> str:
    """How the value of a continuous measure stands, in words."""
    return undecided_said(change, words) if change["is_undecidable"] else lowered(verdict_word(change, words))


def units_of(kind: str) -> str:
    """What a measure without units counts: milestones or periods."""
    return "milestone" if kind == "one_off" else "period"


def deadlines(status: Status, words: Words) -> str:
    """Who must do what next, what is behind first; how many more where the list is cut."""
    shown, rest = status.deadlines[:SHOWN_DEADLINES], status.deadlines[SHOWN_DEADLINES:]
    said = [] if shown else [words.t("status_page.deadlines_none")]
    if rest:
        said.append(more(rest, words))
    if any(row["basis"] == "proposed" for row in shown):
        said.append(words.t("status_page.proposed_note"))
    items = [deadline_item(row, status.as_of, words) for row in shown]
    return listed("status-deadlines", words.t("status_page.deadlines"), items, said)


def more(rest: Sequence[Row], words: Words) -> str:
    """How many measures are not shown, and how many of them are behind; where none is, by when they are due."""
    behind = sum(is_behind(row) for row in rest)
    if behind:
        return words.t("status_page.deadlines_behind", count=len(rest), behind=behind)
    return words.t("status_page.deadlines_more", count=len(rest), date=max(row["due_on"] for row in rest))


def deadline_item(row: Row, as_of: date, words: Words) -> str:
    """One measure with something due: its sign, who answers for it, what, and when."""
    word = words.t(f"status.{row['status']}")
    role = capitalised(pick(row, "role") or words.t("actions_page.not_settled"))
    tag = ""
    if row["basis"] == "proposed":
        tag = f' <span class="status-tag">{escape(words.t("status_page.proposed"))}</span>'
    return (
        f"<li>{sign(row['status'], 16, word)}<b>{escape(role)}</b><div>{measure_link(row)}{what(row, words)}"
        f'<p class="status-second">{escape(when(row, as_of, words))}{tag}</p></div></li>'
    )


def what(row: Row, words: Words) -> str:
    """What is to be done: the next milestone, the period, or the units missing; empty where the name says it."""
    said = ""
    if is_behind(row):
        said = what_is_missing(row, words)
    elif pick(row, "step"):
        said = pick(row, "step")
    elif row["code"] is not None:
        said = period_name(row, words)
    elif row["missing_count"] and is_counted(row):
        said = missing(row["missing_count"], row, words)
    return f" · <span>{escape(said)}</span>" if said else ""


def when(row: Row, as_of: date, words: Words) -> str:
    """How long a measure that is behind is over; else its due date, how far away, and until when it still counts."""
    if is_behind(row):
        return days_over(row, as_of, words)
    due_on: date = row["due_on"]
    if row["closes_on"] is not None:
        return words.t("status_page.closes", date=due_on, closes=row["closes_on"])
    days = (due_on - as_of).days
    if days == 0:
        return words.t("status_page.due_today", date=due_on)
    key = "status_page.due_in" if days > 0 else "status_page.days_over"
    return words.t(key, date=due_on, count=abs(days))


def told(row: Row, as_of: date, words: Words) -> str:
    """A measure's line as sentences, for a slide: what is missing where it is behind, and when."""
    said = [what_is_missing(row, words)] if is_behind(row) else []
    return ". ".join(capitalised(part) for part in (*said, when(row, as_of, words)) if part)
