"""Tells how fresh each source is, from the published database."""

from datetime import datetime

from etl.report import reason_text
from foundation.configuration import Settings
from foundation.words import Words
from warehouse.read import Reader


def report(settings: Settings, words: Words, now: datetime) -> tuple[list[str], bool]:
    """One line per source with its newest date and last reading, and whether all are fresh and well.

    `now` is UTC. Raises NothingPublishedError before the first run.
    """
    today = now.astimezone(settings.organisation.timezone).date()
    reader = Reader(settings.paths.warehouse)
    try:
        found = reader.query("source_freshness", {"as_of": today})
        lines = [words.t("state.published", version=reader.current())]
    finally:
        reader.close()
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    lines += [source_line(row, words) for row in rows]
    return lines, all(row["last_outcome"] in ("loaded", "unchanged") and not row["is_stale"] for row in rows)


def source_line(row: dict[str, object], words: Words) -> str:
    """One source: newest date, when it was last read, and what is wrong, if anything."""
    if row["last_outcome"] is None:
        return words.t("state.never_read", source=row["source_id"])
    line = words.t(
        "state.stale" if row["is_stale"] else "state.fresh",
        source=row["source_id"],
        newest=row["newest_on"] or words.t("run.no_date"),
        loaded=row["last_loaded_on"] or words.t("run.no_date"),
        days=row["refresh_days"],
        rows=row["row_count"],
    )
    if row["last_outcome"] == "failed":
        reason = reason_text(words, str(row["error_code"]), str(row["error_values"]))
        line += " " + words.t("state.last_failed", reason=reason)
    if row["last_outcome"] == "partial":
        line += " " + words.t("state.last_partial")
    return line
