"""Words, numbers and dates as each language writes them, and the same keys in all of them."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from foundation.words import LANGUAGES, words

ROOT = Path(__file__).parent.parent.parent
# A key in code: two or more dotted lower-case words in quotes, the first one a section of the text files.
KEY = re.compile(r"[\"']([a-z_]+(?:\.[a-z0-9_]+)+)[\"']")


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        ("nb", 1868, "1\u00a0868"),
        ("nb", -10.4, "\u221210,4"),
        ("nn", 0.0, "0"),
        ("en", 1868.5, "1,868.5"),
        ("nb", date(2026, 11, 23), "23.11.2026"),
        ("en", date(2026, 11, 3), "3 Nov 2026"),
        ("nb", datetime(2026, 11, 23, 6, 5, tzinfo=UTC), "23.11.2026 kl. 06.05"),
        ("en", datetime(2026, 11, 23, 6, 5, tzinfo=UTC), "23 Nov 2026 at 06:05"),
        ("nb", "som det er", "som det er"),
        ("nb", True, "True"),
    ],
)
def test_a_value_is_written_as_the_language_writes_it(language: str, value: object, expected: str) -> None:
    assert words(language).form(value) == expected


def test_a_share_is_per_cent_with_a_hard_space_in_norwegian() -> None:
    assert [words(language).share(0.754) for language in LANGUAGES] == ["75\u00a0%", "75\u00a0%", "75%"]


def test_a_small_negative_number_that_rounds_to_nothing_has_no_sign() -> None:
    assert words("nb").number(-0.04, 1, signed=True) == "0,0"


def test_items_are_listed_as_a_sentence_lists_them() -> None:
    assert [words("nb").listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a og b",
        "a, b og c",
    ]


def test_one_and_many_have_sentences_of_their_own() -> None:
    said = words("nb")
    assert [said.t("run.more_rejects", count=count)[:16] for count in (1, 2)] == [
        "… og 1 avvist ra",
        "… og 2 avviste r",
    ]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        words("sv")


def test_every_language_has_the_same_keys() -> None:
    nb, nn, en = (set(words(language).sentences) for language in LANGUAGES)
    assert (nb ^ nn, nb ^ en) == (set(), set())


def test_every_language_fills_the_same_places() -> None:
    def places(sentence: str) -> list[str]:
        return sorted(set(re.findall(r"\{(\w+)\}", sentence)))

    differing = {
        key
        for language in LANGUAGES[1:]
        for key, sentence in words("nb").sentences.items()
        if places(sentence) != places(words(language).sentences[key])
    }
    assert differing == set()


def sources() -> Iterable[Path]:
    for folder in ("etl", "warehouse", "ui", "pages", "foundation"):
        yield from (ROOT / folder).rglob("*.py")
        yield from (ROOT / folder).rglob("*.sql")


def test_every_key_in_the_code_has_a_sentence() -> None:
    said = words("nb")
    sections = {key.partition(".")[0] for key in said.sentences}
    used = {
        key
        for file in sources()
        for key in KEY.findall(file.read_text(encoding="utf-8"))
        if key.partition(".")[0] in sections and not key.endswith((".py", ".toml", ".sql", ".csv", ".css"))
    }
    begun = {key for key in used if key.endswith("_")}  # put together in code
    assert {key for key in used - begun if not said.has(key)} == set()
    assert {key for key in begun if not any(known.startswith(key) for known in said.sentences)} == set()
