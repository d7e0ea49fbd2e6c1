"""How old the numbers are: a line under every screen that opens to the sources, and a note where one is too old."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from foundation.words import Words
from ui.data import Row, rows, settings
from ui.page import escape
from ui.text import t

COLUMNS = ("source", "newest", "loaded", "state")


def read_sources(as_of: date) -> list[Row]:
    """The sources as they stood on a day, one row each."""
    return rows("frame_sources", as_of=as_of)


def source_note(source: Row) -> str:
    """What to know about one source before its numbers are read; empty while it is well."""
    name = t(f"frame.source.{source['feeds']}", id=source["source_id"])
    if source["last_loaded_on"] is None and source["last_outcome"] == "failed":
        return t("frame.never_failed", source=name)
    if source["last_loaded_on"] is None:
        return t("frame.never", source=name) if source["is_stale"] else ""
    if source["last_outcome"] == "failed":
        return t("frame.failed", source=name, date=source["last_loaded_on"])
    if source["last_outcome"] == "partial":
        return t("frame.partial", source=name, date=source["last_loaded_on"])
    return t("frame.stale", source=name, date=source["last_loaded_on"]) if source["is_stale"] else ""


def foot(sources: Sequence[Row], link: str, words: Words) -> str:
    """The line that says how fresh the numbers are; it opens to a table of the sources and a link to their query."""
    said = " · ".join(f'<span class="nowrap">{escape(part)}</span>' for part in summary(sources, words))
    heads = "".join(f'<th scope="col">{escape(words.t(f"frame.column_{name}"))}</th>' for name in COLUMNS)
    body = "".join(source_row(source, words) for source in sources)
    return (
        f'<footer class="frame-foot"><details>'
        f"<summary><b>{escape(words.t('frame.freshness'))}</b> {said}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{link}</details></footer>"
    )


def summary(sources: Sequence[Row], words: Words) -> list[str]:
    """The newest date of each kind of number, and when anything was last read; that no source is set up."""
    if not sources:
        return [words.t("frame.no_sources")]
    parts = []
    for feeds in sorted({source["feeds"] for source in sources}):
        newest = [
            source["newest_on"] for source in sources if source["feeds"] == feeds and source["newest_on"]
        ]
        key = "newest" if newest else "newest_none"
        parts.append(words.t(f"frame.{key}.{feeds}", date=max(newest, default="")))
    read = [source for source in sources if source["last_loaded_on"] is not None]
    if read:
        latest = max(read, key=lambda source: (source["last_loaded_on"], source["last_loaded_at"]))
        parts.append(words.t("frame.loaded_at", moment=loaded(latest, words)))
    return parts


def source_row(source: Row, words: Words) -> str:
    """One source: what it is, its newest date, when it was read, and whether that is recent enough."""
    kind, newest = words.t(f"frame.kind.{source['feeds']}"), source["newest_on"]
    cells = {
        "newest": words.date(newest) if newest else words.t("frame.none_yet"),
        "loaded": loaded(source, words),
        "state": source_state(source, words),
    }
    found = "".join(
        f'<td><span class="frame-column">{escape(words.t(f"frame.column_{name}"))}: </span>{escape(cell)}</td>'
        for name, cell in cells.items()
    )
    return f'<tr><th scope="row">{escape(kind)} <small>{escape(source["source_id"])}</small></th>{found}</tr>'


def loaded(source: Row, words: Words) -> str:
    """When a source was last read, in local time; the day alone where the delivery counts from an earlier day."""
    day: date | None = source["last_loaded_on"]
    if day is None:
        return words.t("frame.not_loaded")
    finished_at: datetime = source["last_loaded_at"]
    moment = finished_at.replace(tzinfo=UTC).astimezone(settings().organisation.timezone)
    return words.moment(moment) if moment.date() == day else words.date(day)


def source_state(source: Row, words: Words) -> str:
    """Whether a source is fresh, too old, never read, first read after the day, or failed the last time."""
    if source["last_outcome"] in ("failed", "partial"):
        return words.t(f"frame.state.{source['last_outcome']}")
    if source["last_loaded_on"] is None:
        return words.t(f"frame.state.{'never' if source['is_stale'] else 'later'}")
    key = "stale" if source["is_stale"] else "fresh"
    return words.t(f"frame.state.{key}", days=source["refresh_days"])
