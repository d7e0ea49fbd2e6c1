"""Tries everything a run needs before it is needed: configuration, register, folders, and each source."""

import os
from pathlib import Path

from etl.run import prepared_register
from etl.sources import CHECKS
from foundation.configuration import Settings, Source
from foundation.errors import SourceError
from foundation.words import Words


def preflight(settings: Settings, words: Words) -> tuple[list[str], bool]:
    """One line per thing that was tried, and whether all is well.

    Raises ConfigurationError or RegisterError with every fault. Nothing is landed or published.
    """
    register = prepared_register(settings)
    lines = [
        words.t("check.configuration", file=str(settings.file), count=len(settings.enabled_sources)),
        words.t("check.register", count=len(register.tables["measure"]), goals=len(register.tables["goal"])),
    ]
    tried = [folder_line(path, words) for path in (settings.paths.raw, settings.paths.warehouse)]
    tried += [source_line(source, words) for source in settings.enabled_sources]
    return lines + [line for line, _ in tried], all(is_well for _, is_well in tried)


def folder_line(folder: Path, words: Words) -> tuple[str, bool]:
    """Whether a run may write in a folder, or make it where it is not there yet."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    is_well = existing.is_dir() and os.access(existing, os.W_OK)
    return words.t("check.folder" if is_well else "check.folder_closed", folder=str(folder)), is_well


def source_line(source: Source, words: Words) -> tuple[str, bool]:
    """Whether a source answers."""
    try:
        CHECKS[source.kind](source)
    except SourceError as error:
        return words.t(
            "check.source_fails", source=source.id, reason=words.t(error.key, **error.values)
        ), False
    return words.t("check.source", source=source.id), True
