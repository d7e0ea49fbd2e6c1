"""Checks that need to know what the strategy's tables mean: who answers, what fits which kind of measure."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from etl.register_checks import PLAIN_ID, Rows
from etl.register_rows import PlacedRow
from foundation.errors import Fault

PARENT_KINDS = {"behaviour": "value", "segment": "audience"}
UPWARD, DOWNWARD = ("at_or_above", "increase"), ("at_or_below", "decrease")


def sound(rows: Rows, table: str) -> Iterator[PlacedRow]:
    """The rows of a table that nothing has been said about yet."""
    return (row for row in rows[table] if not row.faulty)


def by_id(rows: Rows, section: str) -> dict[object, PlacedRow]:
    """The sound rows of a section by their id."""
    return {row.values[f"{section}_id"]: row for row in sound(rows, section)}


def unclear_responsibility(rows: Rows) -> Iterator[Fault]:
    """One role, and no group, answers for each measure; an optional measure may be without."""
    answers = {row.values["measure_id"]: row for row in rows["measure_role"] if row.values["is_accountable"]}
    roles = by_id(rows, "role")
    for measure in sound(rows, "measure"):
        answer = answers.get(measure.values["measure_id"])
        is_named = "accountable" in measure.written.entry.fields
        if answer is None and not is_named and not measure.values["is_optional"]:
            yield measure.fault("accountable", "no_accountable")
        role = roles.get(answer.values["role_id"]) if answer else None
        if role and role.values["is_group"]:
            yield measure.written.entry.fault("accountable", role.values["role_id"], "group_accountable")


def different_wordings(rows: Rows) -> Iterator[Fault]:
    """Measures that are said to have the same wording have it."""
    measures = by_id(rows, "measure")
    for measure in sound(rows, "measure"):
        other = measures.get(measure.values["same_wording_as"])
        if other and other.values["text_nb"] != measure.values["text_nb"]:
            yield measure.fault("same_wording_as", "other_wording")


def orphaned_passages(rows: Rows) -> Iterator[Fault]:
    """Behaviour belongs to a value, and a segment to an audience."""
    passages = by_id(rows, "passage")
    for passage in sound(rows, "passage"):
        parent = passages.get(passage.values["parent_id"])
        wanted = PARENT_KINDS.get(str(passage.values["kind"]))
        if parent and wanted and parent.values["kind"] != wanted:
            yield passage.fault("parent_id", "wrong_parent", allowed=wanted)


def misplaced_milestones(rows: Rows) -> Iterator[Fault]:
    """Milestones belong to a one-off measure, and to the same one through all versions."""
    measures = by_id(rows, "measure")
    owners: dict[object, object] = {}
    for milestone in sound(rows, "milestone"):
        measure = measures.get(milestone.values["measure_id"])
        if measure and measure.values["kind"] != "one_off":
            yield milestone.fault("measure_id", "not_one_off", kind=measure.values["kind"])
        owner = owners.setdefault(milestone.values["milestone_id"], milestone.values["measure_id"])
        if owner != milestone.values["measure_id"]:
            yield milestone.fault("measure_id", "moved_milestone", allowed=owner)


def undated_units(rows: Rows) -> Iterator[Fault]:
    """A change process has a day it began or a day it is decided, else it belongs to no period."""
    for unit in sound(rows, "unit"):
        is_process = unit.values["unit_kind"] == "change_process"
        if is_process and unit.values["occurs_on"] is None and unit.values["valid_from"] is None:
            yield unit.fault("occurs_on", "undated_unit")


def odd_metrics(rows: Rows) -> Iterator[Fault]:
    """A share lies between 0 and 1, other values are not negative, and no metric replaces itself."""
    metrics = by_id(rows, "metric")
    for metric in sound(rows, "metric"):
        if metric.values["replaced_by"] == metric.values["metric_id"]:
            yield metric.fault("replaced_by", "replaces_itself")
    for table, columns in (("metric_reference", ("value",)), ("target", ("value", "baseline_value"))):
        for row in sound(rows, table):
            metric_of = metrics.get(row.values["metric_id"])
            for column in columns if metric_of else ():
                yield from odd_level(row, column, metric_of.values["unit"] == "share" if metric_of else False)


def odd_level(row: PlacedRow, column: str, is_share: bool) -> Iterator[Fault]:
    """A fault for a level that its metric cannot take."""
    level = row.values[column]
    if isinstance(level, float) and is_share and not 0 <= level <= 1:
        yield row.fault(column, "not_a_share")
    elif isinstance(level, float) and level < 0:
        yield row.fault(column, "negative")


def odd_platform_names(rows: Rows) -> Iterator[Fault]:
    """A metric that the platform is asked for has an edge and a plain name there, and no other asks for the same."""
    asked: dict[tuple[object, object], PlacedRow] = {}
    for metric in sound(rows, "metric"):
        edge, name = metric.values["platform_edge"], metric.values["platform_name"]
        if edge is None and name is not None:
            yield metric.fault("platform_edge", "needed_when", when=f"platform_name = {name}")
        elif edge is not None and name is None:
            yield metric.fault("platform_name", "needed_when", when=f"platform_edge = {edge}")
        elif name is not None and not PLAIN_ID.fullmatch(str(name)):
            # A name with signs in it could ask for more than a number, such as what people wrote.
            yield metric.fault("platform_name", "plain_id")
        elif name is not None and (earlier := asked.setdefault((edge, name), metric)) is not metric:
            yield metric.fault("platform_name", "duplicate", allowed=earlier.written.entry.place())


def odd_targets(rows: Rows) -> Iterator[Fault]:
    """A target points the way its metric is wanted to go, away from where it started."""
    metrics = by_id(rows, "metric")
    for target in sound(rows, "target"):
        metric = metrics.get(target.values["metric_id"])
        kind, trend = target.values["kind"], metric.values["wanted_trend"] if metric else None
        if metric and (metric.values["lane"] == "context" or trend == "none"):
            yield target.fault("metric_id", "target_on_context")
        elif (kind in UPWARD and trend in DOWNWARD) or (kind in DOWNWARD and trend in UPWARD):
            yield target.fault("kind", "against_trend", allowed=trend)
        level, baseline = target.values["value"], target.values["baseline_value"]
        if isinstance(level, float) and isinstance(baseline, float):
            moves_right = level > baseline if kind == "increase" else level < baseline
            if kind in ("increase", "decrease") and not moves_right:
                yield target.fault("baseline_value", "wrong_way", kind=kind, level=level)


def overlapping_versions(rows: Rows) -> Iterator[Fault]:
    """Two plans of a measure, or targets of a metric, cover the same day only if a decision tells which wins."""
    for table, owner in (("plan", "measure_id"), ("target", "metric_id")):
        versions = sorted(sound(rows, table), key=sorter(owner, "decided_on", "valid_from"))
        for earlier, later in pairwise(versions):
            same = all(earlier.values[column] == later.values[column] for column in (owner, "decided_on"))
            ends, begins = earlier.values["valid_to"], later.values["valid_from"]
            if same and (ends is None or begins is None or str(ends) >= str(begins)):
                yield later.fault("valid_from", "overlap", other=earlier.values[f"{table}_id"])


def sorter(*columns: str) -> Callable[[PlacedRow], tuple[str, ...]]:
    """A sorting key of some columns, no value before any."""
    return lambda row: tuple(
        "" if row.values[column] is None else str(row.values[column]) for column in columns
    )
