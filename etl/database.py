"""Makes the database that a run publishes: built from all that has landed, or the published one taken on."""

from dataclasses import dataclass
from datetime import date

import duckdb

from etl.checks import check
from etl.register import Register
from foundation.configuration import Settings
from foundation.errors import BuildError
from warehouse.build import create_rules, create_tables, insert_rows
from warehouse.inputs import fingerprint, is_published
from warehouse.loading import load_landings, load_settings, reload_readings
from warehouse.publish import building, pointed_at


def lay_out(connection: duckdb.DuckDBPyConnection, register: Register, *, commented: bool = True) -> None:
    """The tables of the warehouse with the register in them, for a source to judge its rows against."""
    create_tables(connection, commented=commented)
    for table, rows in register.tables.items():
        insert_rows(connection, table, rows)


def build(settings: Settings, register: Register, today: date) -> None:
    """Build a new database from the register and all that has landed, and check it. Raises BuildError."""
    with building(settings.paths.warehouse) as connection:
        lay_out(connection, register)
        load_settings(connection, settings)
        load_landings(connection, settings)
        create_rules(connection)
        check(connection, today)


def renew(settings: Settings) -> None:
    """Take the published database on as the next one, with every reading there has been since."""
    folder = settings.paths.warehouse
    with building(folder, pointed_at(folder)) as connection:
        reload_readings(connection, settings)


@dataclass(slots=True)
class Making:
    """Makes the database of one run; `is_quiet` when no source had anything new for it.

    What is published is then taken on, if nothing else that a build is made from has changed either. Afterwards
    `made_from` tells what that was, and `is_renewed` whether it was taken on.
    """

    settings: Settings
    register: Register
    today: date
    is_quiet: bool
    made_from: str = ""
    is_renewed: bool = False

    def make(self) -> None:
        """Build, or renew. Raises BuildError."""
        folder = self.settings.paths.warehouse
        self.made_from = fingerprint(self.settings, self.today)
        self.is_renewed = self.is_quiet and is_published(folder, self.made_from)
        try:
            if self.is_renewed:
                renew(self.settings)
            else:
                build(self.settings, self.register, self.today)
        except duckdb.IOException as error:
            found = str(error).partition("\n")[0]
            raise BuildError("run_error.disk", file=str(folder), found=found) from error
