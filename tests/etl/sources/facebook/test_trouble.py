"""What the API's errors mean: by the code in the body, and never by the HTTP status."""

import pytest

from etl.sources.facebook.trouble import Kind, trouble_of
from etl.sources.facebook.usage import regain_seconds

READ = "This endpoint requires the 'pages_read_engagement' permission or the 'Page Public Content Access' feature."


@pytest.mark.parametrize(
    ("code", "subcode", "message", "kind"),
    [
        (1, None, "An unknown error occurred", "transient"),
        (1, None, "Please reduce the amount of data you're asking for, then retry your request", "too_much"),
        (1, 99, "Unsupported period", "bad_metric"),
        (2, None, "Service temporarily unavailable", "transient"),
        (3, None, "Capability", "permission"),
        (4, None, "Application request limit reached", "limited"),
        (10, None, READ, "permission"),
        (17, None, "User request limit reached", "limited"),
        (32, None, "Page request limit reached", "limited"),
        (100, None, "(#100) The value must be a valid insights metric", "bad_metric"),
        (100, None, "(#100) Tried accessing nonexisting field (x)", "bad_metric"),
        (
            100,
            None,
            "(#100) since param is not valid. Metrics data is available for the last 2 years",
            "too_old",
        ),
        (100, 33, "Unsupported get request", "gone"),
        (
            100,
            None,
            f"Object does not exist, cannot be loaded due to missing permission. {READ}",
            "permission",
        ),
        (100, None, "Unsupported get request. Object with ID '2' does not exist", "gone"),
        (100, 1504016, "Invalid parameter", "strange"),
        (102, None, "Session", "token_invalid"),
        (190, 463, "Error validating access token: Session has expired", "token_expired"),
        (
            190,
            460,
            "The session has been invalidated because the user changed their password",
            "token_invalid",
        ),
        (190, None, "This method must be called with a Page Access Token", "page_token"),
        (200, None, "Permissions error", "permission"),
        (299, None, "Permissions error", "permission"),
        (300, None, "?", "strange"),
        (341, None, "Application limit reached", "limited"),
        (368, None, "Temporarily blocked for policies violations", "blocked"),
        (613, 1996, "Calls to this api have exceeded the rate limit", "limited"),
        (3001, 1504028, "Invalid query", "strange"),
        (80001, None, "There have been too many calls to this Page account", "limited"),
        (80006, None, "Messenger", "limited"),
        ("190", "463", "codes as text", "token_expired"),
        (None, None, "", "strange"),
    ],
)
def test_an_error_is_told_by_its_code(code: object, subcode: object, message: str, kind: Kind) -> None:
    assert trouble_of({"code": code, "error_subcode": subcode, "message": message}).kind == kind


def test_what_says_of_itself_that_it_may_pass_is_tried_again_unless_its_code_tells_more() -> None:
    assert trouble_of({"code": 9999, "is_transient": True}).kind == "transient"
    assert trouble_of({"code": 190, "error_subcode": 460, "is_transient": True}).kind == "token_invalid"


def test_a_trouble_keeps_the_permission_and_the_trace_and_no_other_word_of_the_answer() -> None:
    told = {"message": f"{READ} EAAGsecret", "error_user_msg": "EAAGsecret"}
    trouble = trouble_of({"code": 10, "fbtrace_id": "A70V_q-1", **told})
    assert (trouble.detail, trouble.trace) == ("pages_read_engagement", "A70V_q-1")
    assert "EAAG" not in repr(trouble) + str(trouble.args)
    assert trouble_of({"code": 190, "error_subcode": 463, "fbtrace_id": "<b>EAAG"}).trace == ""
    assert trouble_of({"code": 190, "error_subcode": 463}).detail == "190/463"


USAGE = '{"1": [{"type": "pages", "estimated_time_to_regain_access": %s, "ads_api_access_tier": "x"}]}'


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (USAGE % "19", 1140.0),
        (USAGE % "0", None),
        (USAGE % '"soon"', None),
        (USAGE % "true", None),
        ((USAGE % "90").replace("pages", "ads_management"), None),
        (
            '{"1": [{"type": "messenger", "estimated_time_to_regain_access": 2}], "2": [], "3": {"x": 1}}',
            120.0,
        ),
        ('{"1": [{"estimated_time_to_regain_access": 2}, {"estimated_time_to_regain_access": 3.5}]}', 210.0),
        ("[1, 2]", None),
        ("not JSON", None),
        ("", None),
    ],
)
def test_the_wait_is_the_longest_that_the_header_names_for_pages(header: str, seconds: float | None) -> None:
    assert regain_seconds({"X-Business-Use-Case-Usage": header}) == seconds


def test_without_the_header_the_wait_is_not_known() -> None:
    assert regain_seconds({"X-App-Usage": '{"call_count": 100}'}) is None
