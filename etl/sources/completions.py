"""Completion records from a file or over HTTP: staged as text, judged against the register."""

from etl.sources.delivery import Delivery, Notice, Pulling
from etl.sources.headings import COMPLETION
from etl.sources.judging import judge, noticed, repeated_notices, share_notices, written_headings
from etl.sources.staging import complete
from etl.sources.table_file import Table, stage_file
from foundation.configuration import Source

WANTED = ("measure_id", "occurred_on")


def pull_completions_file(pulling: Pulling) -> Delivery:
    """Read completion records from a .csv or .xlsx file."""
    return judged(pulling, stage_file(pulling, COMPLETION, WANTED))


def pull_completions_http(pulling: Pulling) -> Delivery:
    """Read completion records from a JSON list over HTTP(S)."""
    from etl.sources.json_http import stage_json  # here: a run of files alone has no use for an HTTP client

    return judged(pulling, stage_json(pulling, COMPLETION, WANTED))


def check_completions_http(source: Source) -> None:
    """SourceError unless the first page answers with a list."""
    from etl.sources.json_http import check_http  # here, as above

    check_http(source)


def judged(pulling: Pulling, table: Table) -> Delivery:
    """The delivery that a staged table holds."""
    complete(pulling, COMPLETION)
    judge(pulling, "completions", written_headings(table.columns, table.headings))
    notices = (
        *table.columns.notices,
        *share_notices(pulling, "measure_id"),
        *early_notices(pulling),
        *repeated_notices(pulling),
    )
    return Delivery(table.file_name, table.row_count, notices)


def early_notices(pulling: Pulling) -> tuple[Notice, ...]:
    """A notice of records that were reported before they happened: kept, for the day of reporting may be right."""
    counted = pulling.connection.execute(
        "select count(*) from accepted where registered_on < occurred_on"
    ).fetchall()
    return noticed("notice.registered_early", None, counted[0][0])
