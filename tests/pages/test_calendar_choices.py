"""The yearly calendar narrowed and handed over: goal, channel and role in the address, the file, and empty states."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.pages.calendar_screen import publish_town, read, table
from tests.pages.published import html, open_page, publish
from ui.actions_data import UNSETTLED
from ui.calendar_data import Calendar, Choice, answering, read_calendar
from ui.calendar_download import file_name
from ui.data import rows


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_town(tmp_path_factory.mktemp("calendar"))


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def button(**asked: str) -> Any:
    """The button that gives the file."""
    (found,) = open_page("calendar", **asked).get("download_button")
    return found.proto


def test_a_goal_a_channel_and_a_role_in_the_address_narrow_everything() -> None:
    assert set(table(read(goal="G3"))) == {
        "Forventningsavklaring om medansvar", "Framtidssamtalen", "Tidlige brukermøter", "Gjort",
    }  # fmt: skip
    assert set(table(read(channel="compilo"))) == {"Utvikle hjemmesider", "Tema på møter", "Gjort"}
    assert set(table(read(role="servicetorget", goal="G2"))) == {
        "Kommunisere resultater", "Helhetlig meldesystem", "Invitere til å utvikle sosiale medier",
        "Direktesendte kommunestyremøter", "Gjort",
    }  # fmt: skip


def test_the_same_role_has_the_same_measures_on_every_screen() -> None:
    day = date(2026, 11, 20)
    settled = {row["measure_id"]: row for row in rows("goal_roles", as_of=day) if row["is_settled"]}
    needing = {row["measure_id"]: row["role_id"] for row in rows("actions_lines", as_of=day)}
    dated = {row["measure_id"]: answering(row) for row in read_calendar(day).deadlines}
    judged = {row["measure_id"]: row["role_nb"] for row in rows("status_measures", as_of=day)}
    assert "T1.I1" in {*needing} & {*dated} & {*judged} - {*settled}
    assert needing == {one: settled[one]["role_id"] if one in settled else None for one in needing}
    assert dated == {one: settled[one]["role_id"] if one in settled else UNSETTLED for one in dated}
    assert judged == {one: settled[one]["name_nb"] if one in settled else None for one in judged}


def test_what_nobody_is_settled_to_answer_for_can_be_chosen_here_too() -> None:
    assert set(table(read(role=UNSETTLED))) == {"Introduksjonsprogram", "Gjort"}
    assert button(role=UNSETTLED).label == "Last ned kalender for Ikke avklart (.ics)"


def test_an_address_that_asks_for_what_is_not_there_gives_everything() -> None:
    assert table(read(goal="G9", channel="brevdue", role="ingen")) == table(read())


def test_a_choice_goes_into_the_address_and_out_of_it_again() -> None:
    page = open_page("calendar")
    page.selectbox[2].set_value("servicetorget").run()
    assert page.query_params["role"] == "servicetorget"
    assert "Glad-historier" not in html(page)
    page.selectbox[2].set_value("all").run()
    assert "role" not in page.query_params
    assert "Glad-historier" in html(page)


def test_a_choice_without_deadlines_says_so_and_leads_back() -> None:
    screen = read(goal="X", channel="compilo")
    assert '<a href="arshjul">Vis alle</a>' in screen
    assert "Ingen frister i dette utvalget." in screen
    assert "<table" not in screen
    assert open_page("calendar", goal="X", channel="compilo").get("download_button") == []


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ({}, "Last ned kalender for alle (.ics)"),
        ({"role": "servicetorget"}, "Last ned kalender for Servicetorget (.ics)"),
        ({"role": "servicetorget", "goal": "G2"}, "Last ned kalender for utvalget (.ics)"),
        ({"role": "servicetorget", "lang": "en"}, "Download calendar for Citizen service desk (.ics)"),
    ],
)
def test_the_file_is_for_everybody_one_role_or_the_choice(asked: dict[str, str], label: str) -> None:
    found = button(**asked)
    # It has a number instead of an address: the file is made when somebody asks for it.
    assert (found.label, found.url, found.deferred_file_id != "", found.ignore_rerun) == (
        label,
        "",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("choice", "name"),
    [
        (Choice(), "arshjul-2026.ics"),
        (Choice(role="servicetorget", goal="G2"), "arshjul-2026-G2-servicetorget.ics"),
    ],
)
def test_the_file_is_named_after_the_year_and_what_was_chosen(choice: Choice, name: str) -> None:
    assert file_name(Calendar(date(2026, 11, 20), [], []), choice) == name


def test_the_choice_is_there_in_words_for_paper() -> None:
    assert "Mål: Mål 2 · Kanal: Alle kanaler · Ansvarlig: Servicetorget" in read(
        goal="G2", role="servicetorget"
    )


def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **tables: Any) -> None:
    """Publish another register or other readings, and show them."""
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish(tmp_path, tables)))


def test_where_no_date_is_set_the_screen_says_who_must_set_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, monkeypatch, plan=[], plan_period=[])
    screen = read()
    assert "Ingen frister er satt ennå. De skrives i planene i mappen for strategien" in screen
    assert "Frist er ikke satt: Introduksjonsprogram" in screen
    assert "<table" not in screen


def test_where_no_source_was_ever_read_nothing_passed_is_called_slipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(tmp_path, monkeypatch, etl_run=[])
    screen = read(as_of="2026-11-20")
    assert "Ingenting er over fristen uten å være gjort." in screen
    assert (
        table(screen)["Glad-historier"][6] == "juli, frist 31.07.2026: ikke kjent, kilden har ikke meldt noe"
    )
    assert re.search(r"\d+ frister kan ikke vurderes, fordi data mangler\.", screen)


def test_words_from_the_register_are_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = {
        "unit_id": "m", "unit_kind": "council_meeting", "name_nb": "<script>alert(1)</script> & co",
        "occurs_on": date(2026, 12, 1), "basis": "sample",
    }  # fmt: skip
    published(tmp_path, monkeypatch, unit=[unit])
    screen = read()
    assert "<script>" not in screen
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in screen
