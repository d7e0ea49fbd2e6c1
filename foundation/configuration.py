"""What a municipality sets: config.toml, parsed once into frozen settings, all faults told at once."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from foundation.errors import ConfigurationError, Fault
from foundation.words import LANGUAGES

ROOT = Path(__file__).parent.parent
CONFIG_VARIABLE = "DASHBOARD_CONFIG"


@dataclass(frozen=True, slots=True)
class Organisation:
    """The municipality: its name, Statistics Norway's number, the language and the local day."""

    name: str
    municipality_number: str | None
    language: str
    timezone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Paths:
    """Absolute folders. `sample_register` holds invented additions to the register; None without sample data."""

    register: Path
    sample_register: Path | None
    raw: Path
    warehouse: Path


@dataclass(frozen=True, slots=True)
class Source:
    """One place that records or figures come from. `options` holds what only its kind knows."""

    id: str
    kind: str
    enabled: bool = True
    sample: bool = False
    refresh_days: int = 31
    measures: tuple[str, ...] = ()  # the measures it reports on; empty: all
    path: Path | None = None
    options: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """An option as text."""
        return str(self.options.get(name, default))

    def number(self, name: str, default: float) -> float:
        """An option as a number; the kind's own check has seen to it that it is one."""
        return float(str(self.options.get(name, default)))


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in config.toml."""

    file: Path
    organisation: Organisation
    paths: Paths
    sources: tuple[Source, ...]
    role_names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of source must have and may have, and which table it feeds."""

    feeds: str
    required: tuple[str, ...]
    optional: Mapping[str, type | tuple[type, ...]]
