"""Tries a Facebook source before it is needed: the API's version, the token, its clocks and permissions, each page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from etl.check_table import Mark, Row
from etl.sources.environment import secret
from etl.sources.facebook.advice import told
from etl.sources.facebook.graph import GraphClient
from etl.sources.facebook.page_rows import page_rows
from etl.sources.facebook.page_tried import PageTried, living
from etl.sources.facebook.permissions import Permission, permissions
from etl.sources.facebook.pull import API_VERSION, MOST_IN_FLIGHT, TIMEOUT_SECONDS, address
from etl.sources.facebook.side_by_side import side_by_side
from etl.sources.facebook.token_facts import TokenFacts, token_facts
from etl.sources.facebook.trouble import GraphError
from etl.sources.facebook.trying import Trying
from etl.sources.facebook.versions import life
from foundation.errors import SourceError

NEAR = timedelta(days=14)
NEVER = 0
ABOUT_THE_TOKEN = ("token_expired", "token_invalid", "blocked")  # what a token may be told about itself
VERSION_MARKS: dict[str, Mark] = {"fine": "well", "near": "warning", "over": "failed", "unknown": "unknown"}


def try_pages(trying: Trying) -> Iterator[Row]:
    """A row for each thing that was tried: of the source, and then of each page."""
    yield version_row(trying)
    try:
        token = secret(trying.source.text("token_env"))
    except SourceError as error:
        reason = trying.words.t(error.key, **error.values)
        yield trying.row("failed", trying.t("what_token"), trying.t("no_token"), reason)
        yield from rows_of_pages(trying, pages_of(trying, ""), None)
        return
    token_row, facts = try_token(trying, token)
    yield token_row
    yield from clock_rows(trying, facts)
    yield from permission_rows(trying, facts)
    pages = pages_of(trying, token)
    if token_row.mark != "failed":
        for _ in side_by_side(PageTried.ask, pages, MOST_IN_FLIGHT):
            pass
    yield from rows_of_pages(trying, pages, facts)


def version_row(trying: Trying) -> Row:
    """How long the API's version may be used."""
    name = trying.source.text("api_version", API_VERSION)
    state, until = life(name, trying.now.date())
    key = f"version_{state}" if until or state != "fine" else "version_open"
    if state == "over" and until is None:
        key = "version_long_over"
    found = trying.t(key, version=name, until=until or "")
    advice = "" if state == "fine" else trying.t(f"version_{state}_do")
    return trying.row(VERSION_MARKS[state], trying.t("what_version"), found, advice)


def try_token(trying: Trying, token: str) -> tuple[Row, TokenFacts | None]:
    """Whether the token is valid, and what Meta tells of it; None where it tells nothing."""
    try:
        asker = app_credentials(trying)
        facts = token_facts(address(trying.source), token, asker or token)
    except SourceError as error:
        reason = trying.words.t(error.key, **error.values)
        return trying.row("unknown", trying.t("what_token"), trying.t("unknown"), reason), None
    except GraphError as trouble:
        return untold_row(trying, trouble, has_app=bool(asker)), None
    return token_row(trying, facts), facts


def app_credentials(trying: Trying) -> str:
    """The app's id and secret as Meta joins them; empty when the configuration does not name both.

    SourceError when it does and they are not there.
    """
    names = [trying.source.text(option) for option in ("app_id_env", "app_secret_env")]
    return "|".join(secret(name) for name in names) if all(names) else ""


def untold_row(trying: Trying, trouble: GraphError, *, has_app: bool) -> Row:
    """The token's row when Meta did not tell of it: refused, or simply not known."""
    found, advice = told(trouble, trying.words)
    if trouble.kind in ABOUT_THE_TOKEN and not has_app:
        return trying.row("failed", trying.t("what_token"), found, advice)
    if trouble.kind in ("transient", "limited"):
        reason = advice
    else:
        reason = trying.t("wrong_app_do" if has_app else "no_app_do")
    return trying.row("unknown", trying.t("what_token"), trying.t("unknown_because", found=found), reason)


def token_row(trying: Trying, facts: TokenFacts) -> Row:
    """Whether the token is valid, as Meta tells."""
    what = trying.t("what_token")
    if facts.is_valid:
        kind = trying.t(f"kind_{facts.kind.lower() or 'untold'}")
        return trying.row("well", what, trying.t("valid", kind=kind))
    if facts.is_valid is None:
        return trying.row("unknown", what, trying.t("unknown"))
    trouble = facts.fault or GraphError("token_invalid")
    return trying.row("failed", what, *told(trouble, trying.words))


def clock_rows(trying: Trying, facts: TokenFacts | None) -> Iterator[Row]:
    """How long the token lives, and how long it opens for data: two clocks, and either may run out first."""
    yield clock_row(trying, "expiry", facts.expires_at if facts else None)
    yield clock_row(trying, "data_access", facts.data_access_expires_at if facts else None)


def clock_row(trying: Trying, clock: str, expires_at: int | None) -> Row:
    """How much one clock has left."""
    what = trying.t(f"what_{clock}")
    if expires_at == NEVER:
        return trying.row("well", what, trying.t("never"))
    try:
        end = None if expires_at is None else datetime.fromtimestamp(expires_at, trying.now.tzinfo)
    except (ValueError, OverflowError, OSError):
        end = None
    if end is None:
        return trying.row("unknown", what, trying.t("unknown"))
    left = end - trying.now
    if left <= timedelta():
        return trying.row("failed", what, trying.t("ran_out", until=end.date()), trying.t(f"{clock}_do"))
    found = trying.t("days_left", count=left.days, until=end.date())
    if left < NEAR:
        return trying.row("warning", what, found, trying.t(f"{clock}_do"))
    return trying.row("well", what, found)


def permission_rows(trying: Trying, facts: TokenFacts | None) -> Iterator[Row]:
    """Which permissions were granted, and what each is for."""
    for permission in permissions(trying.source, trying.home_number):
        yield permission_row(trying, permission, facts)


def permission_row(trying: Trying, permission: Permission, facts: TokenFacts | None) -> Row:
    """Whether one permission was granted."""
    what = trying.t("what_permission", name=permission.name)
    if facts is None or facts.targets is None:
        return trying.row("unknown", what, trying.t("unknown"))
    if permission.name in facts.targets:
        return trying.row("well", what, trying.t("granted"))
    purpose = trying.t(f"for_{permission.name}")
    mark: Mark = "failed" if permission.is_needed else "warning"
    return trying.row(
        mark, what, trying.t("missing", purpose=purpose), trying.t("missing_do", name=permission.name)
    )


def pages_of(trying: Trying, token: str) -> list[PageTried]:
    """The source's pages, none of them asked yet."""
    today = trying.now.date()
    metrics, figures = living(trying.metrics, "node", today), living(trying.metrics, "insights", today)
    seconds = trying.source.number("timeout_seconds", TIMEOUT_SECONDS)
    return [
        PageTried(page, client(trying, token, seconds), metrics, next(iter(figures), None), today)
        for page in trying.source.pages
    ]


def client(trying: Trying, token: str, seconds: float) -> GraphClient:
    """A client that never waits."""
    return GraphClient(address(trying.source), token, seconds, patience=0.0, pause=lambda _: None)


def rows_of_pages(trying: Trying, pages: list[PageTried], facts: TokenFacts | None) -> Iterator[Row]:
    """The rows of every page, in the configuration's order."""
    for page in pages:
        yield from page_rows(trying, page, facts)
