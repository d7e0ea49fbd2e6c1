"""Tries everything a run needs before it is needed: configuration, register, folders, and each source."""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from etl.check_table import Row
from etl.register import Register
from etl.run import prepared_register
from etl.sources import CHECKS
from foundation.configuration import Settings, Source
from foundation.errors import SourceError
from foundation.words import Words

NO_SOURCE = "–"


def preflight(settings: Settings, words: Words, now: datetime) -> list[Row]:
    """A row for each thing that was tried; nothing is landed or published.

    Raises ConfigurationError or RegisterError with every fault.
    """
    register = prepared_register(settings)
    rows = [configuration_row(settings, words), register_row(register, words)]
    rows += [folder_row(path, words) for path in (settings.paths.raw, settings.paths.warehouse)]
    for source in settings.enabled_sources:
        if source.kind == "facebook_page":
            rows += facebook_rows(source, settings, register, words, now)
        else:
            rows.append(source_row(source, words))
    return rows


def configuration_row(settings: Settings, words: Words) -> Row:
    """That the configuration can be read, and how many sources it switches on."""
    found = words.t("check.sources", file=str(settings.file), count=len(settings.enabled_sources))
    return Row("well", NO_SOURCE, words.t("check.configuration"), found)


def register_row(register: Register, words: Words) -> Row:
    """That the register can be read, and what it holds."""
    tables = register.tables
    found = words.t("check.goals_and_measures", count=len(tables["measure"]), goals=len(tables["goal"]))
    return Row("well", NO_SOURCE, words.t("check.register"), found)


def folder_row(folder: Path, words: Words) -> Row:
    """Whether a run may write in a folder, or make it where it is not there yet."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    what = words.t("check.folder", folder=str(folder))
    if existing.is_dir() and os.access(existing, os.W_OK):
        return Row("well", NO_SOURCE, what, words.t("check.folder_open"))
    return Row("failed", NO_SOURCE, what, words.t("check.folder_closed"), words.t("check.folder_do"))


def source_row(source: Source, words: Words) -> Row:
    """Whether a source answers."""
    what = words.t("check.answer")
    try:
        CHECKS[source.kind](source)
    except SourceError as error:
        return Row("failed", source.id, what, words.t("check.silent"), words.t(error.key, **error.values))
    return Row("well", source.id, what, words.t("check.answers"))


def facebook_rows(
    source: Source, settings: Settings, register: Register, words: Words, now: datetime
) -> Iterable[Row]:
    """The rows of Facebook pages."""
    from etl.sources.facebook.preflight import try_pages  # here: others have no use for an HTTP client
    from etl.sources.facebook.trying import Trying

    here = settings.organisation
    return try_pages(
        Trying(
            source, words, now.astimezone(here.timezone), here.municipality_number, register.tables["metric"]
        )
    )
