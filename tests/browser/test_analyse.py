"""The analysis screen in a real browser: Ctrl+Enter, cancel, a link that runs nothing, files, and «vis SQL»."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Look, Serve, Visit, with_seconds
from tests.browser.screens import broken_rules
from ui.analyse_question import packed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("analyse")]

BOMB = "select levenshtein(repeat('a', 200000), repeat('b', 200000))"
FOLLOWERS = "select month_on, change from monthly_change($as_of) where metric_id = 'followers' order by 1"
ANSWERED = re.compile(r"^24 rader, \d+,\d\d s, data publisert \d\d\.\d\d\.\d{4} kl\. ")
SECONDS = 30_000


def written(visit: Visit, statement: str) -> None:
    """A statement written into the editor and run by the keyboard."""
    editor = visit.page.get_by_label("Spørring (SQL)")
    editor.fill(statement)
    editor.press("Control+Enter")


def test_a_question_is_written_and_run_without_the_mouse_and_its_answer_is_accessible(look: Look) -> None:
    visit = look()
    visit.open("/analyse")
    written(
        visit,
        "select month_on, value, change from monthly_change($as_of) where metric_id = 'followers' order by 1",
    )
    said = visit.page.locator(".analyse-answer")
    expect(said).to_have_text(
        re.compile(r"^24 rader, \d+,\d\d s, data publisert \d\d\.\d\d\.\d{4} kl\. "), timeout=SECONDS
    )
    expect(visit.page.locator(".js-plotly-plot")).to_be_visible(timeout=SECONDS)
    visit.settle()
    assert broken_rules(visit.page) == []


def test_the_address_is_the_link_and_opens_without_running(look: Look) -> None:
    visit = look()
    visit.open("/analyse")
    written(visit, "select 42 as answer")
    expect(visit.page.locator(".analyse-table td")).to_have_text("42", timeout=SECONDS)
    expect(visit.page).to_have_url(re.compile(re.escape(packed("select 42 as answer") or "")))
    other = look()
    other.page.goto(visit.page.url)
    other.settle()
    expect(other.page.get_by_label("Spørring (SQL)")).to_have_value("select 42 as answer")
    expect(other.page.locator(".analyse-table")).to_have_count(0)


def test_what_never_looks_up_is_stopped_at_its_limit_and_the_screen_goes_on(
    look: Look, serve: Serve, sample_configuration: Path
) -> None:
    visit = look(serve(with_seconds(sample_configuration, sample_configuration.with_name("hurried.toml"), 2)))
    visit.open("/analyse")
    written(visit, BOMB)
    expect(visit.page.get_by_role("button", name="Avbryt")).to_be_visible(timeout=SECONDS)
    expect(visit.page.get_by_role("alert")).to_contain_text("stoppet etter 2 sekunder", timeout=SECONDS)
    assert broken_rules(visit.page) == []
    visit.page.get_by_label("Spørring (SQL)").fill("select 1 as again")
    expect(visit.page.get_by_role("button", name="Kjør")).to_be_enabled()


def test_a_running_question_is_cancelled_and_the_next_one_answered(look: Look) -> None:
    visit = look()
    visit.open("/analyse")
    written(visit, BOMB)
    visit.page.get_by_role("button", name="Avbryt").press("Enter")
    expect(visit.page.get_by_role("alert")).to_contain_text("avbrutt", timeout=SECONDS)
    written(visit, "select 1 as again")
    expect(visit.page.locator(".analyse-table td")).to_have_text("1", timeout=SECONDS)


@pytest.mark.parametrize(("button", "ending", "begins"), [
    ("Last ned CSV", "csv", b"\xef\xbb\xbfa;b\r\n1,5;'=1+1\r\n"),
    ("Last ned Excel", "xlsx", b"PK"),
    ("Last ned Parquet", "parquet", b"PAR1"),
])  # fmt: skip
def test_the_answer_is_taken_away_as_a_file(
    look: Look, tmp_path: Path, button: str, ending: str, begins: bytes
) -> None:
    visit = look()
    visit.open("/analyse")
    written(visit, "select 1.5 as a, '=1+1' as b")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button).click()
    assert download.value.suggested_filename == f"analyse.{ending}"
    file = tmp_path / f"answer.{ending}"
    download.value.save_as(file)
    assert file.read_bytes().startswith(begins)


def test_a_number_on_another_screen_opens_its_query_with_its_day(look: Look) -> None:
    visit = look()
    visit.open("/tjenesteomrader?as_of=2026-11-10")
    visit.page.get_by_text("Spørringene bak tallene på denne siden").click()
    visit.page.get_by_role("link", name="hver enhet i hvert dekningstiltak", exact=True).click()
    visit.page.wait_for_url(re.compile("analyse"))
    visit.settle()
    expect(visit.page.get_by_label("Spørring (SQL)")).to_have_value(
        re.compile("^-- One row per coverage measure and unit")
    )
    assert "as_of=2026-11-10" in visit.page.url
    visit.page.get_by_role("button", name="Kjør").click()
    expect(visit.page.locator(".analyse-answer")).to_contain_text("rader", timeout=SECONDS)
