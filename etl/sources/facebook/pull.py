"""Pulls Facebook pages from the Graph API: what they are today, and their daily figures."""

from collections.abc import Sequence
from datetime import date

from etl.sources.delivery import Delivery, Notice, Pulling
from etl.sources.environment import secret
from etl.sources.facebook.graph import GraphClient
from etl.sources.facebook.page_reading import Answering, PageReading, Sink, Wanted
from etl.sources.facebook.progress import asked_before, silent
from etl.sources.facebook.response import last_days
from etl.sources.facebook.side_by_side import side_by_side
from etl.sources.facebook.staging import Stage, State, pages_seen, remember, settle
from etl.sources.facebook.trouble import GraphError
from etl.sources.facebook.usage import MINUTE
from etl.sources.facebook.windows import Metric, Reached
from etl.sources.http_answer import shown
from foundation.configuration import PageSetting, Source
from foundation.errors import SourceError

BASE_URL = "https://graph.facebook.com"
API_VERSION = "v25.0"
TIMEOUT_SECONDS = 30.0
LONGEST_WAIT_MINUTES = 15.0
MOST_IN_FLIGHT = 4
ROUNDS = 4  # a page that a passing fault stopped is taken up again, when the others are done
ROUND_PAUSE_SECONDS = 30.0


def pull_facebook_page(pulling: Pulling) -> Delivery:
    """Read the pages of a source: one answer a day about each page, and its daily figures since the last reading.

    A page in trouble stops no other and makes the delivery partial; the next run goes on from where it stopped.
    Raises SourceError when no page answers.
    """
    state = remember(pulling.connection, pulling.landed)
    asked = asked_before(pulling.readings)
    with Stage(pulling.folder, pulling.today) as stage:
        readings = page_readings(pulling, stage, state, asked)
        read_all(readings, pulling)
    require_an_answer(readings)
    has_news = settle(pulling.connection, stage)
    return Delivery(
        file_name=shown(address(pulling.source)),
        read_count=stage.row_count,
        warnings=tuple(notice for reading in readings for notice in notices(reading)),
        is_complete=False,
        is_partial=any(reading.trouble for reading in readings),
        has_news=has_news,
        progress={"asked_on": silent(pulling.connection, readings, asked)},
    )


def address(source: Source) -> str:
    """Where the source's version of the API is."""
    return f"{source.text('base_url', BASE_URL).rstrip('/')}/{source.text('api_version', API_VERSION)}"


def page_readings(pulling: Pulling, stage: Stage, state: State, asked: State) -> list[PageReading]:
    """A reading for each page of the source, none of them begun."""
    wanted = Wanted(metrics(pulling, "node"), metrics(pulling, "insights"), pulling.today, answering(pulling))
    seen = pages_seen(pulling.connection, pulling.today)
    token = secret(pulling.source.text("token_env"))
    return [
        PageReading(
            page,
            wanted,
            client(pulling, token),
            Sink(stage.node, stage.points, stage.responses),
            reached(page, wanted, state, asked),
            has_node_today=page.id in seen,
        )
        for page in pulling.source.pages
    ]


def answering(pulling: Pulling) -> Answering | None:
    """What to work out about answers to messages; None unless the municipality has decided that it may be.

    SourceError when the day of its own assessment is still to come.
    """
    if pulling.source.text("response_rate", "none") != "own_calculation":
        return None
    assessed_on = pulling.source.options.get("dpia_on")
    if not isinstance(assessed_on, date) or assessed_on > pulling.today:
        raise SourceError("facebook_page.not_assessed", subject=pulling.source.id, day=str(assessed_on))
    return Answering(last_days(pulling.today), pulling.moment, pulling.zone)


def metrics(pulling: Pulling, edge: str) -> list[Metric]:
    """The metrics of the register that the platform is asked for on one of its edges."""
    found = pulling.connection.execute(
        "select metric_id, platform_name, valid_from, valid_to from metric where platform_edge = ? order by position",
        [edge],
    ).fetchall()
    return [Metric(*row) for row in found]


def client(pulling: Pulling, token: str) -> GraphClient:
    """A client for one page."""
    source = pulling.source
    return GraphClient(
        address(source),
        token,
        source.number("timeout_seconds", TIMEOUT_SECONDS),
        source.number("longest_wait_minutes", LONGEST_WAIT_MINUTES) * MINUTE,
        pulling.pause,
    )


def reached(page: PageSetting, wanted: Wanted, state: State, asked: State) -> dict[str, Reached]:
    """How far each metric of a page has been read."""
    newest, through = state.get(page.id, {}), asked.get(page.id, {})
    return {
        metric.id: Reached(newest.get(metric.id), through.get(metric.id)) for metric in wanted.insight_metrics
    }


def read_all(readings: Sequence[PageReading], pulling: Pulling) -> None:
    """Read all pages, a few at a time; those that a passing fault stopped once more when the others are done."""
    left, done_count = list(readings), 0
    for number in range(ROUNDS):
        if number > 0:
            pulling.pause(ROUND_PAUSE_SECONDS)
        for reading in side_by_side(PageReading.read, left, MOST_IN_FLIGHT):
            is_over = reading.trouble is None or reading.trouble.kind != "transient"
            done_count += is_over
            pulling.part(reading.page.id, done_count, len(readings))
        left = [reading for reading in left if reading.trouble and reading.trouble.kind == "transient"]
        if not left:
            return


def require_an_answer(readings: Sequence[PageReading]) -> None:
    """SourceError when not one page answered."""
    if not any(reading.has_answered for reading in readings):
        first = next(reading for reading in readings if reading.trouble)
        raise SourceError(
            f"facebook_page.{first.trouble.kind}" if first.trouble else "", subject=subject(first)
        )


def notices(reading: PageReading) -> list[Notice]:
    """What a page's reading noticed: what stopped it, and the names that the API would not give."""
    found = []
    if reading.trouble:
        found.append(Notice(f"facebook_page.{reading.trouble.kind}", subject(reading), None))
    if reading.node and reading.node.properties.get("is_published") == "false":
        found.append(Notice("facebook_page.unpublished", reading.page.id, None))
    found += [
        Notice(f"facebook_page.lost_{trouble.kind}", said(reading.page.id, name, trouble), None)
        for name, trouble in sorted(reading.lost.items())
    ]
    return found


def subject(reading: PageReading) -> str:
    """What a sentence about a page's trouble is about."""
    return said(reading.page.id, "", reading.trouble) if reading.trouble else reading.page.id


def said(page_id: str, name: str, trouble: GraphError) -> str:
    """A page, a name there and Meta's own words for a trouble: tynset · page_fans · 100 · A70V."""
    return " · ".join(part for part in (page_id, name, trouble.detail, trouble.trace) if part)
