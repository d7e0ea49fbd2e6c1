"""What a request gets that meets a failing fault: errors, pages of HTML, half answers, broken connections."""

import json
from collections.abc import Mapping
from dataclasses import replace

from tests.graph.faults import Faults, Kind, Place, share
from tests.graph.reply import HTML, PAGE_TOKEN_WANTED, UNKNOWN_METRIC, Fault, Reply, bad

PAGE_OF_HTML = b"<!DOCTYPE html>\n<html><title>Error</title><body>Sorry, something went wrong.</body></html>"
ERRORS: Mapping[Kind, Fault] = {
    Kind.UNKNOWN: Fault(500, 1, "An unknown error occurred"),
    Kind.DOWN: Fault(503, 2, "(#2) Service temporarily unavailable"),
    Kind.APP_LIMIT: Fault(400, 341, "(#341) Feed action request limit reached"),
    Kind.THROTTLED: Fault(403, 80001, "(#80001) There have been too many calls to this Page account."),
    Kind.THROTTLED_SILENTLY: Fault(400, 4, "(#4) Application request limit reached"),
    Kind.PAGE_LIMIT: Fault(400, 32, "(#32) Page request limit reached"),
    Kind.ERRATIC: Fault(429, 613, "(#613) Calls to this api have exceeded the rate limit.", 1996),
    Kind.TOO_MUCH: Fault(
        500, 1, "Please reduce the amount of data you're asking for, then retry your request"
    ),
    Kind.PAGE_TOKEN: PAGE_TOKEN_WANTED,
    Kind.BAD_METRIC: UNKNOWN_METRIC,
}


def failed(kind: Kind, place: Place, faults: Faults, found: Reply) -> Reply:
    """The answer in the place of the one that was found."""
    if kind in ERRORS:
        headers = usage(place.page_id, faults.regain_minutes) if kind is Kind.THROTTLED else {}
        return bad(ERRORS[kind], headers)
    if kind in (Kind.HTML_502, Kind.HTML_200):
        return Reply(PAGE_OF_HTML, 502 if kind is Kind.HTML_502 else 200, media_type=HTML)
    if kind is Kind.RESET_EARLY:
        return replace(found, cut=0)
    middle = 1 + int(share(place.key, place.attempt) * (len(found.body) - 2))
    if kind is Kind.RESET_MIDWAY:
        return replace(found, cut=middle)
    return replace(found, body=found.body[:middle], status=200)


def usage(page_id: str, regain_minutes: int) -> dict[str, str]:
    """The headers about use, with keys that no client knows."""
    calls = {
        "type": "pages",
        "call_count": 100 if regain_minutes else 3,
        "total_cputime": 25,
        "total_time": 25,
    }
    one = {
        **calls,
        "estimated_time_to_regain_access": regain_minutes,
        "ads_api_access_tier": "standard_access",
    }
    return {
        "X-App-Usage": json.dumps({"call_count": 28, "total_time": 25, "total_cputime": 25, "new_count": 1}),
        "X-Business-Use-Case-Usage": json.dumps({page_id: [one]}),
    }
