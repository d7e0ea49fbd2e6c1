"""Page figures from a file, long (one figure a row) or wide (one column per metric), judged against the register."""

from collections.abc import Mapping, Sequence

from etl.sources.completions import share_notice
from etl.sources.delivery import Delivery, Notice, Pulling
from etl.sources.headings import FIGURE, METRIC, plain
from etl.sources.judging import judge, repeated_notices, written_headings
from etl.sources.staging import complete
from etl.sources.table_file import Table, stage_file

COUNT_ENDING = "_n"
BLANKS = " \t\u00a0\u2009\u202f"


def pull_page_figures_file(pulling: Pulling) -> Delivery:
    """Read page figures from a .csv or .xlsx file."""
    metrics = metric_names(pulling)
    table = stage_file(pulling, aliases(metrics), ("observed_on",))
    written = written_headings(table.columns, table.headings)
    if "metric" not in table.columns.places:
        widen(pulling, table, metrics)
    complete(pulling, (*FIGURE, "value_name", "n_name"))
    pulling.connection.execute(
        "update staged set value_name = coalesce(value_name, 'value'), n_name = coalesce(n_name, 'n')"
    )
    keep_aliases(pulling)
    judge(pulling, "figures", {"today": pulling.today}, written)
    notices = (*table.columns.notices, *share_notices(pulling), *repeated_notices(pulling))
    return Delivery(table.file_name, table.row_count, notices)


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


def widen(pulling: Pulling, table: Table, metrics: Mapping[str, Sequence[str]]) -> None:
    """Turn one row with a column per metric into one row per figure. An empty cell is no figure.

    A count without a metric's name belongs to the only share in the table.
    """
    named = [name for name in table.columns.places if name in metrics]
    shares = share_columns(pulling, named)
    parts = [no_figures()]
    for name in named:
        own = f"{name}{COUNT_ENDING}"
        lone = "n" if shares == [name] and "n" in table.columns.places else None
        count = own if own in table.columns.places else lone
        parts.append(figures_of(name, count))
    pulling.connection.execute("create or replace table wide as " + " union all ".join(parts))
    pulling.connection.execute("create or replace table staged as from wide order by row_number")


def figures_of(name: str, count: str | None) -> str:
    """The figures of one column of a wide table, as a query over names of ours."""
    return (
        f"select row_number, fault, '{name}' as metric, observed_on, {name} as value, "  # noqa: S608
        f"{count or 'null::varchar'} as n, '{name}' as value_name, '{count or 'n'}' as n_name "
        f"from staged where trim({name}, '{BLANKS}') <> ''"
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
    pulling.connection.execute("create or replace table metric_alias (name varchar, metric_id varchar)")
    for metric_id, names in METRIC.items():
        for name in names:
            pulling.connection.execute("insert into metric_alias values (?, ?)", [plain(name), metric_id])


def share_notices(pulling: Pulling) -> tuple[Notice, ...]:
    """How shares were read, metric by metric."""
    counted = pulling.connection.execute(
        "select metric_id, count(*) filter (where is_per_cent), count(*) from judged "
        "where unit = 'share' and verdict is null group by metric_id order by metric_id"
    ).fetchall()
    return tuple(notice for row in counted for notice in share_notice(*row))
