"""Who asks, by the bearer token alone, and what that lets them ask; and what must not be asked so."""

from collections.abc import Iterator

from tests.graph import reply
from tests.graph.asked import Edge, Question, TokenKind
from tests.graph.conversations import personal_fields
from tests.graph.reply import RefusedError
from tests.graph.town import Town, TownPage

APP_TOKEN = "1234567890|invented-secret"  # noqa: S105 - invented, as all here


def token_kind(town: Town, token: str, page: TownPage | None) -> TokenKind:
    """Whose a token is, seen from the page that is asked about."""
    known: dict[str, TokenKind] = {"": "none", town.user_token: "user", APP_TOKEN: "app"}
    if token in known:
        return known[token]
    owner = town.by_token.get(token)
    if owner is None:
        return "wrong"
    return "page" if page is None or owner == page else "other_page"


def edge_of(question: Question) -> Edge:
    """Which part of the API a path leads to."""
    whole: dict[str, Edge] = {"": "batch", "debug_token": "debug_token"}
    if question.path in whole:
        return whole[question.path]
    _, _, rest = question.path.partition("/")
    below: dict[str, Edge] = {"": "node", "insights": "insights", "conversations": "conversations"}
    return below.get(rest, "other")


def violations(town: Town, question: Question, kind: TokenKind) -> Iterator[str]:
    """What must never be asked so, in words that hold no token."""
    secrets = {APP_TOKEN, *town.secrets()}
    if question.method == "GET" and any(
        secret in text for secret in secrets for text in question.parameters.values()
    ):
        yield f"a token in the address: {question.path}"
    if question.path == "me/accounts":
        yield "me/accounts asked: pages are configured, not discovered"
    if kind == "other_page":
        yield f"the token of another page: {question.path}"
    if (
        edge_of(question) == "insights"
        and "since" in question.parameters
        and "until" not in question.parameters
    ):
        yield f"a window with one end: {question.path}"
    if edge_of(question) == "conversations":
        yield from (f"asked of persons: {name}" for name in sorted(asked_of_persons(question)))


def asked_of_persons(question: Question) -> set[str]:
    """The fields of a question that tell of persons."""
    try:
        return personal_fields(question.parameters.get("fields", ""))
    except RefusedError:
        return set()


def require_token(kind: TokenKind, *, is_expired: bool) -> None:
    """RefusedError without a token that is in force."""
    if kind == "none":
        raise RefusedError(reply.NO_TOKEN)
    if is_expired and kind != "app":
        raise RefusedError(reply.EXPIRED_TOKEN)
    if kind == "wrong":
        raise RefusedError(reply.WRONG_TOKEN)


def require_page_token(page: TownPage, kind: TokenKind) -> None:
    """RefusedError unless it is the page's own token."""
    if kind == "page":
        return
    if page.is_own:
        raise RefusedError(reply.PAGE_TOKEN_WANTED if kind == "user" else reply.NOT_PUBLIC)
    raise RefusedError(reply.NOT_PERMITTED if kind == "user" else reply.NOT_PUBLIC)
