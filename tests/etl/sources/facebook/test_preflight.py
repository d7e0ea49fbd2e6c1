"""What `etl check` finds out about a Facebook source as a whole: its version, its token, clocks and permissions."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.etl.sources.facebook.checked import COVERED, FIRST, INSIGHTS, NODE, NOW, TOWN, WITH_APP, Checked
from tests.graph.graph import Graph
from tests.graph.tokens import SCOPES, TokenFacts

MAKE_ANOTHER = (
    "Lag et nytt token, legg det i miljøvariabelen, og kjør denne sjekken på nytt (docs/facebook.md)."
)


def test_all_well_is_told_row_by_row(checked: Checked) -> None:
    followers = f"{TOWN.counts(FIRST)['followers_count']:,}".replace(",", "\u00a0")
    assert [row[0:1] + row[2:] for row in checked.rows()] == [
        ("well", "API-versjon", "v25.0 kan brukes til 29.07.2028", ""),
        ("well", "token", "gyldig, en persons token", ""),
        ("well", "tokenets utløp", "utløper ikke", ""),
        ("well", "tilgang til data", "88 dager igjen, til 20.02.2027", ""),
        ("well", "tillatelsen read_insights", "gitt", ""),
        ("well", "tillatelsen pages_read_engagement", "gitt", ""),
        ("well", "tillatelsen pages_show_list", "gitt", ""),
        ("well", "tillatelsen pages_messaging", "gitt", ""),
        ("well", NODE, f"svarer: Følgere {followers}", ""),
        ("well", COVERED, "ja, tokenet gjelder alle sidene til den som eier det", ""),
        ("well", INSIGHTS, "svarer: 4 dager, nyeste 22.11.2026 (dag i California)", ""),
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ("Følgere", "gyldig, en persons token", "svarer: 4 dager, nyeste 22.11.2026")),
        ("nn", ("Følgjarar", "gyldig, tokenet til ein person", "svarar: 4 dagar, nyaste 22.11.2026")),
        ("en", ("Followers", "valid, a person’s token", "answers: 4 days, newest 22 Nov 2026")),
    ],
)  # fmt: skip
def test_every_row_is_in_the_chosen_language(
    checked: Checked, language: str, expected: tuple[str, str, str]
) -> None:
    checked.language = language
    found = [row.found for row in checked.rows()]
    assert (found[8].split()[1], found[1], found[10].partition(" (")[0]) == expected


def test_each_question_is_asked_once_as_a_run_asks_it_and_the_token_in_a_header_or_a_body(
    graph: Graph, checked: Checked
) -> None:
    checked.rows()
    asked = [(one.method, one.edge, one.token_kind) for one in graph.asked]
    assert asked == [
        ("BATCH", "debug_token", "user"),
        ("POST", "batch", "user"),
        ("GET", "node", "user"),
        ("GET", "insights", "page"),
    ]
    assert graph.asked[-1].parameters == {
        "metric": "page_follows", "period": "day", "since": "2026-11-19", "until": "2026-11-23",
    }  # fmt: skip


def test_an_app_asks_about_the_token_where_it_is_named(graph: Graph, checked: Checked) -> None:
    assert checked.row("token", **WITH_APP)[0] == "well"
    assert [one.token_kind for one in graph.asked][:2] == ["app", "app"]


@pytest.mark.parametrize("facts", [TokenFacts(), TokenFacts(is_valid=False)])
def test_a_token_that_has_expired_is_told_once_and_nothing_after_it_is_asked(
    graph: Graph, checked: Checked, facts: TokenFacts
) -> None:
    graph.is_expired, graph.token_facts = True, facts
    rows = checked.rows()
    assert [(row.mark, row.what) for row in rows if row.mark in ("failed", "warning")] == [
        ("failed", "token")
    ]
    assert (rows[1].found.startswith("tokenet har gått ut (190/463, sporing A"), rows[1].advice) == (
        True,
        MAKE_ANOTHER,
    )
    assert [row.found for row in rows[-3:]] == [
        "ukjent: ikke prøvd, for noe før dette feilet",
        "ukjent",
        "ukjent: ikke prøvd, for noe før dette feilet",
    ]
    assert {one.edge for one in graph.asked} == {"batch"}


def test_a_token_that_is_no_longer_valid_is_told_by_the_app(graph: Graph, checked: Checked) -> None:
    graph.is_expired = True
    mark, found, _ = checked.row("token", **WITH_APP)
    assert (mark, found) == ("failed", "Facebook godtar ikke tokenet")


def test_a_token_that_nobody_knows_is_refused(checked: Checked) -> None:
    checked.environment.setenv("TRIED_TOKEN", "invented")
    mark, found, advice = checked.row("token", **WITH_APP)
    assert (mark, found) == ("failed", "Facebook godtar ikke tokenet (190)")
    assert advice == "Sjekk at hele tokenet ble med i miljøvariabelen. Lag ellers et nytt (docs/facebook.md)."


def test_without_a_token_the_variable_is_named_and_nobody_is_asked(graph: Graph, checked: Checked) -> None:
    checked.environment.delenv("TRIED_TOKEN")
    assert checked.row("token") == (
        "failed",
        "mangler",
        "Miljøvariabelen TRIED_TOKEN er tom eller ugyldig. Legg tokenet der, og prøv igjen.",
    )
    assert graph.asked == []


@pytest.mark.parametrize("name", ["TRIED_APP_ID", "TRIED_APP_SECRET"])
def test_an_app_that_is_named_but_not_there_leaves_the_token_unknown_and_the_pages_are_asked(
    checked: Checked, name: str
) -> None:
    checked.environment.delenv(name)
    mark, found, advice = checked.row("token", **WITH_APP)
    assert (mark, found, name in advice) == ("unknown", "ukjent", True)
    marks = checked.marks(**WITH_APP)
    assert (marks[NODE], marks[COVERED], marks[INSIGHTS]) == ("well", "unknown", "well")
    assert "failed" not in marks.values()


def test_an_app_with_the_wrong_secret_leaves_the_token_unknown_and_says_where_to_look(
    checked: Checked,
) -> None:
    checked.environment.setenv("TRIED_APP_SECRET", "not-it")
    mark, found, advice = checked.row("token", **WITH_APP)
    assert (mark, found.startswith("ukjent: Facebook godtar ikke tokenet (190")) == ("unknown", True)
    assert advice == (
        "Sjekk at miljøvariablene som app_id_env og app_secret_env navngir, holder nummeret og hemmeligheten "
        "til appen tokenet ble laget med."
    )


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(days=14), ("well", "14 dager igjen, til 07.12.2026")),
        (timedelta(days=14, seconds=-1), ("warning", "13 dager igjen, til 07.12.2026")),
        (timedelta(days=1), ("warning", "1 dag igjen, til 24.11.2026")),
        (timedelta(hours=20), ("warning", "0 dager igjen, til 24.11.2026")),
        (timedelta(seconds=1), ("warning", "0 dager igjen, til 23.11.2026")),
        (timedelta(), ("failed", "gikk ut 23.11.2026")),
        (timedelta(hours=-8), ("failed", "gikk ut 22.11.2026")),
        (None, ("well", "utløper ikke")),
    ],
)
def test_both_clocks_count_down_each_on_its_own(
    graph: Graph, checked: Checked, left: timedelta | None, expected: tuple[str, str]
) -> None:
    end, good = None if left is None else NOW + left, ("well", "utløper ikke")
    graph.token_facts = TokenFacts(expires_at=end, data_access_expires_at=None)
    assert [checked.row(what)[:2] for what in ("tokenets utløp", "tilgang til data")] == [expected, good]
    graph.token_facts = TokenFacts(data_access_expires_at=end)
    assert [checked.row(what)[:2] for what in ("tokenets utløp", "tilgang til data")] == [good, expected]


def test_what_to_do_about_a_clock_is_said_before_it_has_run_out(graph: Graph, checked: Checked) -> None:
    near = datetime(2026, 12, 1, tzinfo=UTC)
    graph.token_facts = TokenFacts(expires_at=near, data_access_expires_at=near)
    assert checked.row("tokenets utløp")[2] == MAKE_ANOTHER
    assert checked.row("tilgang til data")[2] == (
        "Den som eier tokenet, må logge inn og godkjenne appen på nytt. Lag så et nytt token (docs/facebook.md)."
    )


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("read_insights", "tallene per dag"),
        ("pages_read_engagement", "følgertall, likerklikk og tallene per dag"),
        ("pages_show_list", "å vise hvilke sider tokenet gjelder"),
    ],
)
def test_a_missing_permission_is_told_with_what_it_is_for(
    graph: Graph, checked: Checked, name: str, purpose: str
) -> None:
    graph.token_facts = TokenFacts(scopes=tuple(scope for scope in SCOPES if scope != name))
    assert checked.row(f"tillatelsen {name}") == (
        "failed",
        f"mangler. Den trengs for {purpose}",
        f"Gi appen tillatelsen {name}, lag et nytt token, og kjør denne sjekken på nytt (docs/facebook.md).",
    )
    assert list(checked.marks().values()).count("failed") == 1


def test_without_the_permission_for_messages_a_run_goes_on_so_that_only_warns(
    graph: Graph, checked: Checked
) -> None:
    graph.token_facts = TokenFacts(scopes=SCOPES[:3])
    mark, found, _ = checked.row("tillatelsen pages_messaging")
    assert (mark, found) == (
        "warning",
        "mangler. Den trengs for meldingstallene og egen beregning av svarprosent",
    )
    marks = checked.marks()
    assert ("failed" in marks.values(), "tillatelsen pages_manage_metadata" in marks) == (False, False)


def test_own_calculation_cannot_do_without_the_permissions_for_messages(
    graph: Graph, checked: Checked
) -> None:
    graph.token_facts = TokenFacts(scopes=SCOPES[:3])
    marks = checked.marks(response_rate="own_calculation")
    assert [what for what, mark in marks.items() if mark == "failed"] == [
        "tillatelsen pages_messaging",
        "tillatelsen pages_manage_metadata",
    ]


@pytest.mark.parametrize(
    ("version", "mark", "found"),
    [
        ("v26.0", "well", "v26.0; Meta har ikke sagt når den slutter"),
        ("v21.0", "warning", "v21.0 slutter 21.01.2027, om mindre enn et halvt år"),
        ("v20.0", "failed", "v20.0 sluttet 24.09.2026; Meta svarer da med en annen versjon uten å si fra"),
        ("v12.0", "failed", "v12.0 er for lengst slutt; Meta svarer da med en annen versjon uten å si fra"),
        ("v40.0", "unknown", "v40.0: ukjent hvor lenge den kan brukes"),
    ],
)
def test_the_version_is_told_with_its_end(checked: Checked, version: str, mark: str, found: str) -> None:
    told = checked.row("API-versjon", api_version=version)
    assert (told[:2], bool(told[2])) == ((mark, found), mark != "well")
