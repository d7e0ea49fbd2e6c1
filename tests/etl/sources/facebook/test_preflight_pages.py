"""What `etl check` finds out about each Facebook page: covered by the token or not, its counts, one daily figure."""

import pytest

from foundation.configuration import PageSetting
from tests.etl.sources.facebook.checked import (
    COVERED,
    FIRST,
    INSIGHTS,
    METRICS,
    NAME,
    NODE,
    OTHER,
    SECOND,
    SILENT,
    TOWN,
    Checked,
)  # fmt: skip
from tests.graph.graph import Graph
from tests.graph.server import serving_graph
from tests.graph.tokens import TokenFacts
from tests.graph.town import Town


def test_a_page_outside_the_token_is_told_with_the_permissions_that_do_not_cover_it(
    graph: Graph, checked: Checked
) -> None:
    elsewhere = (SECOND.id,)
    graph.token_facts = TokenFacts(covers={"read_insights": elsewhere, "pages_show_list": elsewhere})
    assert checked.row(COVERED) == (
        "failed",
        "nei, ikke for read_insights og pages_show_list",
        "Lag tokenet på nytt, og huk av for denne siden. Den som lager det, må ha en rolle på siden.",
    )


def test_a_page_inside_the_token_is_found_by_its_number_also_where_its_name_is_set(
    graph: Graph, checked: Checked
) -> None:
    graph.token_facts = TokenFacts(covers={"read_insights": (FIRST.id,), "pages_messaging": ()})
    assert checked.row(COVERED) == ("well", "ja", "")


def test_the_pages_own_token_covers_that_page_and_no_other(graph: Graph, checked: Checked) -> None:
    checked.environment.setenv("TRIED_TOKEN", FIRST.token)
    assert checked.row("token")[:2] == ("well", "gyldig, sidens eget token")
    assert checked.row(COVERED)[:2] == ("well", "ja")
    graph.asked.clear()
    checked.pages = (PageSetting(SECOND.id),)
    assert checked.row(f"siden {SECOND.id}: dekket av tokenet")[0] == "failed"
    assert graph.violations == ["the token of another page: " + SECOND.id] * 1 + [
        f"the token of another page: {SECOND.id}/insights"
    ]
    graph.violations.clear()


def test_a_page_that_is_not_there_is_told_and_its_figures_are_not_asked_for(checked: Checked) -> None:
    checked.pages = (PageSetting("nowhere"), PageSetting(NAME))
    mark, found, advice = checked.row("siden nowhere")
    assert (mark, found.startswith("siden finnes ikke, eller tokenet får ikke se den (803")) == (
        "failed",
        True,
    )
    assert advice.startswith("Sjekk page_id i config.toml")
    marks = checked.marks()
    assert (marks["siden nowhere: dekket av tokenet"], marks["siden nowhere: tall per dag"]) == (
        "unknown",
    ) * 2
    assert (marks[NODE], marks[INSIGHTS]) == ("well", "well")


def test_a_page_that_is_blocked_stops_no_other(graph: Graph, checked: Checked) -> None:
    checked.pages = (PageSetting(FIRST.id), PageSetting(SECOND.id))
    graph.trouble(FIRST.id, "blocked")
    mark, found, advice = checked.row(f"siden {FIRST.id}")
    assert (mark, found.startswith("Meta har stengt for appen eller siden (368, sporing A")) == (
        "failed",
        True,
    )
    assert advice.startswith("Se meldingene i appens kontrollpanel")
    assert checked.marks()[f"siden {SECOND.id}: tall per dag"] == "well"


def test_figures_that_a_permission_is_missing_for_name_it(graph: Graph, checked: Checked) -> None:
    graph.trouble(FIRST.id, "permission", "insights")
    mark, found, advice = checked.row(INSIGHTS)
    assert (mark, found.startswith("Facebook krever read_insights (sporing A")) == ("failed", True)
    assert advice.startswith("Gi appen tillatelsen")


