"""What is fetched ahead: the first chart's files, those that the page does not load itself, and no others."""

from pathlib import Path

import pytest

from ui.ahead import CHART, dressed_ahead
from ui.built_files import FOLDER, STATIC, built_files

PAGE = (STATIC / "index.html").read_text(encoding="utf-8")


def test_the_chart_that_this_streamlit_has_is_found_with_all_that_it_needs() -> None:
    files = built_files(CHART)
    assert [name.split(".")[0] for name in files[:1]] == ["PlotlyChart"]
    assert [name for name in files if not (STATIC / FOLDER / name).is_file()] == []


def test_what_a_module_needs_is_followed_to_the_end_and_named_once(tmp_path: Path) -> None:
    modules = {
        "PlotlyChart.a1-B_.js": 'import{a as b}from"./one.js";import"./two.js";import{c}from"./one.js";',
        "one.js": 'import{x}from"./three.js";',
        "two.js": 'import"./PlotlyChart.a1-B_.js"',
        "three.js": "const late=()=>import(`./never.js`)",
        "never.js": "",
    }
    for name, text in modules.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert built_files(CHART, folder=tmp_path) == ("PlotlyChart.a1-B_.js", "one.js", "two.js", "three.js")


def test_the_page_asks_only_for_what_it_does_not_load_itself() -> None:
    tag = dressed_ahead(PAGE).removeprefix(PAGE[: PAGE.index("</head>")])
    asked = tag[tag.index('data-files="') :].split('"')[1].split(" ")
    assert asked[0].startswith("static/js/PlotlyChart.")
    assert [file for file in asked if file.rsplit("/", 1)[1] in PAGE] == []
    assert tag.startswith('<script async fetchpriority="low" src="./ahead.js" ')


def test_a_streamlit_without_the_chart_leaves_the_page_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.ahead.CHART", "NoSuchChart")
    assert dressed_ahead(PAGE) == PAGE
