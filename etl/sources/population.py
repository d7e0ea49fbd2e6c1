"""Pulls how many people live in municipalities, year by year, from Statistics Norway's table 07459 (PxWebApi 2)."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from etl.sources.delivery import Delivery, Notice, Pause, Pulling
from etl.sources.headings import Columns
from etl.sources.http_answer import Answer, shown
from etl.sources.json_http import WORTH_ANOTHER_TRY, megabytes, parse, read_answer, text_of, welcome, whole
from etl.sources.json_stat import Cell, StatTable, read_table
from etl.sources.judging import judge, repeated_notices
from etl.sources.staging import complete, stage
from etl.sources.table_file import MEGABYTE
from foundation.configuration import Source
from foundation.errors import SourceError

BASE_URL = "https://data.ssb.no/api/pxwebapi/v2"
TABLE = "07459"
YEAR_COUNT = 10
REGION, CONTENTS, YEAR = "Region", "ContentsCode", "Tid"
INHABITANTS = "Personer1"
NO_FIGURE = (".", "..", "...", ":")  # not possible, not available, not yet, not to be told
JOINED_PREFIX = "K-"  # K-3427 is 3427 with what has been joined to it
COLUMNS = Columns({"municipality_number": 0, "year": 1, "value": 2}, ())
EXPLANATIONS = ("title", "detail", "message", "error")
LONGEST_EXPLANATION = 200
OWN_WORDS = {  # what is said of any source speaks of an option or a token that this kind has not
    "source.bad_address": "population.bad_address",
    "source.html_for_json": "population.web_page",
    "source.redirected": "population.redirected",
}


def pull_population(pulling: Pulling) -> Delivery:
    """Read the inhabitants on 1 January of the newest ten years. Each answer is the whole list.

    Leaves `accepted` (row_number, record_key, municipality_number, year, inhabitants, observed_on; a row per
    municipality and year) and `rejected`. Raises SourceError when there is no answer, or not one figure in it.
    """
    source = pulling.source
    figures = read_figures(source, pulling.pause)
    rows = ((cell.place + 1, cells_of(cell), "") for cell in figures)
    count = stage(pulling, rows, COLUMNS, len(COLUMNS.places))
    complete(pulling, ("n",))
    judge(pulling, "population", {"year": YEAR, "value": INHABITANTS})
    notices = (*silent_notices(source, figures), *repeated_notices(pulling))
    return Delivery(
        shown(address(source)), count, notices, is_complete=False
    )  # a year that leaves the answer is not gone


def check_population(source: Source) -> None:
    """SourceError unless the table answers with a figure."""
    read_figures(source, lambda _: None)


def silent_notices(source: Source, figures: Sequence[Cell]) -> list[Notice]:
    """A notice of each municipality that was asked for and has no figure."""
    told_of = {municipality_of(cell) for cell in figures}
    return [
        Notice("population.silent", number, None)
        for number in municipality_numbers(source)
        if number not in told_of
    ]


def municipality_numbers(source: Source) -> list[str]:
    """The municipalities that are asked for, once each."""
    numbers = source.options.get("municipality_numbers")
    return list(dict.fromkeys(str(number) for number in numbers)) if isinstance(numbers, list) else []


def address(source: Source) -> str:
    """The address of the question; what the table is divided by besides, such as sex and age, is summed by default."""
    question = {
        "lang": "no",
        "outputFormat": "json-stat2",
        f"valueCodes[{REGION}]": ",".join(municipality_numbers(source)),
        f"valueCodes[{CONTENTS}]": INHABITANTS,
        f"valueCodes[{YEAR}]": f"top({YEAR_COUNT})",
    }
    base = source.text("base_url", BASE_URL).rstrip("/")
    return f"{base}/tables/{TABLE}/data?{urlencode(question, safe=',()')}"


def read_figures(source: Source, pause: Pause) -> list[Cell]:
    """The cells that hold a figure of a municipality that was asked for. SourceError when there is none."""
    where = shown(address(source))
    table = read_table(ask(source, pause), where)
    require_dimensions(table, where)
    asked = municipality_numbers(source)
    figures = [cell for cell in table.cells if is_figure(cell) and municipality_of(cell) in asked]
    if not figures:
        raise SourceError("population.no_figures", url=where, numbers=told(source))
    return figures


def is_figure(cell: Cell) -> bool:
    """Whether a cell counts inhabitants. Zero stands where a number was not in use that year."""
    is_empty = cell.value in (None, 0) or cell.mark in NO_FIGURE
    return not is_empty and cell.codes.get(CONTENTS, INHABITANTS) == INHABITANTS


def ask(source: Source, pause: Pause) -> object:
    """What the table answers, as JSON."""
    try:
        answer = read_answer(source, address(source), megabytes(source) * MEGABYTE, pause, reads_all=True)
        if 400 <= answer.status < 500 and answer.status not in WORTH_ANOTHER_TRY:
            raise not_understood(answer, source)
        return parse(welcome(answer, source, address(source)), address(source))
    except SourceError as error:
        raise SourceError(OWN_WORDS.get(error.key, error.key), **error.values) from None


def require_dimensions(table: StatTable, url: str) -> None:
    """SourceError unless a table tells municipality and year, and is divided by nothing that was not asked for."""
    for name in (REGION, YEAR):
        if name not in table.axes:
            raise SourceError("json_stat.missing", url=url, part=name)
    for name, codes in table.axes.items():
        if name not in (REGION, CONTENTS, YEAR) and len(codes) > 1:
            raise SourceError("population.divided", url=url, part=name, count=len(codes))


def cells_of(cell: Cell) -> list[str]:
    """A figure as staged: municipality, year and inhabitants, as text."""
    return [municipality_of(cell), cell.codes[YEAR], text_of(cell.value)]


def municipality_of(cell: Cell) -> str:
    """The number of the municipality that a cell is about."""
    return cell.codes[REGION].removeprefix(JOINED_PREFIX)


def not_understood(answer: Answer, source: Source) -> SourceError:
    """The question was refused, with an explanation or without."""
    return SourceError(
        "population.not_understood",
        url=shown(address(source)),
        status=str(answer.status),
        numbers=told(source),
        found=explanation(answer) or "–",
    )


def explanation(answer: Answer) -> str:
    """The server's own words for why it does not answer; empty when it has none."""
    try:
        body = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(body, Mapping):
        return ""
    words = [body[name] for name in EXPLANATIONS if isinstance(body.get(name), str)]
    return " ".join(whole(": ".join(words)).split())[:LONGEST_EXPLANATION]


def told(source: Source) -> str:
    """The municipalities that are asked for, as a sentence names them."""
    return ", ".join(municipality_numbers(source))[:LONGEST_EXPLANATION]