def test_a_figure_that_is_no_longer_given_only_warns(checked: Checked) -> None:
    checked.metrics = [METRICS[0], {**METRICS[1], "valid_to": None}]
    assert checked.row(INSIGHTS) == (
        "warning",
        "Facebook kjenner ikke tallet page_fans lenger",
        "De andre hentes. Er det borte for godt, så sett valid_to i data/strategy/metrics.toml.",
    )


def test_a_field_that_is_no_longer_given_only_warns(checked: Checked) -> None:
    checked.metrics = [*METRICS, {**METRICS[0], "metric_id": "old", "platform_name": "old_count"}]
    mark, found, _ = checked.row(NODE)
    assert (mark, found) == ("warning", "svarer, men uten old_count")


def test_no_figures_for_the_last_days_is_not_zero_but_a_warning(checked: Checked) -> None:
    checked.pages = (PageSetting(SILENT.id),)
    checked.metrics = [{**METRICS[2], "platform_name": "page_messages_new_conversations_unique"}]
    mark, found, advice = checked.row(f"siden {SILENT.id}: tall per dag")
    assert (mark, found) == ("warning", "svarer, men uten tall for de siste dagene")
    assert advice.startswith("Vent et par dager.")


def test_a_figure_in_parts_is_counted_by_its_days(checked: Checked) -> None:
    checked.metrics = [{**METRICS[2], "platform_name": "page_actions_post_reactions_total"}]
    assert checked.row(INSIGHTS)[1].startswith("svarer: 4 dager, ")


def test_a_register_without_figures_to_ask_for_is_no_fault(checked: Checked) -> None:
    checked.metrics = METRICS[:2]
    assert checked.row(INSIGHTS) == ("well", "spørres ikke: registeret har ingen måltall å spørre om", "")


def test_another_municipalitys_page_needs_no_covering_and_is_asked_for_its_counts_only(
    graph: Graph, checked: Checked
) -> None:
    checked.pages = (PageSetting(OTHER.id, "5025"),)
    graph.token_facts = TokenFacts(scopes=())
    rows = checked.rows()
    assert [row.found for row in rows[-1:]] == ["spørres ikke: siden er en annens"]
    assert f"siden {OTHER.id}: dekket av tokenet" not in [row.what for row in rows]
    assert {row.mark for row in rows} == {"well", "warning"}


def test_the_municipalitys_own_number_makes_a_page_its_own(checked: Checked) -> None:
    checked.pages = (PageSetting(NAME, "3427"),)
    assert COVERED in checked.marks()


def test_a_page_of_others_that_is_withheld_is_told_with_what_meta_must_approve(
    graph: Graph, checked: Checked
) -> None:
    checked.pages = (PageSetting(OTHER.id, "5025"),)
    graph.trouble(OTHER.id, "permission")
    mark, _, advice = checked.row(f"siden {OTHER.id}")
    assert (mark, "Page Public Content Access" in advice) == ("failed", True)


def test_pages_are_asked_side_by_side_and_told_in_the_order_of_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town = Town(10, 7, TOWN.today)
    with serving_graph(town, delay_seconds=0.02) as graph:
        checked = Checked(graph.url, monkeypatch, town.user_token)
        checked.pages = tuple(PageSetting(page.id) for page in town.every_page)
        told = [row.what for row in checked.rows() if row.what.endswith("tall per dag")]
    assert told == [f"siden {page.id}: tall per dag" for page in town.every_page]
    assert graph.most_in_flight > 1


def test_where_facebook_cannot_be_reached_the_token_is_unknown_and_every_page_says_so(
    checked: Checked,
) -> None:
    with serving_graph(TOWN) as closed:
        checked.url = closed.url
    marks = checked.marks()
    assert (marks["token"], marks[NODE], marks[COVERED], marks[INSIGHTS]) == (
        "unknown",
        "failed",
        "unknown",
        "unknown",
    )
    assert checked.row(NODE)[1:] == (
        "Facebook svarte ikke, eller svarte ikke helt (UnreachableError)",
        "Prøv igjen om litt. Varer det, så sjekk at maskinen når graph.facebook.com gjennom brannmuren.",
    )
