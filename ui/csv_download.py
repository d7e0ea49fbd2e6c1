"""Writes tables as CSV files that a Norwegian Excel opens right, and in which no cell can run."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from foundation.words import Words

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads æ, ø and å as something else
MIME = "text/csv"
# What a spreadsheet takes for a formula, or skips before one; the wide forms are read as the plain ones.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[object]], words: Words) -> bytes:
    """The file's bytes: UTF-8 with byte order mark, `;` between cells, a heading and one line per row.

    Numbers have a decimal comma in every language (the separator goes with the machine's Excel, not with the reader's
    words) and no thousands apart; dates and yes or no follow `words`; None is an empty cell.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([disarmed(heading) for heading in headings])
    writer.writerows([[cell(value, words) for value in row] for row in rows])
    return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def cell(value: object, words: Words) -> str:
    """A value as it stands in the file. Only text can be taken for a formula; a negative number cannot."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.t("csv_download.yes" if value else "csv_download.no")
    if isinstance(value, int | float | Decimal):
        return (f"{value:f}" if isinstance(value, Decimal) else str(value)).replace(".", ",")
    return disarmed(words.form(value) if isinstance(value, date) else str(value))


def disarmed(text: str) -> str:
    """Text that a spreadsheet shows as it is: what it would run as a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
