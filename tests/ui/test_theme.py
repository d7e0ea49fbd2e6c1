"""The colours can be read: on paper and on cells, light and dark, and Streamlit's own theme holds the same ones."""

import tomllib
from collections.abc import Mapping

import pytest

from foundation.configuration import ROOT
from ui.theme import DARK, LIGHT, MEETING, tokens

TEXT, SHAPE, FAR = 4.5, 3.0, 7.0
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@BOTH
@pytest.mark.parametrize("ground", ["paper", "surface", "wash"])
def test_words_can_be_read_on_every_ground(colours: Mapping[str, str], ground: str) -> None:
    found = {name: contrast(colours[name], colours[ground]) for name in ("ink", "muted", "accent", "overdue")}
    assert {name: ratio for name, ratio in found.items() if ratio < TEXT} == {}


@BOTH
@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_marks_and_edges_stand_out_from_every_ground(colours: Mapping[str, str], ground: str) -> None:
    names = ("completed", "on-track", "due-soon", "delayed", "overdue", "none", "edge")
    found = {name: contrast(colours[name], colours[ground]) for name in names}
    assert {name: ratio for name, ratio in found.items() if ratio < SHAPE} == {}


def test_in_a_meeting_words_and_marks_can_be_told_from_four_metres() -> None:
    names = (
        "ink", "muted", "accent", "completed", "on-track", "due-soon", "delayed", "overdue", "none", "sample-ink",
    )  # fmt: skip
    found = {name: contrast(MEETING[name], MEETING["paper"]) for name in names}
    assert {name: ratio for name, ratio in found.items() if ratio < FAR} == {}


@BOTH
def test_the_sample_ribbon_can_be_read(colours: Mapping[str, str]) -> None:
    assert contrast(colours["sample-ink"], colours["sample"]) >= TEXT


def test_light_and_dark_name_the_same_colours() -> None:
    assert list(LIGHT) == list(DARK)


def test_the_style_sheet_gets_every_colour_by_name() -> None:
    assert tokens({"ink": "#000000", "on-track": "#2F7D4C"}) == "--ink:#000000;--on-track:#2F7D4C;"


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_streamlits_own_parts_have_our_colours(name: str, colours: Mapping[str, str]) -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][name]
    assert {
        "backgroundColor": theme["backgroundColor"],
        "secondaryBackgroundColor": theme["secondaryBackgroundColor"],
        "textColor": theme["textColor"],
        "linkColor": theme["linkColor"],
        "borderColor": theme["borderColor"],
    } == {
        "backgroundColor": colours["paper"],
        "secondaryBackgroundColor": colours["wash"],
        "textColor": colours["ink"],
        "linkColor": colours["accent"],
        "borderColor": colours["edge"],
    }
