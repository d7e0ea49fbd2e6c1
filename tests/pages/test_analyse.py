"""The analysis screen: a question is shown before it is run, answered with its limits, and kept if asked to be."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.store import Store
from tests.pages.published import ROOT, html, open_page, publish
from ui.analyse_data import open_sandbox
from ui.analyse_question import packed

PAGE = str(ROOT / "pages" / "analyse.py")


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "warehouse"
    folder.mkdir()
    return publish(folder, {})


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))
    yield
    open_sandbox.clear()


def pressed(page: AppTest, key: str) -> AppTest:
    """The page after a button, once what it began has ended."""
    page.button(key=key).click().run()
    page.session_state["analyse_run"].job.wait(60)
    return page.run()


def asked(statement: str, **address: str) -> AppTest:
    """The page with a statement in its address."""
    return open_page("analyse", sql=packed(statement) or "", **address)


def test_the_first_visit_shows_a_question_and_runs_nothing() -> None:
    page = open_page("analyse")
    assert str(page.text_area[0].value).startswith("-- How does each measure stand on a day?")
    assert "Ingenting er kjørt ennå" in html(page)
    assert "analyse_run" not in page.session_state


def test_a_link_shows_its_question_and_does_not_run_it() -> None:
    page = asked("select 1 as x, $as_of as day", **{"p.as_of": "2026-01-02"})
    assert page.text_area[0].value == "select 1 as x, $as_of as day"
    assert str(page.date_input[0].value) == "2026-01-02"
    assert "analyse_run" not in page.session_state


def test_an_answer_tells_its_rows_its_time_and_becomes_the_address() -> None:
    page = pressed(asked("select measure_id from measure order by 1 limit 3"), "analyse-run")
    shown = html(page)
    assert re.search(r"3 rader, \d+,\d\d s", shown)
    assert "<td>T1.E1</td>" in shown
    assert page.query_params["sql"] == packed("select measure_id from measure order by 1 limit 3")


def test_a_value_is_bound_as_it_stands() -> None:
    page = asked("select $goal_name as said", **{"p.goal_name": "x'; drop table goal; --"})
    assert "x&#x27;; drop table goal; --" in html(pressed(page, "analyse-run"))


def test_an_empty_field_is_null() -> None:
    assert "analyse-null" in html(pressed(asked("select $goal_name as said"), "analyse-run"))


def test_a_fault_tells_line_and_column_and_shows_the_line() -> None:
    shown = html(pressed(asked("select measure_id,\n  statsu\nfrom measure"), "analyse-run"))
    assert "Databasen forstår ikke spørringen." in shown
    assert "Linje 2, tegn 3:" in shown
    assert "  statsu\n  ^" in shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Det er ingen publisert tabell som heter «/etc/passwd»."),
        ("nn", "Det er ingen publisert tabell som heiter «/etc/passwd»."),
        ("en", "There is no published table called “/etc/passwd”."),
    ],
)
def test_a_refusal_says_why_in_the_readers_language(language: str, said: str) -> None:
    assert said in html(pressed(asked("from '/etc/passwd'", lang=language), "analyse-run"))


def test_the_plan_is_shown_in_the_engines_words() -> None:
    page = pressed(asked("select count(*) from measure where kind = 'recurring'"), "analyse-explain")
    assert "measure" in page.code[0].value
    assert "AGGREGATE" in page.code[0].value


def test_a_pivot_that_looks_its_columns_up_is_answered_with_its_parameters() -> None:
    page = pressed(open_page("analyse", ready="15_measures_by_goal_and_word"), "analyse-run")
    assert "G1" in html(page)


def test_no_rows_is_said_and_not_shown_as_an_empty_table() -> None:
    shown = html(pressed(asked("from goal where goal_id = 'G9'"), "analyse-run"))
    assert "ingen rader passer" in shown
    assert "analyse-table" not in shown


def test_a_question_is_saved_for_all_and_opens_again(configuration: Path) -> None:
    page = asked("select 42 as answer")
    page.text_input[0].set_value("Svaret")
    page.text_input[1].set_value("Det store spørsmålet")
    next(button for button in page.button if button.label == "Lagre").click().run()
    saved = Store(configuration.parent.parent / "analyse").saved()
    assert [(one.name, one.description, one.statement) for one in saved] == [
        ("Svaret", "Det store spørsmålet", "select 42 as answer")
    ]
    other = open_page("analyse")
    other.selectbox(key="analyse-saved").select(saved[0].question_id).run()
    assert other.text_area[0].value == "select 42 as answer"


def test_what_was_asked_in_this_visit_can_be_taken_up_again() -> None:
    page = pressed(asked("select 1 as first"), "analyse-run")
    page.text_area[0].set_value("select 2 as second")
    page = pressed(page, "analyse-run")
    page.selectbox(key="analyse-past").select(1).run()
    assert page.text_area[0].value == "select 1 as first"


def test_a_table_tells_its_meaning_its_rows_and_gives_its_name_at_a_click() -> None:
    page = asked("select * from")
    page.selectbox(key="analyse-thing").select("goal").run()
    shown = html(page)
    assert "3 rader." in shown
    assert "Kolonnene med forklaring (6)" in shown
    page.button(key="analyse-insert").click().run()
    assert page.text_area[0].value == "select * from goal"


def test_a_sample_of_a_table_is_shown_when_asked_for() -> None:
    page = asked("select 1")
    page.selectbox(key="analyse-thing").select("goal").run()
    page.toggle(key="analyse-sample").set_value(True).run()
    assert "<td>G1</td>" in html(page)


def test_before_anything_is_published_the_screen_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = publish(tmp_path, {})
    (tmp_path / "CURRENT").unlink()
    monkeypatch.setenv("DASHBOARD_CONFIG", str(file))
    app = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=30).run()
    app.switch_page(PAGE).run()
    assert not app.exception
    assert "etl run" in html(app)


def test_a_saved_question_is_removed(configuration: Path) -> None:
    store = Store(configuration.parent.parent / "analyse")
    store.save("Til å slette", "", "select 1", datetime(2026, 11, 23, tzinfo=UTC))
    chosen = next(one.question_id for one in store.saved() if one.name == "Til å slette")
    page = open_page("analyse")
    page.selectbox(key="analyse-saved").select(chosen).run()
    page.button(key="analyse-remove").click().run()
    assert "Til å slette" not in [one.name for one in store.saved()]


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("as_of", "1066-10-14", "2026-11-20"),
        ("as_of", "9999-12-31", "2026-11-20"),
        ("as_of", "i går", "2026-11-20"),
        ("days", "²", "10"),
        ("days", "9" * 5_000, "10"),
        ("days", "-7", "-7"),
        ("goal_id", "'; drop table goal; --", "G1"),
        ("is_late", "<b>", "True"),
    ],
)
def test_a_value_in_a_link_that_a_field_cannot_hold_gives_way_to_the_screens_own(
    name: str, written: str, expected: str
) -> None:
    page = asked(f"select ${name} as x", as_of="2026-11-20", **{f"p.{name}": written})
    fields = [*page.date_input, *page.number_input, *page.selectbox, *page.checkbox]
    assert page.exception == []
    assert [str(field.value) for field in fields if field.label == f"${name}"] == [expected]


def test_who_asks_again_gives_up_what_still_runs() -> None:
    page = asked("select levenshtein(repeat('a', 200000), repeat('b', 200000))")
    page.button(key="analyse-run").click().run()
    first = page.session_state["analyse_run"].job
    page.text_area[0].set_value("select 42 as x")
    page = pressed(page, "analyse-run")
    assert first.wait(60)
    assert first.is_cancelled
    assert '<td class="analyse-number">42</td>' in html(page)
