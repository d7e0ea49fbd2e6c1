"""What Meta may answer about a token, in good shape and bad, and that no secret stands in what is said of it."""

import json
import re
from dataclasses import replace
from urllib.parse import parse_qs

import pytest

from etl.sources.facebook.advice import told
from etl.sources.facebook.token_facts import TokenFacts, token_facts
from etl.sources.facebook.trouble import GraphError
from foundation.words import words
from tests.etl.sources.facebook.checked import Checked
from tests.etl.sources.server import Answer, Reply, serving

ASKED = "EAAhemmelig&+/=ord"
APP = "1234|app-hemmelighet"
GOOD = {
    "type": "SYSTEM_USER",
    "is_valid": True,
    "expires_at": 0,
    "data_access_expires_at": 1800000000,
    "scopes": ["a"],
}
FACTS = TokenFacts(True, "SYSTEM_USER", "", 0, 1800000000, {"a": None})


def part(body: object, code: int = 200) -> dict[str, object]:
    """One answer of a batch."""
    return {"code": code, "headers": [{"name": "X-App-Usage", "value": "{}"}], "body": json.dumps(body)}


def batch(*parts: object) -> Reply:
    """A batch of answers."""
    return Reply(json.dumps(parts).encode())


def facts(**more: object) -> Reply:
    """A batch that tells of a token."""
    return batch(part({"data": {**GOOD, **more}}))


def asked(answer: Answer) -> TokenFacts:
    """The facts that a server's answer holds."""
    with serving(answer) as server:
        return token_facts(f"{server.url}/v25.0", ASKED, APP)


def test_the_token_travels_in_the_body_and_the_asker_in_a_header() -> None:
    with serving(lambda _: facts()) as server:
        assert token_facts(f"{server.url}/v25.0", ASKED, APP) == FACTS
    assert server.asked == [("/v25.0/", f"Bearer {APP}")]
    (form,) = [parse_qs(sent.decode()) for sent in server.sent]
    assert json.loads(form["batch"][0]) == [
        {"method": "GET", "relative_url": "debug_token?input_token=EAAhemmelig%26%2B%2F%3Dord"}
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"surprise": [1], "type": "page", "profile_id": "77"}, replace(FACTS, kind="PAGE", page_id="77")),
        ({"type": "<b>"}, replace(FACTS, kind="")),
        ({"is_valid": "yes"}, replace(FACTS, is_valid=None)),
        ({"expires_at": None}, replace(FACTS, expires_at=None)),
        ({"data_access_expires_at": True}, replace(FACTS, data_access_expires_at=None)),
        ({"expires_at": -1}, replace(FACTS, expires_at=None)),
        ({"scopes": None}, replace(FACTS, targets=None)),
        ({"scopes": []}, replace(FACTS, targets={})),
        (
            {"granular_scopes": [{"scope": "a", "target_ids": ["1", 2]}, {"scope": "b"}, {"scope": 3}, "c"]},
            replace(FACTS, targets={"a": frozenset({"1", "2"}), "b": None}),
        ),
        ({"scopes": None, "granular_scopes": [{"scope": "b"}]}, replace(FACTS, targets={"b": None})),
    ],
)  # fmt: skip
def test_what_is_not_told_is_not_guessed(more: dict[str, object], expected: TokenFacts) -> None:
    assert asked(lambda _: facts(**more)) == expected


def test_why_a_token_is_not_valid_is_told_by_its_subcode() -> None:
    error = {"code": 190, "subcode": 460, "message": f"changed {ASKED}"}
    found = asked(lambda _: facts(is_valid=False, error=error))
    assert found.fault is not None
    assert told(found.fault, words("nb"))[0] == "tokenet døde da passordet ble skiftet (190/460)"


