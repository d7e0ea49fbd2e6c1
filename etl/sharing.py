"""What a run does where several hosts share a lake: build from all that any of them landed, publish there first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import duckdb

from foundation.configuration import Settings
from foundation.errors import BuildError, LakeError
from warehouse.lake.connection import open_lake
from warehouse.lake.exchange import exchange
from warehouse.lake.layout import create_lake, enter, schema_of
from warehouse.lake.national import refresh_national
from warehouse.lake.publishing import offer
from warehouse.lake.upkeep import tidy
from warehouse.publish import BUILD, open_once, publish

TRIES = 20

Clock = Callable[[], datetime]


def take_part(settings: Settings) -> None:
    """Bring what other hosts have landed here, and what this one has to them; nothing without a lake.

    Raises LakeError when the lake does not answer.
    """
    if settings.paths.lake:
        with entered(settings, settings.paths.lake) as lake:
            exchange(lake, settings.paths.raw)


def publish_everywhere(settings: Settings, build: Callable[[], None], clock: Clock, today: date) -> str:
    """Build and publish: in the lake first, where there is one, then on this host; the name of the version.

    When another host lands or publishes meanwhile, what it landed is taken in and the database built again, so no
    publication leaves out what an earlier one had. Raises LakeError, or BuildError when others are always quicker.
    """
    paths = settings.paths
    if paths.lake is None:
        build()
        return publish(paths.warehouse, clock())
    with entered(settings, paths.lake) as lake:
        for _ in range(TRIES):
            exchange(lake, paths.raw)
            build()
            open_once(paths.warehouse / BUILD)
            version = offer(lake, paths.raw, paths.warehouse / BUILD, clock(), today)
            if version:
                return publish(paths.warehouse, clock(), version)
    raise BuildError("lake_error.busy", tries=TRIES)


def prepare_lake(settings: Settings, files: str | None) -> list[str]:
    """Make the lake where `files` tells of a place for it, lay out this municipality, and the views across; tidy up.

    Gives the numbers of all municipalities in it. Raises LakeError.
    """
    if settings.paths.lake is None:
        raise LakeError("lake_error.not_set")
    if files:
        create_lake(settings.paths.lake, files)
    with entered(settings, settings.paths.lake) as lake:
        tidy(lake)
        return refresh_national(lake)


@contextmanager
def entered(settings: Settings, address: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake with this municipality's schema as the current one."""
    lake = open_lake(address)
    try:
        enter(lake, schema_of(settings.organisation.municipality_number))
        yield lake
    finally:
        lake.close()
