"""Text files in any usual encoding, in two at once, cut short, and files that are no text at all."""

from pathlib import Path

import pytest

from foundation.errors import SourceError
from tests.etl.sources.conftest import Pull, Pulled

HEADINGS = "tiltak;dato;merknad\n"


def pulled(pull: Pull, folder: Path, content: bytes) -> Pulled:
    file = folder / "records.csv"
    file.write_bytes(content)
    return pull("completions_file", file)


def refused(pull: Pull, folder: Path, content: bytes) -> SourceError:
    with pytest.raises(SourceError) as raised:
        pulled(pull, folder, content)
    return raised.value


def test_lines_that_two_programs_have_written_are_each_read_in_their_own(pull: Pull, tmp_path: Path) -> None:
    content = (
        HEADINGS.encode()
        + "T1.I1;10.02.2026;Møte på Røros\n".encode()
        + "T1.I1;11.02.2026;Møte på Fåset\n".encode("cp1252")
    )
    read = pulled(pull, tmp_path, content)
    assert read.accepted("note") == [("Møte på Røros",), ("Møte på Fåset",)]
    assert read.notice("notice.two_encodings").row_count == 1


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_one_encoding_alone_is_nothing_to_tell(pull: Pull, tmp_path: Path, encoding: str) -> None:
    read = pulled(pull, tmp_path, (HEADINGS + "T1.I1;10.02.2026;på").encode(encoding))
    assert (read.accepted("note"), read.noticed()) == ([("på",)], set())


def test_a_letter_that_the_end_of_the_file_cuts_in_two_is_left_out(pull: Pull, tmp_path: Path) -> None:
    content = (HEADINGS + "T1.I1;10.02.2026;så\nT1.I1;11.02.2026;på").encode()
    assert pulled(pull, tmp_path, content[:-1]).accepted("note") == [("så",), ("p",)]


def test_excels_line_about_the_delimiter_is_no_heading(pull: Pull, tmp_path: Path) -> None:
    content = "sep=|\ntiltak|dato\nT1.I1|10.02.2026\n"
    assert pulled(pull, tmp_path, content.encode()).accepted("row_number") == [(3,)]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"PK\x03\x04" + bytes(200), "excel_as_csv"),
        (b"\xd0\xcf\x11\xe0" + bytes(200), "excel_as_csv"),
        (bytes(range(256)) * 40, "not_text"),
        (HEADINGS.encode() + b"T1.I1;10.02.2026;\x81\x8d\n", "not_text"),
        (b"\xff\xfe" + HEADINGS.encode("utf-16-le") + b"\x00", "not_text"),
        (b"\r\n <!DOCTYPE html>\n<html>", "html_for_csv"),
        (b'<?xml version="1.0"?>', "html_for_csv"),
    ],
)
def test_a_file_that_is_no_text_table_is_told_plainly_by_its_own_name(
    pull: Pull, tmp_path: Path, content: bytes, key: str
) -> None:
    error = refused(pull, tmp_path, content)
    assert (error.key, error.values["file"]) == (f"source.{key}", "records.csv")


def test_a_file_in_another_encoding_is_told_by_its_own_name(pull: Pull, tmp_path: Path) -> None:
    error = refused(pull, tmp_path, "by;vær\nRøros;sol\n".encode("utf-16"))
    assert (error.key, error.values["file"]) == ("source.no_heading", "records.csv")
