"""Looks at a file before it is read as an Excel workbook: refuses what only pretends to be one, or would swell."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

from foundation.errors import SourceError

MOST_INFLATED = 300_000_000  # bytes; a workbook within the size limit holds less
SUSPECT_INFLATED = (
    50_000_000  # from here on, so many times its own size is no sheet that a person filled in …
)
MOST_SWELLING = 200  # … for rows of real text swell ten to thirty times
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # .xls of before 2007, and every workbook with a password
MARKUP = re.compile(rb"[\xef\xbb\xbf\s]*<")
FORMULA = re.compile(rb"<(\w+:)?f[ >/]")
FORMULA_START = 40  # bytes that the start of a formula may take, so that none is missed between two chunks
CHUNK = 1 << 20
# What Python's zip reader raises on a damaged or hostile archive.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip


def look(file: Path) -> bool:
    """Whether any sheet of the workbook holds a formula. SourceError when the file is no workbook that can be read."""
    with file.open("rb") as read:
        start = read.read(CHUNK)
    if start.startswith(OLD_OR_LOCKED):
        raise SourceError("source.old_or_locked_excel", file=file.name)
    if MARKUP.match(start):
        raise SourceError("source.html_for_excel", file=file.name)
    if not start.startswith(b"PK"):
        is_text = b"\x00" not in start and re.search(rb"[;,\t|]", start)
        raise SourceError("source.csv_as_excel" if is_text else "source.broken_excel", file=file.name)
    try:
        with zipfile.ZipFile(file) as archive:
            refuse_swelling(archive, file)
            return inflate(archive, file)
    except BROKEN:
        raise SourceError("source.broken_excel", file=file.name) from None


def refuse_swelling(archive: zipfile.ZipFile, file: Path) -> None:
    """SourceError when the archive states sizes beyond all measure."""
    stated = sum(part.file_size for part in archive.infolist())
    swelling = stated / max(file.stat().st_size, 1)
    if stated > MOST_INFLATED or (stated > SUSPECT_INFLATED and swelling > MOST_SWELLING):
        raise SourceError("source.swelling_excel", file=file.name, size=stated / 1_000_000)


def inflate(archive: zipfile.ZipFile, file: Path) -> bool:
    """Inflate every part once, counting the real bytes; gives whether a sheet holds a formula."""
    count, has_formula = 0, False
    for part in archive.infolist():
        is_sheet = part.filename.startswith("xl/worksheets/")
        tail = b""
        with archive.open(part) as opened:
            while chunk := opened.read(CHUNK):
                count += len(chunk)
                if count > MOST_INFLATED:
                    raise SourceError("source.swelling_excel", file=file.name, size=count / 1_000_000)
                has_formula = has_formula or bool(is_sheet and FORMULA.search(tail + chunk))
                tail = chunk[-FORMULA_START:]
    return has_formula
