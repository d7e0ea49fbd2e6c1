"""Every status has a sign, a filling and a word; no two look alike in grey, and no drawing depends on a style sheet."""

import base64
import re

import pytest

from foundation.words import LANGUAGES, words
from ui.marks import HEADLINE_SIGNS, STATUSES, drawing, encoded, picture, sign
from ui.theme import DARK, LIGHT


def shape(name: str) -> str:
    """A drawing without its colours."""
    return re.sub(r"var\(--[\w-]+\)", "", drawing(name))


def test_no_two_statuses_have_the_same_shape() -> None:
    assert len({shape(status) for status in STATUSES}) == len(STATUSES) == 8


def test_in_the_count_bar_only_the_two_full_ones_share_their_shape() -> None:
    """On track and overdue are both solid there: one light, one dark, and each with its sign and word below."""
    fillings = {status: shape(f"block_{status}") for status in STATUSES}
    assert fillings["on_track"] == fillings["overdue"]
    assert len(set(fillings.values())) == len(STATUSES) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_and_every_headline_has_its_word(language: str) -> None:
    keys = [f"status.{status}" for status in STATUSES] + [f"headline.{name}" for name in HEADLINE_SIGNS]
    assert [key for key in keys if not words(language).has(key)] == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_a_drawing_carries_its_own_colours(colours: dict[str, str]) -> None:
    for name in [*STATUSES, *(f"block_{status}" for status in STATUSES)]:
        source = encoded(drawing(name), tuple(colours.items()))
        painted = base64.b64decode(source.removeprefix("data:image/svg+xml;base64,")).decode()
        assert "var(" not in painted
        assert any(colour in painted for colour in colours.values())


def test_a_sign_beside_its_word_is_silent_and_one_alone_says_it() -> None:
    assert 'alt=""' in sign("overdue")
    assert 'alt="forfalt"' in sign("overdue", 16, "forfalt")


def test_a_label_cannot_break_out_of_its_attribute() -> None:
    assert 'alt="&quot;&gt;&lt;b&gt;"' in picture("<svg/>", (1, 1), "x", '"><b>')
