"""The sources on the data and method screen: how old each is, and what came of its last run, in words."""

import json
from collections.abc import Mapping, Sequence

from foundation.words import Words
from ui.data import Row
from ui.freshness import loaded
from ui.marks import sign
from ui.method import cells, heads, title
from ui.method_data import Method
from ui.page import escape

COLUMNS = ("source", "state", "age", "newest", "run")
SIGNS = {
    "fresh": "on_track",
    "partial": "delayed",
    "failed": "overdue",
    "stale": "no_data",
    "never": "no_data",
    "later": "not_started",
}


def sources(method: Method, words: Words) -> str:
    """The part about the sources: one row each."""
    if not method.sources:
        return title("sources", words.t("method_page.no_sources"), words)
    body = "".join(source_row(source, method, words) for source in method.sources)
    caption = escape(words.t("method_page.sources_caption", date=method.as_of))
    return (
        f"{title('sources', '', words)}"
        f'<table class="method-table method-sources"><caption>{caption}</caption>'
        f"{heads(COLUMNS, words)}<tbody>{body}</tbody></table>"
    )


def source_row(source: Row, method: Method, words: Words) -> str:
    """One source as a row: what it is, how it stands, how old it is, and its last run with what that noticed."""
    newest = source["newest_on"]
    found = {
        "state": state_cell(source["state"], words),
        "age": "<br>".join(escape(line) for line in age_said(source, words)),
        "newest": escape(words.date(newest) if newest else words.t("method_page.no_newest")),
        "run": run_cell(source, method, words),
    }
    return f'<tr><th scope="row">{name_cell(source, words)}</th>{cells(found, words)}</tr>'


def state_cell(state: str, words: Words) -> str:
    """How a source stands: a sign and its word."""
    return f'<span class="mark">{sign(SIGNS[state])}<span>{escape(words.t(f"method_page.state.{state}"))}</span></span>'


def name_cell(source: Row, words: Words) -> str:
    """What a source brings, its id, and whether it is invented."""
    invented = escape(words.t("method_page.invented"))
    tag = f' <span class="method-tag">{invented}</span>' if source["is_sample"] else ""
    kind = escape(words.t(f"frame.kind.{source['feeds']}"))
    return f'{kind}<br><span class="method-id">{escape(source["source_id"])}</span>{tag}'


def age_said(source: Row, words: Words) -> list[str]:
    """How long ago a source was read, and how old it may become."""
    days = source["age_days"]
    if days is None:
        said = words.t("method_page.age_later" if source["state"] == "later" else "method_page.age_never")
    elif days:
        said = words.t("method_page.age", count=int(days))
    else:
        said = words.t("method_page.age_today")
    return [said, words.t("method_page.age_limit", days=source["refresh_days"])]


def run_cell(source: Row, method: Method, words: Words) -> str:
    """The last run in words, what it noticed, and the way to what it rejected."""
    noticed = notes_said(method.warnings.get(source["source_id"], ()), words)
    notes = "".join(f"<li>{escape(note)}</li>" for note in noticed)
    label = escape(words.t("method_page.warnings"))
    listed = f'<p class="method-notes">{label}</p><ul>{notes}</ul>' if notes else ""
    link = escape(words.t("method_page.see_rejects"))
    rejects = f'<a href="#method-rejects">{link}</a>' if source["source_id"] in method.reject_counts else ""
    return f"<p>{escape(run_said(source, words))} {rejects}</p>{listed}"


def run_said(source: Row, words: Words) -> str:
    """What came of the last run that asked a source."""
    outcome = source["outcome"]
    if outcome is None:
        return words.t(
            "method_page.outcome_later" if source["state"] == "later" else "method_page.outcome_none"
        )
    counted = (
        outcome == "loaded" and source["feeds"] != "completion"
    )  # a row of figures may hold several values
    return words.t(
        "method_page.outcome_values" if counted else f"method_page.outcome.{outcome}",
        when=loaded({"last_loaded_on": source["asked_on"], "last_loaded_at": source["asked_at"]}, words),
        read=source["read_count"],
        accepted=source["accepted_count"],
        rejected=source["rejected_count"],
        reason=reason_said(source["error_code"], source["error_values"], words)
        if outcome == "failed"
        else "",
    )


def notes_said(warnings: Sequence[Row], words: Words) -> list[str]:
    """What a run noticed, a sentence each."""
    return [
        kept(note["code"], {"subject": note["subject"] or "", "count": int(note["row_count"] or 0)}, words)
        for note in warnings
    ]


def reason_said(code: str | None, values: str | None, words: Words) -> str:
    """Why a source could not be read: a kept text key, its values in JSON, as a sentence in the reader's language."""
    return kept(code or "", json.loads(values or "{}"), words)


def kept(code: str, values: Mapping[str, object], words: Words) -> str:
    """A sentence that a run kept by its key; one of another version of the texts is told by its key."""
    try:
        return words.t(code, **values)
    except (KeyError, IndexError, ValueError):
        return words.t("method_page.reason_unknown", code=code)
