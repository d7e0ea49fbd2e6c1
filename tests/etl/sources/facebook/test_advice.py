"""Every error code of Meta's becomes a sentence, with something to do and the trace that their support asks for."""

import json

import pytest

from etl.sources.facebook.advice import told
from etl.sources.facebook.trouble import trouble_of
from foundation.words import LANGUAGES, words
from tests.etl.sources.facebook.checked import Checked
from tests.etl.sources.server import Reply, serving

LIMITED = ("Facebook slipper ikke flere kall gjennom nå", "Vent en time")
UNPERMITTED = ("Facebook krever en tillatelse tokenet ikke har", "Gi appen")
REFUSED = ("Facebook godtar ikke tokenet", "Sjekk at hele tokenet")
SIGN_IN = ("Facebook vil at den som eier tokenet, logger inn", "Logg inn")
NAMING = "(#10) This endpoint requires the 'pages_read_engagement' permission"
PAGE_TOKEN = "(#190) This method must be called with a Page Access Token"  # noqa: S105 - Meta's words
TOO_MUCH = "Please reduce the amount of data you're asking for"

ERRORS = [
    (1, 0, "", ("Facebook svarte ikke, eller svarte ikke helt", "Prøv igjen om litt.")),
    (1, 0, TOO_MUCH, ("Facebook ville ha et mindre spørsmål", "Prøv igjen i morgen.")),
    *[(code, 0, "", LIMITED) for code in (4, 17, 32, 613, 80001)],
    (10, 0, NAMING, ("Facebook krever pages_read_engagement", "Gi appen")),
    *[(code, 0, "", UNPERMITTED) for code in (10, 200, 299)],
    (100, 0, "(#100) Unknown", ("Facebook godtar ikke spørsmålet", "Sjekk page_id.")),
    (100, 33, "", ("siden finnes ikke, eller tokenet får ikke se den", "Sjekk page_id")),
    *[(code, 0, "", REFUSED) for code in (102, 190)],
    (190, 458, "", ("den som eier tokenet, har fjernet appen", "Godkjenn appen på nytt")),
    (190, 459, "", SIGN_IN),
    (190, 460, "", ("tokenet døde da passordet ble skiftet", "Lag et nytt token.")),
    (190, 463, "", ("tokenet har gått ut", "Lag et nytt token")),
    (190, 464, "", SIGN_IN),
    (190, 467, "", REFUSED),
    (190, 492, "", ("den som eier tokenet, har ikke lenger en rolle på siden", "Gi personen rollen")),
    (190, 0, PAGE_TOKEN, ("Facebook ville ha sidens eget token", "Gi den som eier tokenet")),
    (368, 0, "", ("Meta har stengt for appen eller siden", "Se meldingene")),
    (424242, 0, "", ("Facebook svarte på en måte som ikke kan leses", "Prøv igjen.")),
]


def error_of(code: int, subcode: int, message: str) -> dict[str, object]:
    """An error as Meta writes it."""
    return {"code": code, "error_subcode": subcode, "message": message, "fbtrace_id": "AbC-1_x"}


@pytest.mark.parametrize(("code", "subcode", "message", "expected"), ERRORS)
def test_a_code_is_told_with_what_to_do_and_the_trace(
    monkeypatch: pytest.MonkeyPatch, code: int, subcode: int, message: str, expected: tuple[str, str]
) -> None:
    refusal = Reply(json.dumps({"error": error_of(code, subcode, message)}).encode(), 400)
    with serving(lambda path: Reply(b"[]") if path.endswith("/") else refusal) as server:
        mark, found, advice = Checked(server.url, monkeypatch, "EAAinvented").row("siden 4211")
    assert (mark, found.startswith(expected[0]), advice.startswith(expected[1])) == ("failed", True, True)
    assert found.endswith("sporing AbC-1_x)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_something_to_do_in_every_language(language: str) -> None:
    said = [told(trouble_of(error_of(*error[:3])), words(language)) for error in ERRORS]
    assert [one for one in said if not all(one)] == []
