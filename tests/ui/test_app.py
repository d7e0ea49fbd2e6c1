"""The frame around every screen, and what a reader meets when something is wrong: a sentence, never a traceback."""

import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.published import ROOT, TIMEOUT_SECONDS, html, publish

APP = ROOT / "ui" / "app.py"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("app"), {})


@pytest.fixture(autouse=True)
def configuration(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the published warehouse that a test may spoil."""
    shutil.copytree(published.parent, tmp_path, dirs_exist_ok=True)
    file = tmp_path / published.name
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(published.parent.as_posix(), tmp_path.as_posix()), encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_CONFIG", str(file))
    return file


def open_app(**asked: str) -> AppTest:
    """The whole dashboard on its first screen, with these parameters in its address."""
    app = AppTest.from_file(str(APP), default_timeout=TIMEOUT_SECONDS)
    for key, value in asked.items():
        app.query_params[key] = value
    app.run()
    assert [error.message for error in app.exception] == []
    return app


def error_said(app: AppTest) -> str:
    """The sentence in the place of the screen; empty where the screen stands."""
    found = [str(block.proto.body) for block in app.get("html") if 'role="alert"' in block.proto.body]
    assert all("Traceback" not in body for body in found)
    return found[0] if found else ""


def test_sample_data_is_told_on_top_of_the_screen() -> None:
    app = open_app()
    assert error_said(app) == ""
    assert "Eksempeldata – alt er oppdiktet." in html(app)


def test_real_data_carries_no_ribbon(configuration: Path) -> None:
    with duckdb.connect(str(configuration.parent / "kommunikasjon-1.duckdb")) as connection:
        connection.execute("update source set is_sample = false")
    assert "Eksempeldata" not in html(open_app(as_of="2026-11-20"))


def test_the_pickers_show_the_days_in_the_address() -> None:
    app = open_app(as_of="2026-10-01", since="2026-08-31")
    assert [str(picker.value) for picker in app.date_input] == ["2026-10-01", "2026-08-31"]


def test_without_an_address_the_pickers_show_the_samples_last_day_and_the_meeting_before() -> None:
    assert [str(picker.value) for picker in open_app().date_input] == ["2026-11-20", "2026-10-26"]


def test_a_picked_day_is_written_to_the_address_and_the_default_leaves_it() -> None:
    app = open_app()
    app.date_input[0].set_value(date(2026, 10, 1)).run()
    assert app.query_params["as_of"] == "2026-10-01"
    assert [str(picker.value) for picker in app.date_input] == ["2026-10-01", "2026-09-28"]
    app.date_input[0].set_value(date(2026, 11, 20)).run()
    assert "as_of" not in app.query_params


def test_a_comparison_that_is_no_longer_earlier_goes_when_the_day_moves() -> None:
    app = open_app(since="2026-10-26")
    app.date_input[0].set_value(date(2026, 10, 1)).run()
    assert "since" not in app.query_params


def test_a_wrong_address_is_told_and_the_screen_stands() -> None:
    app = open_app(as_of="i går", lang="fr")
    assert "«i går» i adressen er ikke en dato." in html(app)
    assert "«fr» i adressen er ikke et språk vi har." in html(app)
    assert error_said(app) == ""


def test_what_stands_in_the_address_cannot_write_on_the_screen() -> None:
    drawn = html(open_app(as_of="<img src=x>", lang='"><b>'))
    assert "<img src=x>" not in drawn
    assert "&lt;img src=x&gt;" in drawn


def test_the_whole_frame_is_there_in_english() -> None:
    drawn = html(open_app(lang="en"))
    assert "Sample data – all of it invented." in drawn
    assert "How fresh are the numbers?" in drawn
    assert "Are we doing what we said?" in drawn


def test_the_two_other_languages_are_a_link_away_and_the_municipalitys_own_needs_no_word() -> None:
    linked = re.compile(r'<a href="([^"]*)" lang="(\w\w)" hreflang')
    assert linked.findall(html(open_app())) == [("?lang=nn", "nn"), ("?lang=en", "en")]
    assert linked.findall(html(open_app(lang="en", goal="G2"))) == [
        ("?goal=G2", "nb"), ("?lang=nn&amp;goal=G2", "nn"),
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "written"), [("nb", "DD.MM.YYYY"), ("en", "YYYY-MM-DD")])
def test_the_days_are_picked_as_the_language_writes_them(language: str, written: str) -> None:
    assert {field.proto.format for field in open_app(lang=language).date_input} == {written}


def test_days_and_language_follow_to_the_next_screen() -> None:
    app = open_app(as_of="2026-10-01", lang="en")
    app.switch_page(str(ROOT / "pages" / "goal.py")).run()
    assert error_said(app) == ""
    assert (app.query_params["as_of"], app.query_params["lang"]) == ("2026-10-01", "en")


def test_before_the_first_run_the_reader_is_told_what_to_run(configuration: Path) -> None:
    (configuration.parent / "CURRENT").unlink()
    said = error_said(open_app())
    assert "Det er ingen tall å vise ennå" in said
    assert "python -m etl run" in said


def test_a_database_that_is_none_is_told(configuration: Path) -> None:
    (configuration.parent / "kommunikasjon-1.duckdb").write_text("not a database", encoding="utf-8")
    assert "Databasen kommunikasjon-1.duckdb lar seg ikke lese" in error_said(open_app())


def test_a_database_of_another_version_is_told(configuration: Path) -> None:
    with duckdb.connect(str(configuration.parent / "kommunikasjon-1.duckdb")) as connection:
        connection.execute("drop macro table goal_status")
    assert "Spørringen «goal_headings» mot databasen gikk ikke" in error_said(open_app())


def test_a_wrong_configuration_is_told_with_every_fault(configuration: Path) -> None:
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(
        text.replace("Europe/Oslo", "Europe/Tynset").replace('language = "nb"', 'language = "xx"'),
        encoding="utf-8",
    )
    said = error_said(open_app())
    assert "Europe/Tynset" in said
    assert "organisation.language" in said


def test_what_nobody_thought_of_is_told_too(configuration: Path) -> None:
    with duckdb.connect(str(configuration.parent / "kommunikasjon-1.duckdb")) as connection:
        connection.execute("update source set feeds = 'moon'")
    assert "Noe gikk galt, og det er ikke du som har gjort noe feil." in error_said(open_app())
