"""Every screen in every state and language: its question stands or a sentence says what to do, never a traceback."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from foundation.words import LANGUAGES, words
from tests.pages.published import ROOT, TIMEOUT_SECONDS, html, publish, sources
from warehouse.build import Row

APP = ROOT / "ui" / "app.py"
SCREENS = sorted(file.stem for file in (ROOT / "pages").glob("[a-z]*.py"))
AS_OF = "2026-11-20"
LONG_AGO = date(2026, 3, 1)
KEY = re.compile(r"\b[a-z]+_page\.[a-z_.]+|\{[a-z_]+\}")
CONTENT = ("goal", "approach", "measure", "plan", "milestone", "unit", "metric", "target", "event", "meeting")


def well(folder: Path) -> Path:
    """The register and two sources that have been read, with nothing in them."""
    return publish(folder, {})


def empty(folder: Path) -> Path:
    """Neither a register nor a source: what the first run of a careless municipality publishes."""
    names = (*CONTENT, "source", "etl_run", "passage", "channel", "role", "ambiguity", "assessment")
    linked = (
        "measure_channel",
        "measure_role",
        "measure_ambiguity",
        "plan_period",
        "metric_goal",
        "metric_reference",
    )
    nothing: dict[str, Sequence[Row]] = dict.fromkeys((*names, *linked), ())
    return publish(folder, nothing)


def read_long_ago(folder: Path) -> Path:
    """Two sources that nobody has read since March."""
    return publish(folder, {"etl_run": [{**run, "loaded_on": LONG_AGO} for run in sources()["etl_run"]]})


def failed(folder: Path) -> Path:
    """Two sources that were read once, and failed the next day."""
    moment = datetime(2026, 11, 20, 7)
    fault = {
        "run_id": "2", "outcome": "failed", "started_at": moment, "finished_at": moment,
        "error_code": "source.missing_file", "error_values": '{"file": "liste.csv"}',
    }  # fmt: skip
    runs = sources()["etl_run"]
    return publish(folder, {"etl_run": [*runs, *({**run, **fault} for run in runs)]})


def never_read(folder: Path) -> Path:
    """Two sources that are set up, and no run has asked them."""
    return publish(folder, {"etl_run": ()})


def unpublished(folder: Path) -> Path:
    """A folder where no run has published."""
    file = publish(folder, {})
    (folder / "CURRENT").unlink()
    return file


def unreadable(folder: Path) -> Path:
    """A database that is none."""
    file = publish(folder, {})
    (folder / "kommunikasjon-1.duckdb").write_text("not a database", encoding="utf-8")
    return file


def being_replaced(folder: Path) -> Path:
    """A pointer to a file that has gone."""
    file = publish(folder, {})
    (folder / "kommunikasjon-1.duckdb").unlink()
    return file


STANDING: Mapping[str, Callable[[Path], Path]] = {
    "well": well, "empty": empty, "read_long_ago": read_long_ago, "failed": failed, "never_read": never_read,
}  # fmt: skip
MISSING: Mapping[str, Callable[[Path], Path]] = {
    "unpublished": unpublished, "unreadable": unreadable, "being_replaced": being_replaced,
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The configuration of a state, published when it is first asked for."""
    made: dict[str, Path] = {}

    def of(state: str) -> Path:
        if state not in made:
            made[state] = {**STANDING, **MISSING}[state](tmp_path_factory.mktemp(state))
        return made[state]

    return of


def opened(screen: str) -> AppTest:
    """The dashboard on a screen, in bokmål."""
    app = AppTest.from_file(str(APP), default_timeout=TIMEOUT_SECONDS)
    app.query_params["as_of"] = AS_OF
    app.run()  # the first run names the screens that can be switched to
    return app.switch_page(str(ROOT / "pages" / f"{screen}.py"))


def drawn(app: AppTest, language: str) -> str:
    """What the screen draws in a language; fails on any exception and on words that are missing or not filled in."""
    app.query_params["lang"] = language
    app.run()
    assert [error.message for error in app.exception] == []
    found = html(app)
    body = re.sub(r"<(style|pre)\b.*?</\1>", "", found, flags=re.DOTALL)
    assert "Traceback" not in body
    assert KEY.findall(re.sub(r"<[^>]*>", " ", body)) == []
    return found


def test_every_screen_asks_a_question_of_its_own(
    published: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(published("well")))
    asked = [re.findall(r"<h1\b[^>]*>(.*?)</h1>", drawn(opened(screen), "nb")) for screen in SCREENS]
    assert len({tuple(questions) for questions in asked}) == len(SCREENS)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", STANDING)
def test_a_screen_stands_with_one_question_and_its_headings_in_order(
    published: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, state: str, screen: str
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(published(state)))
    app = opened(screen)
    for language in LANGUAGES:
        found = drawn(app, language)
        assert 'role="alert"' not in found
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", found)]
        assert (language, levels[:1], levels.count(1)) == (language, [1], 1)
        assert [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("state", MISSING)
def test_where_there_is_no_database_every_screen_says_what_to_run(
    published: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, state: str, screen: str
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(published(state)))
    app = opened(screen)
    for language in LANGUAGES:
        found = drawn(app, language)
        assert words(language).t("error.title") in found
        assert f"python -m etl {'run' if state == 'unpublished' else 'rebuild'}" in found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    ("state", "said"),
    [("read_long_ago", "siden 01.03.2026"), ("failed", "mislyktes"), ("never_read", "er ikke lest inn ennå")],
)
def test_a_source_in_trouble_is_told_above_the_first_number_of_every_screen(
    published: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, state: str, said: str, screen: str
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(published(state)))
    found = drawn(opened(screen), "nb")
    (notes,) = re.findall(r'<ul class="frame-notes">(.*?)</ul>', found)
    assert [said in note for note in notes.split("</li>")[:-1]] == [True, True]
    assert found.index("frame-notes") < found.index("<h1")


@pytest.mark.parametrize(
    ("screen", "said"),
    [
        ("status", "Ingen tiltak er lagt inn ennå."),
        ("goal", "Tiltakene skrives i mappen for strategien; kjør så «python -m etl run»."),
        ("actions", "Tiltakene skrives i mappen for strategien; kjør så «python -m etl run»."),
        ("calendar", "De skrives i planene i mappen for strategien; kjør så «python -m etl run»."),
        ("coverage", "Skriv dem i units.csv i registermappen, og kjør «python -m etl run»."),
        ("dialogue", "Svarprosenten er ikke målt. Følgertallet er ikke målt."),
        ("channels", "Skriv dem i channels.toml i registermappen, og kjør «python -m etl run»."),
        ("stories", "Skriv is_story = true på tiltaket i measures.toml i registermappen."),
        ("strategy", "Den skrives i mappen for strategien; kjør så «python -m etl run»."),
        ("method", "Strategien er ikke lagt inn ennå."),
    ],
)
def test_where_nothing_is_entered_a_screen_says_what_to_do_and_counts_nothing(
    published: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, screen: str, said: str
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(published("empty")))
    found = drawn(opened(screen), "nb")
    assert said in found
    assert "Ingen kilder er satt opp." in found
    assert re.findall(r"\b0 (?:av 0|mål|tiltak|punkter)", found) == []
    assert re.findall(r"<h2\b[^>]*>([^<]*)</h2>(?=</section>|<ul></ul>)", found) == []
