"""Checks that hold for any table of the register: ids, duplicates, allowed values, references, conditions."""

import re
from collections.abc import Iterator, Mapping, Sequence

from etl.register_files import nearest
from etl.register_rows import PlacedRow
from etl.register_shape import (
    ALLOWED,
    EVENT_UNIT_KINDS,
    IDENTITIES,
    RANGES,
    SECTIONS,
    reference_of,
)
from foundation.errors import Fault

Rows = Mapping[str, Sequence[PlacedRow]]

# An id stands in web addresses and in what the sources deliver, so it is letters, digits, _ . and - only.
PLAIN_ID = re.compile(r"[\w.-]+")
PLAIN_CODE = re.compile(r"[A-Za-z0-9]{0,4}")
# (table, column, condition, values): the column must have a value when the condition has one of these …
NEEDED_WHEN = (
    ("measure", "unit_kind", "kind", ("coverage",)),
    ("measure", "metric_id", "kind", ("continuous",)),
    ("passage", "parent_id", "kind", ("behaviour", "segment")),
    ("plan", "quote_nb", "basis", ("stated",)),
    ("plan", "decided_on", "basis", ("decided",)),
    ("plan", "decided_by_role_id", "basis", ("decided",)),
    ("target", "decided_on", "basis", ("decided",)),
    ("target", "decided_by_role_id", "basis", ("decided",)),
    ("target", "baseline_value", "kind", ("increase", "decrease")),
    ("target", "baseline_on", "kind", ("increase", "decrease")),
    ("target", "due_on", "kind", ("increase", "decrease")),
    ("unit", "occurs_on", "unit_kind", ("council_meeting",)),
)
# … and must not have one otherwise.
ONLY_WHEN = (
    *(condition for condition in NEEDED_WHEN if condition[1] not in ("occurs_on", "decided_on")),
    ("unit", "occurs_on", "unit_kind", EVENT_UNIT_KINDS),
)
# Days that must not come in the wrong order.
ORDERED = (
    ("plan", "valid_from", "valid_to"),
    ("unit", "valid_from", "valid_to"),
    ("unit", "valid_from", "occurs_on"),
    ("metric", "valid_from", "valid_to"),
    ("target", "valid_from", "valid_to"),
    ("target", "baseline_on", "due_on"),
)


def wrong_identities(rows: Rows) -> Iterator[Fault]:
    """Ids are plain."""
    for section in SECTIONS:
        for row in rows[section]:
            column = f"{section}_id"
            if column not in row.faulty and not PLAIN_ID.fullmatch(str(row.values[column])):
                yield row.fault(column, "plain_id")
    for row in rows["plan_period"]:
        if not PLAIN_CODE.fullmatch(str(row.values["code"])):
            yield row.fault("code", "plain_code")


def duplicates(rows: Rows) -> Iterator[Fault]:
    """Nothing stands twice in the same folder; a second folder replaces, it does not repeat."""
    for table, columns in IDENTITIES.items():
        seen: dict[tuple[object, ...], PlacedRow] = {}
        for row in rows[table]:
            identity = tuple(row.values[column] for column in columns)
            if identity in seen:
                entry = seen[identity].written.entry
                yield row.fault(last_written(row, columns), "duplicate", allowed=entry.place())
            elif not row.faulty.intersection(columns):
                seen[identity] = row


def last_written(row: PlacedRow, columns: Sequence[str]) -> str:
    """The last of the identifying columns that the row was given itself."""
    return [column for column in columns if row.values[column] is not None][-1]


def values_not_allowed(rows: Rows) -> Iterator[Fault]:
    """Columns with a fixed choice hold one of its values, and numbers stay in their range."""
    for (table, column), allowed in ALLOWED.items():
        for row in rows[table]:
            if row.values[column] is not None and row.values[column] not in allowed:
                yield row.fault(column, "one_of", allowed=", ".join(allowed))
    for (table, column), (low, high) in RANGES.items():
        for row in rows[table]:
            value = row.values[column]
            if isinstance(value, int) and not low <= value <= high:
                yield row.fault(column, "out_of_range", allowed=f"{low}–{high}")


def unknown_references(rows: Rows) -> Iterator[Fault]:
    """What a row points to is in the register."""
    known = {section: {str(row.values[f"{section}_id"]) for row in rows[section]} for section in SECTIONS}
    for table, placed in rows.items():
        for row in placed:
            for column, value in row.values.items():
                section = reference_of(table, column)
                if value is None or section is None or column == row.written.inherited:
                    continue
                if value not in known[section]:
                    close = nearest(str(value), sorted(known[section]))
                    yield row.fault(column, "unknown_reference", section=section, allowed=close)


def unmet_conditions(rows: Rows) -> Iterator[Fault]:
    """Columns that depend on another are there when they must be, and only then."""
    for table, column, condition, values in NEEDED_WHEN:
        for row in rows[table]:
            if not row.faulty and row.values[column] is None and row.values[condition] in values:
                yield row.fault(column, "needed_when", when=f"{condition} = {row.values[condition]}")
    for table, column, condition, values in ONLY_WHEN:
        for row in rows[table]:
            is_known = row.values[condition] in ALLOWED[table, condition] and not row.faulty
            if is_known and row.values[column] is not None and row.values[condition] not in values:
                yield row.fault(column, "only_when", when=f"{condition} = {' / '.join(values)}")


def backward_days(rows: Rows) -> Iterator[Fault]:
    """The first day of a stretch is not after its last."""
    for table, first, last in ORDERED:
        for row in rows[table]:
            start, end = row.values[first], row.values[last]
            if start is not None and end is not None and str(start) > str(end):
                yield row.fault(first, "backwards", last=last, day=end)