NOT_ALLOWED = {"error": {"code": 100, "message": "(#100) You must provide an app access token"}}
LIMITED = {"error": {"code": 4, "message": "(#4) Application request limit reached"}}
STOPPED = {"error": {"code": 368, "message": "deemed abusive"}}
ERROR = {"error": {"message": f"no {ASKED}", "code": 190, "error_subcode": 463, "fbtrace_id": "A1b"}}


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(json.dumps(ERROR).encode(), 400), "token_expired"),
        (batch(part(ERROR, 400)), "token_expired"),
        (
            batch(part({"error": {"code": 100, "message": "must be an owner or developer"}}, 400)),
            "bad_metric",
        ),
        (batch(part({"data": {}}, 500)), "transient"),
        (batch({"code": 200, "body": "<html>"}), "transient"),
        (batch({"code": 200}), "transient"),
        (batch(None), "transient"),  # Meta had no time for it
        (batch(part([])), "strange"),
        (batch(part({"data": []})), "strange"),
        (batch(part({})), "strange"),
        (batch(), "strange"),
        (Reply(b'{"data": {}}'), "strange"),
        (Reply(b"<html>", 502), "transient"),
        (Reply(b"[" * 100_000), "transient"),
        (Reply(b'[{"code"'), "transient"),
        (Reply(b"[]", 500), "transient"),
        (Reply(b"[]", length=90), "transient"),
        (Reply(b"[]", 302, {"Location": "http://127.0.0.1:9/"}), "transient"),
        (Reply(b"[" + b" " * 2_000_000 + b"]"), "transient"),
        (Reply(raw=b"nonsense"), "transient"),
    ],
)
def test_an_answer_that_tells_nothing_is_a_trouble_without_a_secret(reply: Reply, kind: str) -> None:
    with pytest.raises(GraphError) as raised:
        asked(lambda _: reply)
    assert raised.value.kind == kind
    assert not re.search(
        "hemmelig", repr(raised.value) + repr(raised.value.__cause__) + str(vars(raised.value))
    )


def test_nobody_there_is_a_trouble_that_may_pass() -> None:
    with serving(lambda _: facts()) as server:
        address = server.url
    with pytest.raises(GraphError) as raised:
        token_facts(f"{address}/v25.0", ASKED, APP)
    assert (raised.value.kind, raised.value.detail) == ("transient", "ConnectionError")


@pytest.mark.parametrize(
    ("reply", "mark", "beginning", "advice"),
    [
        (batch(part(NOT_ALLOWED, 400)), "unknown", "ukjent: Facebook godtar ikke spørsmålet (100)", "Ikke noe galt"),
        (Reply(b"<html>", 502), "unknown", "ukjent: Facebook svarte ikke, eller svarte ikke helt", "Prøv igjen"),
        (batch(part(LIMITED, 400)), "unknown", "ukjent: Facebook slipper ikke", "Vent en time"),
        (batch(part(STOPPED, 400)), "failed", "Meta har stengt", "Se meldingene"),
        (batch(part(ERROR, 400)), "failed", "tokenet har gått ut (190/463, sporing A1b)", "Lag et nytt token"),
        (batch(part({"data": {"is_valid": None}})), "unknown", "ukjent", ""),
    ],
)  # fmt: skip
def test_a_token_that_may_not_ask_about_itself_is_unknown_and_one_that_is_refused_has_failed(
    monkeypatch: pytest.MonkeyPatch, reply: Reply, mark: str, beginning: str, advice: str
) -> None:
    with serving(lambda path: reply if path.endswith("/") else Reply(b'{"id": "4211"}')) as server:
        found = Checked(server.url, monkeypatch, "EAAinvented").row("token")
    assert (found[0], found[1].startswith(beginning), found[2].startswith(advice)) == (mark, True, True)


@pytest.mark.parametrize(
    ("expires_at", "mark"),
    [(10**18, "unknown"), (253402300800, "unknown"), ("soon", "unknown"), (1, "failed")],
)
def test_a_clock_that_cannot_be_read_is_unknown(
    monkeypatch: pytest.MonkeyPatch, expires_at: object, mark: str
) -> None:
    with serving(lambda path: facts(expires_at=expires_at) if path.endswith("/") else Reply(b"{}")) as server:
        assert Checked(server.url, monkeypatch, "EAAinvented").row("tokenets utløp")[0] == mark
