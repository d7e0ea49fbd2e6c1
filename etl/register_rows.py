"""Turns entries into typed rows of the schema's tables, each with its way back to what was written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from etl.register_files import Entry, nearest
from etl.register_periods import periods_of
from etl.register_shape import COMPUTED, DEFAULTS, SECTIONS, SHORTHANDS, Nested, Shape
from etl.register_values import READERS, typed
from foundation.errors import Fault

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Written:
    """One row as written: in which entry, for which table, and how its columns are named there.

    `prefix` and `names` lead from a column to the key: channels[1]., {"channel_id": "channel_ids"}.
    """

    entry: Entry
    table: str
    fields: Fields
    prefix: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def key(self, column: str) -> str:
        """The key that a column is written under, seen from the entry."""
        return self.prefix + self.names.get(column, column) if column else self.prefix.rstrip(".")

    @property
    def inherited(self) -> str:
        """The column that a row inside an entry has from it; empty for the entry's own row."""
        return "" if self.table == self.entry.section else f"{self.entry.section}_id"


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of a table and where it was written. `faulty` names the columns already told about."""

    written: Written
    values: dict[str, object]
    faulty: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        """The table it belongs to."""
        return self.written.table

    def fault(self, column: str, reason: str, **values: object) -> Fault:
        """A fault in one of its columns."""
        return self.written.entry.fault(self.written.key(column), self.values.get(column), reason, **values)


@dataclass(slots=True)
class RowReader:
    """Reads entries into rows; `faults` holds what is wrong with them."""

    shape: Shape
    rows: list[PlacedRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    told_columns: set[tuple[str, str]] = field(default_factory=set)

    def read(self, entry: Entry) -> None:
        """Add the rows of one entry: its own, then those written inside it."""
        self.add(Written(entry, entry.section, entry.fields))
        for nested in SECTIONS[entry.section]:
            for written in self.written_inside(entry, nested):
                self.add(written)
        if entry.section == "plan":
            self.add_short_periods(entry)
        if entry.section == "measure":
            self.appoint(entry)

    def add(self, written: Written) -> PlacedRow:
        """Add one row, every value in its column's type; what is wrong with it becomes faults."""
        given = (*COMPUTED, written.inherited)
        columns = [name for name in self.shape[written.table] if name not in given]
        self.check_keys(written, columns)
        values: dict[str, object] = dict.fromkeys(self.shape[written.table])
        faulty = {name for name in columns if not self.take(written, name, values)}
        if written.inherited:
            values[written.inherited] = written.entry.identity
        self.rows.append(PlacedRow(written, values, frozenset(faulty)))
        return self.rows[-1]

    def check_keys(self, written: Written, columns: Sequence[str]) -> None:
        """A fault for each key that the register does not know; once for a column of a CSV file."""
        entry = written.entry
        inside = () if written.inherited else keys_inside(entry.section)
        for key in written.fields:
            if key in columns or key in inside or (entry.file, key) in self.told_columns:
                continue
            allowed = nearest(key, [*columns, *inside])
            self.faults.append(entry.fault(written.prefix + key, key, "unknown_key", allowed=allowed))
            if entry.heading:
                self.told_columns.add((entry.file, key))

    def take(self, written: Written, name: str, values: dict[str, object]) -> bool:
        """Put one value into a row; False when it is missing or of the wrong type."""
        column = self.shape[written.table][name]
        value = written.fields.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            values[name] = DEFAULTS.get((written.table, name))
            if values[name] is None and column.is_needed:
                self.tell_missing(written, name)
                return False
            return True
        try:
            values[name] = typed(value, column.type, is_csv=bool(written.entry.heading))
        except ValueError:
            reason = READERS[column.type][1]
            self.faults.append(written.entry.fault(written.key(name), value, reason))
            return False
        return True

    def tell_missing(self, written: Written, name: str) -> None:
        """A fault for a value that must be there; once when a whole CSV column is missing."""
        entry = written.entry
        if not entry.heading or name in entry.heading:
            self.faults.append(entry.fault(written.key(name), "", "missing"))
        elif (entry.file, name) not in self.told_columns:
            self.told_columns.add((entry.file, name))
            self.faults.append(Fault(entry.file, name, "", "register.missing_column"))

    def written_inside(self, entry: Entry, nested: Nested) -> Iterator[Written]:
        """The rows written inside an entry under one key."""
        if nested.key not in entry.fields:
            return
        content = entry.fields[nested.key]
        if nested.column and not nested.many:
            names = {nested.column: nested.key}
            for item in self.listed(entry, nested.key, content):
                yield Written(entry, nested.table, {nested.column: item}, "", names)
        elif isinstance(content, list) and all(isinstance(record, dict) for record in content):
            for number, record in enumerate(content, 1):
                yield from self.written_in(entry, nested, f"{nested.key}[{number}].", record)
        else:
            allowed = f"[[{entry.section}.{nested.key}]]"
            self.faults.append(entry.fault(nested.key, content, "not_records", allowed=allowed))

    def written_in(self, entry: Entry, nested: Nested, prefix: str, record: Fields) -> Iterator[Written]:
        """The rows that one record inside an entry stands for: itself, or one for each item of its list."""
        if not nested.many:
            yield Written(entry, nested.table, record, prefix)
            return
        rest = {key: value for key, value in record.items() if key != nested.many}
        for item in self.listed(entry, prefix + nested.many, record.get(nested.many)):
            fields = {**rest, nested.column: item}
            yield Written(entry, nested.table, fields, prefix, {nested.column: nested.many})

    def listed(self, entry: Entry, key: str, content: object) -> list[str]:
        """A list of names, empty with a fault when it is none."""
        if isinstance(content, list) and content and all(isinstance(item, str) for item in content):
            return [item.strip() for item in content]
        self.faults.append(entry.fault(key, content, "wrong_list"))
        return []

    def add_short_periods(self, entry: Entry) -> None:
        """Add the periods that a plan's `every` stands for."""
        periods, faults = periods_of(entry)
        self.faults.extend(faults)
        for period in periods:
            self.add(Written(entry, "plan_period", period, "", dict.fromkeys(period, "every")))

    def appoint(self, entry: Entry) -> None:
        """Mark the role that answers for a measure; a role that the strategy does not name is proposed."""
        accountable = entry.fields.get("accountable")
        named = [row for row in self.rows if row.written.entry is entry and row.table == "measure_role"]
        for row in named:
            row.values["is_accountable"] = row.values["role_id"] == accountable
        if accountable is None or any(row.values["is_accountable"] for row in named):
            return
        if not isinstance(accountable, str):
            self.faults.append(entry.fault("accountable", accountable, "wrong_text"))
            return
        proposed = {"role_id": accountable, "confidence": "proposed"}
        row = self.add(Written(entry, "measure_role", proposed, "", {"role_id": "accountable"}))
        row.values["is_accountable"] = True


def keys_inside(section: str) -> list[str]:
    """The keys of a section that are no columns: records inside it, and shorthands."""
    return [*(nested.key for nested in SECTIONS[section]), *SHORTHANDS.get(section, ())]
