"""What the screen «Analyse» works with: the processes that answer, what is kept, and when the data was published."""

import logging
import re
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from analysis.answer import Answer
from analysis.sandbox import Job, Parameters, Sandbox, WhenDone
from analysis.store import Logged, Store
from foundation.configuration import Analysis
from foundation.errors import AnalysisError
from ui.access import visitor
from ui.data import settings

PUBLISHED = re.compile(r"-(\d{8}T\d{6})Z-")


def sandbox() -> Sandbox:
    """The processes that answer, shared by all who ask."""
    chosen = settings()
    return open_sandbox(chosen.paths.warehouse, chosen.analysis, str(chosen.organisation.timezone))


@st.cache_resource(max_entries=1, show_spinner=False, on_release=Sandbox.close)
def open_sandbox(folder: Path, limits: Analysis, timezone: str) -> Sandbox:
    """The processes on a warehouse's folder; ended when the configuration changes."""
    return Sandbox(folder, limits, timezone)


def store() -> Store:
    """What is kept: saved questions, and the log."""
    return Store(settings().analysis_folder)


def start(statement: str, parameters: Parameters) -> Job:
    """Begin to answer a statement of this visitor's; its outcome ends in the log."""
    return sandbox().start(statement, parameters, when_done=logger(statement, visitor().key))


def logger(statement: str, who: str) -> WhenDone:
    """What notes the outcome of a statement in the log. A log that cannot be written never costs an answer."""
    kept, limits, begun = store(), settings().analysis, now()

    def note(answer: Answer | None, error: AnalysisError | None) -> None:
        seconds = answer.seconds if answer else (now() - begun).total_seconds()
        outcome = "answered" if answer else error.key if error else ""
        logged = Logged(who, statement, len(answer.rows) if answer else 0, seconds, outcome)
        try:
            kept.log(logged, now(), limits.log_days, keep_text=limits.log_text)
        except AnalysisError as failed:
            logging.getLogger(__name__).error("the log of statements: %s", failed.values.get("found"))

    return note


def now() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)


def published_at(version: str) -> datetime | None:
    """When a published file was made, where the municipality is, as its name tells; None when it does not."""
    found = PUBLISHED.search(version)
    if not found:
        return None
    moment = datetime.strptime(found.group(1), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    return moment.astimezone(settings().organisation.timezone)
