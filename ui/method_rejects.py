"""The rejected rows on the data and method screen: where each stands, its value, why, and what is right there."""

from collections.abc import Sequence

from foundation.words import Words
from ui.csv_download import csv_bytes
from ui.data import Row
from ui.method import cells, heads, title
from ui.method_data import ALL, FIRST_SHOWN, MOST_SHOWN, Method
from ui.page import escape

COLUMNS = ("file", "row", "column", "value", "reason", "allowed")
FILE_COLUMNS = ("source", *COLUMNS, "invented")


def rejects_title(method: Method, words: Words) -> str:
    """The heading, what rejected rows are, and what to do about them."""
    if not method.reject_count:
        return title("rejects", words.t("method_page.rejects_none"), words)
    invented = {str(source["source_id"]) for source in method.sources if source["is_sample"]}
    is_sample = set(method.reject_counts) <= invented
    said = [words.t("method_page.rejects_intro"), words.t("method_page.rejects_sample") if is_sample else ""]
    return title("rejects", " ".join(said).rstrip(), words)


def source_choices(method: Method, words: Words) -> dict[str, str]:
    """The sources that rejected rows come from, each with how many."""
    every = words.t("method_page.all_sources", number=method.reject_count)
    return {ALL: every} | {
        source: words.t("method_page.one_source", source=source, number=count)
        for source, count in method.reject_counts.items()
    }


def row_choices(total: int, words: Words) -> dict[str, str]:
    """How many of the rows to show: the first, or all that a screen can hold."""
    key = "method_page.rows_all" if total <= MOST_SHOWN else "method_page.rows_most"
    most = words.t(key, number=min(total, MOST_SHOWN))
    return {"first": words.t("method_page.rows_first", number=FIRST_SHOWN), ALL: most}


def rejects_table(found: Sequence[Row], total: int, words: Words) -> str:
    """The rows as a table, and how many there are of them."""
    caption = (
        words.t("method_page.rejects_cut", shown=len(found), total=total)
        if len(found) < total
        else words.t("method_page.rejects_caption", count=total)
    )
    body = "".join(reject_row(row, words) for row in found)
    return (
        f'<table class="method-table method-rejects"><caption>{escape(caption)}</caption>'
        f"{heads(COLUMNS, words)}<tbody>{body}</tbody></table>"
    )


def reject_row(row: Row, words: Words) -> str:
    """One rejected row."""
    quiet = '<span class="method-quiet">{}</span>'
    value, allowed = row["value"], row["allowed"]
    found = {
        "row": escape(row["row_number"]),
        "column": escape(column_said(row, words)),
        "value": f"«{escape(value)}»" if value else quiet.format(escape(words.t("method_page.empty_value"))),
        "reason": escape(reason_said(row, words)),
        "allowed": escape(allowed) if allowed else quiet.format(escape(words.t("method_page.no_allowed"))),
    }
    return f'<tr><th scope="row">{escape(row["file_name"])}</th>{cells(found, words)}</tr>'


def column_said(row: Row, words: Words) -> str:
    """The column that is wrong, or that the whole row is."""
    return str(row["column_name"] or words.t("run.whole_row"))


def reason_said(row: Row, words: Words) -> str:
    """Why a row was rejected, as a sentence; a reason of another version of the texts is told by its key."""
    reason = row["reason"]
    said = words.t(reason) if words.has(reason) else words.t("method_page.reason_unknown", code=reason)
    return said[0].upper() + said[1:]


def rejects_file(found: Sequence[Row], words: Words) -> bytes:
    """The rows as a CSV file, each with its source and whether that is invented."""
    headings = [words.t("method_page.column_" + name) for name in FILE_COLUMNS]
    lines = [
        (
            row["source_id"], row["file_name"], row["row_number"], column_said(row, words), row["value"],
            reason_said(row, words), row["allowed"], row["is_sample"],
        )
        for row in found
    ]  # fmt: skip
    return csv_bytes(headings, lines, words)
