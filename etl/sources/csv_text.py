"""Finds out how a text file is encoded, and gives it as UTF-8 without a byte-order mark."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from foundation.errors import SourceError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
CHUNK = 1 << 20


def as_utf8(file: Path, folder: Path) -> tuple[Path, int]:
    """The file as UTF-8, itself when it is so already, else a copy; and how many lines were in another encoding.

    A file without a mark is UTF-8, Windows-1252, or some lines of each, as when two programs have written in it;
    only then are there lines to count. SourceError when it is none of them.
    """
    with file.open("rb") as opened:
        start = opened.read(CHUNK)
    if start.startswith(WORKBOOK):
        raise SourceError("source.excel_as_csv", file=file.name)
    marked = next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), None)
    if marked is None and b"\x00" in start:
        raise SourceError("source.not_text", file=file.name)
    if marked is None and is_utf8(file):
        return file, 0
    copy = folder / "utf8" / file.name
    copy.parent.mkdir(exist_ok=True)
    try:
        return copy, transcode(file, marked, copy) if marked else sort_out(file, copy)
    except UnicodeError:
        raise SourceError("source.not_text", file=file.name) from None


def is_utf8(file: Path) -> bool:
    """Whether the whole file reads as UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open("rb") as opened:
            while chunk := opened.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def transcode(file: Path, encoding: str, copy: Path) -> int:
    """Write a file whose mark tells its encoding as UTF-8; no line of it is in another."""
    with file.open(encoding=encoding, newline="") as read, written_utf8(copy) as written:
        while chunk := read.read(CHUNK):
            written.write(chunk)
    return 0


def sort_out(file: Path, copy: Path) -> int:
    """Write a file without a mark as UTF-8, line by line; gives the lines in Windows-1252 if others are UTF-8.

    A letter that the end of a UTF-8 file cuts in two is left out.
    """
    utf8_count = other_count = 0
    with written_utf8(copy) as written:
        for line in lines_of(file):
            try:
                text = line.decode("utf-8")
                utf8_count += not line.isascii()
            except UnicodeDecodeError as error:
                is_cut = error.reason == "unexpected end of data" and utf8_count and not other_count
                text = line[: error.start].decode("utf-8") if is_cut else line.decode("cp1252")
                other_count += not is_cut
            written.write(text)
    return other_count if utf8_count else 0


def written_utf8(copy: Path) -> TextIO:
    """A new file to write text to, line ends as they are."""
    return copy.open("w", encoding="utf-8", newline="")


def lines_of(file: Path) -> Iterator[bytes]:
    """The lines of a file, a very long one in pieces."""
    with file.open("rb") as opened:
        while line := opened.readline(CHUNK):
            yield line
