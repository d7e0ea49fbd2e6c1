"""What the register may hold: columns and types come from the schema; here stands what the schema cannot say."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from warehouse.build import REGISTER_SCHEMA
from warehouse.engine import engine


@dataclass(frozen=True, slots=True)
class Nested:
    """Records written inside another: their key, the table they end in, and the column a list fills.

    `many` names the list in each record that gives one row per item; without it, `column` says that the
    key itself is such a list.
    """

    key: str
    table: str
    column: str = ""
    many: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the schema: its name, DuckDB type and whether a row must have it."""

    name: str
    type: str
    is_needed: bool


# Each section is a table of the schema and is written as [[section]] in TOML or as sections.csv.
SECTIONS: Mapping[str, tuple[Nested, ...]] = {
    "goal": (Nested("approach", "approach"),),
    "passage": (),
    "role": (),
    "channel": (),
    "ambiguity": (),
    "metric": (Nested("goals", "metric_goal", "goal_id"), Nested("reference", "metric_reference")),
    "measure": (
        Nested("channels", "measure_channel", "channel_id", "channel_ids"),
        Nested("responsible", "measure_role", "role_id", "role_ids"),
        Nested("ambiguities", "measure_ambiguity", "ambiguity_id"),
    ),
    "plan": (Nested("period", "plan_period"),),
    "milestone": (),
    "unit": (),
    "target": (),
    "event": (),
    "meeting": (),
    "assessment": (),
}
NEEDED_SECTIONS = ("goal", "measure", "channel", "role")
CSV_FILES = {
    "ambiguities" if section == "ambiguity" else f"{section}s": section
    for section, nested in SECTIONS.items()
    if not nested
}
TABLES = (*SECTIONS, *(nested.table for group in SECTIONS.values() for nested in group))

# Keys that are no column: a plan's shorthand for its periods, and the role that answers for a measure.
SHORTHANDS: Mapping[str, tuple[str, ...]] = {"plan": ("every", "without"), "measure": ("accountable",)}
# Columns that follow from the order in the file, or from a shorthand, and are never written.
COMPUTED = ("position", "richness_rank", "is_accountable")
DEFAULTS: Mapping[tuple[str, str], object] = {
    ("measure", "is_optional"): False,
    ("measure", "is_story"): False,
    ("metric", "is_per_story"): False,
    ("role", "is_group"): False,
    ("plan_period", "code"): "",
}

CONFIDENCE = ("high", "medium", "low")
UNIT_KINDS = ("service_area", "council_meeting", "change_process")
EVENT_UNIT_KINDS = UNIT_KINDS[1:]
TARGET_KINDS = ("at_or_above", "at_or_below", "increase", "decrease")
ALLOWED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("measure", "audience"): ("internal", "external"),
    ("measure", "kind"): ("recurring", "one_off", "coverage", "continuous"),
    ("measure", "lane"): ("activity", "outcome", "context"),
    ("measure", "unit_kind"): UNIT_KINDS,
    ("measure_channel", "confidence"): CONFIDENCE,
    ("measure_role", "confidence"): (*CONFIDENCE, "proposed"),
    ("channel", "richness_basis"): ("stated_rich_end", "stated_poor_end", "proposed"),
    ("passage", "kind"): (
        "vision", "value", "behaviour", "audience", "segment", "principle", "rule", "duty", "richness",
        "channel_use",
    ),
    ("ambiguity", "confidence"): CONFIDENCE,
    ("plan", "basis"): ("stated", "decided", "proposed", "not_set"),
    ("plan", "coverage_window"): ("half_year", "year", "event"),
    ("unit", "unit_kind"): UNIT_KINDS,
    ("unit", "basis"): ("decided", "candidate", "sample"),
    ("metric", "unit"): ("accounts", "share", "minutes", "score", "count", "per_1000"),
    ("metric", "kind"): ("stock", "flow", "unique", "rate", "duration"),
    ("metric", "lane"): ("outcome", "context", "activity"),
    ("metric", "wanted_trend"): (*TARGET_KINDS, "none"),
    ("metric", "platform_edge"): ("node", "insights"),
    ("target", "basis"): ("stated", "decided", "proposed"),
    ("target", "kind"): TARGET_KINDS,
    ("event", "kind"): ("campaign", "incident", "platform", "organisation"),
}  # fmt: skip
RANGES: Mapping[tuple[str, str], tuple[int, int]] = {
    ("plan", "grace_days"): (0, 366),
    ("plan", "checkpoint_count"): (1, 12),
    ("plan_period", "start_month"): (1, 12),
    ("plan_period", "due_month"): (1, 12),
    ("plan_period", "start_day"): (1, 31),
    ("plan_period", "due_day"): (1, 31),
    ("metric", "interval_days"): (1, 3660),
    ("metric", "grace_days"): (0, 3660),
}
# References whose column is not named after the table it points to.
NAMED_REFERENCES: Mapping[tuple[str, str], str] = {
    ("measure", "same_wording_as"): "measure",
    ("passage", "parent_id"): "passage",
    ("plan", "decided_by_role_id"): "role",
    ("target", "decided_by_role_id"): "role",
    ("metric", "replaced_by"): "metric",
}
# What tells two rows of a table apart.
IDENTITIES: Mapping[str, tuple[str, ...]] = {
    **{section: (f"{section}_id",) for section in SECTIONS},
    "approach": ("approach_id",),
    "milestone": ("milestone_id", "known_from"),
    "measure_channel": ("measure_id", "channel_id"),
    "measure_role": ("measure_id", "role_id"),
    "measure_ambiguity": ("measure_id", "ambiguity_id"),
    "plan_period": ("plan_id", "code"),
    "metric_goal": ("metric_id", "goal_id"),
    "metric_reference": ("metric_id",),
}

Shape = Mapping[str, Mapping[str, Column]]


@cache
def read_shape() -> Shape:
    """The columns of every table of the register, by table and name, as the schema declares them."""
    with engine() as connection:
        connection.execute(f"begin; {REGISTER_SCHEMA.read_text(encoding='utf-8')}")
        declared = connection.execute(
            "select table_name, column_name, data_type, not is_nullable from duckdb_columns()"
            " order by table_name, column_index"
        ).fetchall()
        connection.execute("rollback")
    return {
        table: {name: Column(name, kind, needed) for owner, name, kind, needed in declared if owner == table}
        for table in TABLES
    }


def reference_of(table: str, column: str) -> str | None:
    """The section that a column points to; None when it points nowhere."""
    section = column.removesuffix("_id")
    if column != section and section in SECTIONS and section != table:
        return section
    return NAMED_REFERENCES.get((table, column))
