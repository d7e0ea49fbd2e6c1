"""What a municipality sets: config.toml, parsed once into frozen settings."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from foundation.access import Access

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
    """Absolute folders. `sample_register` holds invented additions to the register; None without them.

    `lake` is where several hosts share what they land and publish, ducklake:postgres:…; then `warehouse` is this
    host's own copy. None where one machine does it all.
    """

    register: Path
    sample_register: Path | None
    raw: Path
    warehouse: Path
    lake: str | None = None

    @property
    def registers(self) -> tuple[Path, ...]:
        """The register's folders in reading order."""
        return (self.register,) if self.sample_register is None else (self.register, self.sample_register)


@dataclass(frozen=True, slots=True)
class EarlierDelivery:
    """A sample source's delivery of an earlier day, so that corrections and withdrawals can be shown."""

    path: Path
    delivered_on: date


@dataclass(frozen=True, slots=True)
class PageSetting:
    """A Facebook page by its id or user name. Without a municipality number it is the municipality's own."""

    id: str
    municipality_number: str | None = None


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
    delivered_on: date | None = None  # sample data only: the day its file counts as delivered
    history: tuple[EarlierDelivery, ...] = ()
    pages: tuple[PageSetting, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """An option as text."""
        return str(self.options.get(name, default))

    def number(self, name: str, default: float) -> float:
        """An option as a number; the configuration's check has seen to it that it is one."""
        return float(str(self.options.get(name, default)))

    @property
    def feeds(self) -> str:
        """The table that the source's rows end in: completion, metric_value or population."""
        return KINDS[self.kind].feeds


@dataclass(frozen=True, slots=True)
class Server:
    """What the server answers beside the screens: its metrics, and Streamlit's endpoints for agents. Both closed."""

    open_metrics: bool = False
    open_agent: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """The screen «Analyse»: what one statement may cost, how many processes answer, and what is kept of it."""

    seconds: float = 2.0  # after this a statement is stopped; half a second later its process is killed
    rows: int = 10_000  # the most rows of one answer
    memory_megabytes: int = 512  # what DuckDB may use in one process
    workers: int = 2  # processes kept ready
    most_workers: int = 8  # processes at once; who comes after them waits
    nice: int = (
        10  # how far they stand behind the screens for the processor, by Unix's measure; 0: beside them
    )
    start: str = "at_first_use"  # or with_server: the processes are ready before the first question
    folder: Path | None = (
        None  # where saved questions and the log lie; None: the folder analyse beside the warehouse's
    )
    log_days: int = 90  # how long the log of statements is kept; 0: no log
    log_text: bool = False  # whether the log keeps the statement's own text, too


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in config.toml. `role_names` are today's titles by role id."""

    file: Path
    organisation: Organisation
    paths: Paths
    sources: tuple[Source, ...]
    role_names: Mapping[str, str]
    server: Server = Server()
    analysis: Analysis = Analysis()
    access: Access = Access()

    @property
    def analysis_folder(self) -> Path:
        """Where saved questions and the log of statements lie: never in the warehouse, which each run replaces."""
        return self.analysis.folder or self.paths.warehouse.parent / "analyse"

    @property
    def enabled_sources(self) -> tuple[Source, ...]:
        """The sources that a run asks."""
        return tuple(source for source in self.sources if source.enabled)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: the table it feeds, and the options it must or may have."""

    feeds: str
    required: tuple[str, ...]
    optional: tuple[str, ...]


FILE_OPTIONS = ("sheet", "max_megabytes")
HTTP_OPTIONS = ("token_env", "timeout_seconds", "max_megabytes")
FACEBOOK_OPTIONS = (
    "api_version", "base_url", "response_rate", "dpia_on", "app_id_env", "app_secret_env", "timeout_seconds",
    "longest_wait_minutes",
)  # fmt: skip
KINDS: Mapping[str, Kind] = {
    "completions_file": Kind("completion", ("path",), (*FILE_OPTIONS, "delivery")),
    "completions_http": Kind("completion", ("url",), (*HTTP_OPTIONS, "delivery")),
    "page_figures_file": Kind("metric_value", ("path",), (*FILE_OPTIONS, "delivery")),
    "facebook_page": Kind("metric_value", ("page_id", "token_env"), FACEBOOK_OPTIONS),
    "ssb_population": Kind("population", ("municipality_numbers",), ("base_url", "timeout_seconds")),
}
OPTION_TYPES: Mapping[str, tuple[type, ...]] = {
    "path": (str,), "url": (str,), "sheet": (str,), "delivery": (str,), "token_env": (str,),
    "max_megabytes": (int, float), "timeout_seconds": (int, float), "longest_wait_minutes": (int, float),
    "page_id": (str, list), "api_version": (str,), "base_url": (str,), "response_rate": (str,), "dpia_on": (date,),
    "app_id_env": (str,), "app_secret_env": (str,), "municipality_numbers": (list,),
}  # fmt: skip
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "delivery": ("complete", "new_only"),
    "response_rate": ("none", "own_calculation"),
}


def configuration_file() -> Path:
    """The file to read: the one named in DASHBOARD_CONFIG, else config.toml beside dashboard.py."""
    return resolved(os.environ.get(CONFIG_VARIABLE) or str(ROOT / "config.toml"))


@cache
def resolved(named: str) -> Path:
    """A file's full path; asked for with every word on a screen, so the disk is asked once."""
    return Path(named).resolve()
