"""The server as a process of its own is the same server."""

from datetime import date

import requests

from tests.graph.faults import Faults, Kind
from tests.graph.serve import graph_process, report
from tests.graph.town import Town

TOWN = Town(2, 7, date(2026, 11, 23))
PAGE = TOWN.every_page[0]


def test_a_process_serves_the_same_town_and_tells_what_it_was_asked() -> None:
    with graph_process(TOWN, Faults(1.0, {Kind.DOWN})) as url:
        headers = {"Authorization": f"Bearer {TOWN.user_token}"}
        answers = [requests.get(f"{url}/v25.0/{PAGE.id}", headers=headers, timeout=5) for _ in range(4)]
        told = report(url)
    assert [answer.status_code for answer in answers] == [503, 503, 503, 200]
    assert answers[3].json() == {"id": PAGE.id, "name": PAGE.name}
    assert told.counts == {str(Kind.DOWN): 3}
    assert [(asked.page_id, asked.status) for asked in told.asked] == [(PAGE.id, 503)] * 3 + [(PAGE.id, 200)]
    assert (told.violations, told.most_in_flight) == ((), 1)
