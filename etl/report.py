"""Tells what a command did: a bar on a terminal, plain lines elsewhere, and the facts at the end."""

import json
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from foundation.errors import DashboardError, Fault, FaultyInputError, place_of
from foundation.words import Words

if TYPE_CHECKING:  # what only some commands use; status starts twice as fast without it
    from etl.raw import Reading
    from etl.run import Outcome, Rejected, Taken


def say(text: str, stream: TextIO | None = None) -> None:
    """Write one line to the reader; `stream` is standard output unless given."""
    print(text, file=stream or sys.stdout, flush=True)  # noqa: T201 - the terminal is this module's screen


class QuietProgress:
    """Says nothing while a run goes on."""

    def begin(self, source_id: str) -> None:
        """Say nothing."""

    def rows(self, count: int) -> None:
        """Say nothing."""

    def part(self, name: str, done: int, count: int) -> None:
        """Say nothing."""


class BarProgress:
    """A bar on a terminal: the source that is being read, rows so far, and the time it has taken."""

    def __init__(self, words: Words) -> None:
        # Imported here: a run without a terminal starts a tenth of a second sooner.
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self.words = words
        self.bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            transient=True,
        )
        self.task = self.bar.add_task("", total=None)

    def __enter__(self) -> "BarProgress":
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def begin(self, source_id: str) -> None:
        """Name the source that is being read."""
        self.source_id = source_id
        self.bar.reset(self.task, total=None, description=self.words.t("run.reading", source=source_id))

    def rows(self, count: int) -> None:
        """Show how many rows have been read from it."""
        text = self.words.t("run.reading_rows", source=self.source_id, rows=count)
        self.bar.update(self.task, description=text)

    def part(self, name: str, done: int, count: int) -> None:
        """Show how many of its parts are done."""
        text = self.words.t("run.reading_part", source=self.source_id, name=name, done=done, of=count)
        self.bar.update(self.task, description=text, completed=done, total=count)


def outcome_lines(words: Words, outcome: "Outcome") -> Iterable[str]:
    """What a run came to: per source its rows, rejects with reasons, warnings and newest date; then the file."""
    for taken in outcome.taken:
        yield from taken_lines(words, taken)
    yield words.t("run.published", version=outcome.version)
    for error in outcome.unwritten:
        yield words.t(error.key, **error.values)
    if not outcome.is_clean:
        yield words.t("run.not_clean")


def taken_lines(words: Words, taken: "Taken") -> Iterable[str]:
    """What came of one source."""
    reading = taken.reading
    if reading.outcome == "failed":
        yield words.t("run.failed", source=reading.source_id, reason=failure_text(words, reading))
        return
    yield words.t(
        "run.nothing_new"
        if reading.outcome == "unchanged" and not reading.accepted_count
        else f"run.{reading.outcome}",
        source=reading.source_id,
        file=reading.file_name,
        read=reading.read_count,
        accepted=reading.accepted_count,
        rejected=reading.rejected_count,
        newest=reading.newest_on or words.t("run.no_date"),
    )
    for reject in taken.rejects:
        yield "  " + reject_text(words, reading.file_name, reject)
    if reading.rejected_count > len(taken.rejects):
        yield "  " + words.t("run.more_rejects", count=reading.rejected_count - len(taken.rejects))
    for notice in reading.warnings:
        yield "  " + words.t(notice.code, subject=notice.subject or "", count=notice.row_count or 0)


def failure_text(words: Words, reading: "Reading") -> str:
    """Why a source could not be read, as a sentence."""
    return reason_text(words, reading.error_code or "", reading.error_values or "{}")


def reason_text(words: Words, code: str, values: str) -> str:
    """A kept reason, its values in JSON, as a sentence in the reader's language."""
    return words.t(code, **json.loads(values)) if words.has(code) else code


def reject_text(words: Words, file_name: str, reject: "Rejected") -> str:
    """A rejected row: where it stands, what was found, why, and what would have been right."""
    place = words.t(
        "run.reject_place",
        file=file_name,
        row=reject.row_number,
        column=reject.column_name or words.t("run.whole_row"),
        value=reject.value or "",
    )
    allowed = words.t("run.reject_allowed", allowed=reject.allowed) if reject.allowed else ""
    return f"{place} {words.t(reject.reason)}{allowed}"


def error_lines(words: Words, error: DashboardError) -> Iterable[str]:
    """An error as its sentence; with several faults, one line for each."""
    yield words.t(error.key, **error.values)
    if isinstance(error, FaultyInputError):
        for fault in error.faults:
            yield "  " + fault_text(words, fault)


def fault_text(words: Words, fault: Fault) -> str:
    """One fault: file and key, what was found, what is allowed."""
    where = f"{fault.file}: {fault.key}" if fault.key else fault.file
    return words.t("run.fault", where=where, found=fault.found, reason=words.t(fault.reason, **fault.values))


def unexpected_text(words: Words, error: BaseException) -> str:
    """A fault of ours as a sentence: its kind and where in the code."""
    return words.t("run_error.unexpected", kind=type(error).__name__, place=place_of(error))
