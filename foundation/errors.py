"""The one tree of errors, drawn here. Each carries the key of its sentence, never the sentence.

DashboardError
├── FaultyInputError            several faults at once, each with file, key, value and what is allowed
│   ├── ConfigurationError      config.toml, or the call itself
│   └── RegisterError           the files in data/strategy
├── SourceError                 one source could not be read; the others go on
├── BuildError                  a new database could not be built or failed its checks
├── AlreadyRunningError         another run holds the lock
├── LakeError                   the lake that hosts share does not answer, or cannot be used from here
├── ExportError                 a file for analysts could not be renewed; what is published stands
├── WarehouseError              the published database cannot be read
│   └── NothingPublishedError   no run has published yet
└── AnalysisError               a statement of an analyst gave no answer
    ├── RefusedError            it asks for something that is not to be had here
    ├── StatementError          the engine does not understand it; line, column and the engine's own words
    └── StoppedError            it was ended: cancelled, too slow, too large, or nobody was free to answer
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


class DashboardError(Exception):
    """Anything that a reader is told about; `key` names the sentence in ui/texts, `values` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file the municipality writes: where, what was found, what is allowed."""

    file: str
    key: str
    found: str
    reason: str  # text key, fault.…
    values: dict[str, object] = field(default_factory=dict)


class FaultyInputError(DashboardError):
    """Several faults, all of them told at once."""

    def __init__(self, key: str, faults: Sequence[Fault], **values: object) -> None:
        super().__init__(key, count=len(faults), **values)
        self.faults = tuple(faults)


class ConfigurationError(FaultyInputError):
    """config.toml or the call itself is wrong."""


class RegisterError(FaultyInputError):
    """The register in data/strategy is wrong."""


class SourceError(DashboardError):
    """One source could not be read."""


class BuildError(DashboardError):
    """A new database could not be built, or failed its checks."""


class AlreadyRunningError(DashboardError):
    """Another run holds the lock."""


class LakeError(DashboardError):
    """The lake that hosts share does not answer, or cannot be used from here."""


class ExportError(DashboardError):
    """A file for analysts could not be renewed; what is published stands."""


class WarehouseError(DashboardError):
    """The published database cannot be read."""


class NothingPublishedError(WarehouseError):
    """No run has published a database yet."""


class AnalysisError(DashboardError):
    """A statement of an analyst gave no answer."""


class RefusedError(AnalysisError):
    """The statement asks for something that is not to be had here; nothing was run."""


class StatementError(AnalysisError):
    """The engine does not understand the statement. Values: line and column from 1 (0: not told), found, hint."""


class StoppedError(AnalysisError):
    """The statement was ended before it had answered."""


def place_of(error: BaseException) -> str:
    """Where in the code an error was raised, file and line. Its text may hold data, so it is not told."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
