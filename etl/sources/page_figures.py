"""Page figures from a file, long (one figure a row) or wide (one column per metric), judged against the register."""

from collections.abc import Mapping, Sequence

from etl.sources.delivery import Delivery, Notice, Pulling
from etl.sources.headings import FIGURE, METRIC, require
from etl.sources.judging import judge, repeated_notices, share_notices, written_headings
from etl.sources.staging import complete
from etl.sources.table_file import Table, stage_file
from foundation.errors import SourceError

COUNT_ENDING = "_n"
BLANKS = " \t\u00a0\u2009\u202f"
WHOLE_ROW = "(coalesce(fault, '') <> '' and (not contains(fault, ':') or contains(fault, ':observed_on')))"


def pull_page_figures_file(pulling: Pulling) -> Delivery:
    """Read page figures from a .csv or .xlsx file."""
    metrics = metric_names(pulling)
    table = stage_file(pulling, aliases(metrics), ("observed_on",))
    unused = () if is_long(table) else widen(pulling, table, metrics)
    complete(pulling, (*FIGURE, "value_name", "n_name"))
    pulling.connection.execute(
        "update staged set value_name = coalesce(value_name, 'value'), n_name = coalesce(n_name, 'n')"
    )
    keep_aliases(pulling)
    judge(pulling, "figures", written_headings(table.columns, table.headings))
    noticed = (*share_notices(pulling, "metric_id"), *repeated_notices(pulling))
    return Delivery(table.file_name, table.row_count, (*table.columns.notices, *unused, *noticed))


def is_long(table: Table) -> bool:
    """Whether the table has one figure a row. SourceError when it says so, but lacks the column of values."""
    if "metric" in table.columns.places:
        require(table.columns, ("value",), table.headings, table.file_name)
    return "metric" in table.columns.places


def metric_names(pulling: Pulling) -> dict[str, tuple[str, ...]]:
    """Every spelling of every metric in the register, by its id."""
    found = pulling.connection.execute("select metric_id, name_nb, name_nn, name_en from metric").fetchall()
    return {metric_id: (*names, *METRIC.get(metric_id, ())) for metric_id, *names in found}


def aliases(metrics: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The headings of long and wide tables alike; a metric's count stands in a column of its own."""
    counts = {
        f"{metric_id}{COUNT_ENDING}": [f"{name} n" for name in (metric_id, *names)]
        + [f"{name} antall" for name in (metric_id, *names)]
        for metric_id, names in metrics.items()
    }
    return {**FIGURE, **metrics, **counts}


def widen(pulling: Pulling, table: Table, metrics: Mapping[str, Sequence[str]]) -> tuple[Notice, ...]:
    """Turn one row with a column per metric into one row per figure. An empty cell is no figure.

    A count without a metric's name belongs to the only share in the table; if there is none, or more than one, a
    notice says that it was not read. SourceError when there is no column for any metric.
    """
    places = table.columns.places
    named = [name for name in places if name in metrics]
    if not named:
        found = ", ".join(table.headings)[:200]
        raise SourceError("source.no_heading", file=table.file_name, missing=" / ".join(metrics), found=found)
    shares = share_columns(pulling, named)
    owner = shares[0] if len(shares) == 1 and f"{shares[0]}{COUNT_ENDING}" not in places else None
    counts = {name: f"{name}{COUNT_ENDING}" for name in named if f"{name}{COUNT_ENDING}" in places}
    if owner and "n" in places:
        counts[owner] = "n"
    parts = [no_figures(), unreadable_rows(), *(figures_of(name, counts.get(name)) for name in named)]
    pulling.connection.execute("create or replace temp table wide as " + " union all ".join(parts))
    pulling.connection.execute("create or replace temp table staged as from wide order by row_number")
    spare = [name for name in places if is_count(name, metrics) and name not in counts.values()]
    return tuple(Notice("notice.unused_count", table.headings[places[name]].strip(), None) for name in spare)


def is_count(name: str, metrics: Mapping[str, Sequence[str]]) -> bool:
    """Whether a column counts what a metric rests on."""
    return name == "n" or (name.endswith(COUNT_ENDING) and name.removesuffix(COUNT_ENDING) in metrics)


def figures_of(name: str, count: str | None) -> str:
    """The figures of one column of a wide table, as a query over names of ours; a fault strikes its own cell only."""
    fault = f"nullif(regexp_extract(fault, '[^ ]+:({name}|{count or name})( |$)'), '')"
    is_filled = f"trim(coalesce({name}, ''), '{BLANKS}') <> ''"
    return (
        f"select row_number, trim({fault}) as fault, '{name}' as metric, observed_on, {name} as value, "  # noqa: S608
        f"{count or 'null::varchar'} as n, '{name}' as value_name, '{count or 'n'}' as n_name "
        f"from staged where not {WHOLE_ROW} and ({is_filled} or {fault} is not null)"
    )


def unreadable_rows() -> str:
    """Rows that cannot be read at all: once each, not once per figure."""
    day_fault = "nullif(regexp_extract(fault, '[^ ]+:observed_on'), '')"
    return (
        f"select row_number, coalesce({day_fault}, fault) as fault, null as metric, null as observed_on, "  # noqa: S608
        f"null as value, null as n, null as value_name, null as n_name from staged where {WHOLE_ROW}"
    )


def no_figures() -> str:
    """No figure at all, with the columns that figures have."""
    names = ("fault", "metric", "observed_on", "value", "n", "value_name", "n_name")
    columns = ", ".join(f"null::varchar as {name}" for name in names)
    return f"select null::bigint as row_number, {columns} where false"


def share_columns(pulling: Pulling, named: Sequence[str]) -> list[str]:
    """Which of these metrics are shares."""
    found = pulling.connection.execute(
        "select metric_id from metric where unit = 'share' and metric_id in ?", [list(named)]
    ).fetchall()
    return [metric_id for (metric_id,) in found]


def keep_aliases(pulling: Pulling) -> None:
    """Leave the spellings of metrics that the register does not hold in the table metric_alias."""
    pulling.connection.execute("create or replace temp table metric_alias (name varchar, metric_id varchar)")
    for metric_id, names in METRIC.items():
        for name in names:
            pulling.connection.execute("insert into metric_alias values (?, ?)", [name, metric_id])
