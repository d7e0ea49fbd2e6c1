"""Completion records from a file or over HTTP: staged as text, judged against the register."""

from etl.sources.delivery import Delivery, Notice, Pulling
from etl.sources.headings import COMPLETION
from etl.sources.json_http import stage_json
from etl.sources.judging import judge, repeated_notices, written_headings
from etl.sources.staging import complete
from etl.sources.table_file import Table, stage_file

WANTED = ("measure_id", "occurred_on")


def pull_completions_file(pulling: Pulling) -> Delivery:
    """Read completion records from a .csv or .xlsx file."""
    return judged(pulling, stage_file(pulling, COMPLETION, WANTED))


def pull_completions_http(pulling: Pulling) -> Delivery:
    """Read completion records from a JSON list over HTTP(S)."""
    return judged(pulling, stage_json(pulling, COMPLETION, WANTED))


def judged(pulling: Pulling, table: Table) -> Delivery:
    """The delivery that a staged table holds."""
    complete(pulling, COMPLETION)
    values = {"measures": list(pulling.source.measures), "today": pulling.today}
    judge(pulling, "completions", values, written_headings(table.columns, table.headings))
    notices = (*table.columns.notices, *share_notices(pulling), *repeated_notices(pulling))
    return Delivery(table.file_name, table.row_count, notices)


def share_notices(pulling: Pulling) -> tuple[Notice, ...]:
    """How values that are shares were read."""
    counted = pulling.connection.execute(
        "select count(*) filter (where number > 1 or value_cell like '%\\%%' escape '\\'), count(*) "
        "from judged where is_share and number is not null"
    ).fetchall()[0]
    return share_notice("value", *counted)


def share_notice(subject: str, per_cent_count: int, count: int) -> tuple[Notice, ...]:
    """Notices that say how many shares were read as per cent and how many as parts of one."""
    read = (("notice.read_per_cent", per_cent_count), ("notice.read_share", count - per_cent_count))
    return tuple(Notice(code, subject, number) for code, number in read if number)
