"""The register: what data/strategy says, checked as a whole and turned into rows of the warehouse."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl import register_checks, register_meaning, register_plans
from etl.register_checks import Rows
from etl.register_files import Entry, nearest, read_folder
from etl.register_rows import PlacedRow, RowReader
from etl.register_shape import NEEDED_SECTIONS, TABLES, read_shape
from foundation.errors import Fault, RegisterError
from warehouse.build import Row

Check = Callable[[Rows], Iterator[Fault]]

# Those that hold for one value at a time stand first; the rest ask what the rows mean together.
CHECKS: Sequence[Check] = (
    register_checks.wrong_identities,
    register_checks.duplicates,
    register_checks.values_not_allowed,
    register_checks.unknown_references,
    register_checks.unmet_conditions,
    register_checks.backward_days,
    register_meaning.unclear_responsibility,
    register_meaning.different_wordings,
    register_meaning.orphaned_passages,
    register_meaning.misplaced_milestones,
    register_meaning.undated_units,
    register_meaning.odd_metrics,
    register_meaning.odd_platform_names,
    register_meaning.odd_targets,
    register_meaning.overlapping_versions,
    register_plans.unfit_plans,
    register_plans.unplanned_milestones,
    register_plans.impossible_periods,
    register_plans.colliding_periods,
)
# The order in the files is the order in the strategy: (table, column that counts, within these, of these).
COUNTED = (
    ("goal", "position", (), "goal_id"),
    ("approach", "position", ("goal_id",), "approach_id"),
    ("measure", "position", (), "measure_id"),
    ("measure_channel", "position", ("measure_id",), "channel_id"),
    ("measure_role", "position", ("measure_id",), "role_id"),
    ("passage", "position", ("kind", "parent_id"), "passage_id"),
    ("milestone", "position", ("measure_id",), "milestone_id"),
    ("metric", "position", (), "metric_id"),
    ("channel", "richness_rank", (), "channel_id"),
)


@dataclass(frozen=True, slots=True)
class Register:
    """The register's rows by table, with the columns of the schema; every table is there, if empty."""

    tables: Mapping[str, Sequence[Row]]


def read_register(folders: Sequence[Path], role_names: Mapping[str, str]) -> Register:
    """The register in these folders; a record of a later folder replaces the one with its id, or adds to them.

    `role_names` are today's titles by role id; they replace name_nb. Raises RegisterError with every fault.
    """
    entries, faults = read_entries(folders)
    is_readable = not faults
    reader = RowReader(read_shape())
    for entry in entries:
        reader.read(entry)
    rows = {table: [row for row in reader.rows if row.table == table] for table in TABLES}
    faults += reader.faults
    if is_readable:
        faults += missing_sections(rows, folders)
        faults += [fault for check in CHECKS for fault in check(rows)]
    faults += name_roles(rows["role"], role_names)
    if faults:
        folder = ", ".join(str(folder) for folder in folders)
        raise RegisterError("register.wrong", told_once(faults), folder=folder)
    count_positions(rows)
    return Register({table: [row.values for row in placed] for table, placed in rows.items()})


def read_entries(folders: Sequence[Path]) -> tuple[list[Entry], list[Fault]]:
    """The entries of all folders, later ones in place of earlier ones with their id; and unreadable files."""
    faults: list[Fault] = []
    merged: dict[tuple[str, str], list[Entry]] = {}
    for folder in folders:
        reading = read_folder(folder)
        faults += reading.faults
        grouped: dict[tuple[str, str], list[Entry]] = {}
        for entry in reading.entries:
            grouped.setdefault(entry.group, []).append(entry)
        merged |= grouped
    return [entry for entries in merged.values() for entry in entries], faults


def missing_sections(rows: Rows, folders: Sequence[Path]) -> Iterator[Fault]:
    """A register has at least goals, measures, channels and roles."""
    for section in NEEDED_SECTIONS:
        if not rows[section]:
            values: dict[str, object] = {"allowed": f"[[{section}]]"}
            yield Fault(str(folders[0]), section, "", "register.nothing_of", values)


def name_roles(roles: Iterable[PlacedRow], role_names: Mapping[str, str]) -> Iterator[Fault]:
    """Put today's titles in place of the register's; a fault for a title of a role that is not there."""
    known = {str(row.values["role_id"]): row for row in roles}
    for role_id, name in role_names.items():
        if role_id in known:
            known[role_id].values["name_nb"] = name
        else:
            values: dict[str, object] = {"section": "role", "allowed": nearest(role_id, sorted(known))}
            yield Fault("config.toml", f"roles.{role_id}", role_id, "register.unknown_reference", values)


def count_positions(rows: Rows) -> None:
    """Number the rows in the order of the files, from 1; versions of one thing share a number."""
    for table, column, within, identity in COUNTED:
        counted: dict[tuple[object, ...], dict[object, int]] = {}
        for row in rows[table]:
            places = counted.setdefault(tuple(row.values[name] for name in within), {})
            row.values[column] = places.setdefault(row.values[identity], len(places) + 1)


def told_once(faults: Iterable[Fault]) -> list[Fault]:
    """The faults in their order, none of them twice: a list of channels shares what is wrong with its line."""
    told: list[Fault] = []
    for fault in faults:
        if fault not in told:
            told.append(fault)
    return told
