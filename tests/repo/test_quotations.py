"""Every sentence that the register takes from the strategy stands in its source, word for word."""

import re
from collections.abc import Iterator

import pytest

from tests.etl.register_copies import STRATEGY, real

SOURCE = (STRATEGY / "strategi.txt").read_text(encoding="utf-8")
SENTENCES = ("goal", "approach", "measure", "passage")
QUOTES = (
    ("measure_channel", "quote_nb"),
    ("measure_role", "quote_nb"),
    ("plan", "quote_nb"),
    ("metric_reference", "quote"),
)
# What the source holds beside the strategy's own sentences: headings, and the page that was lifted with it.
HEADINGS = {
    "KOMMUNIKASJONSstrategi", "Tynset kommune", "MÅL for kommunikasjon", "MÅLGRUPPER", "MÅL", "1", "2", "3",
    "HVORDAN:", "INTERNT", "EKSTERNT", "EKSTERT", "TILTAK:", "KANALER:", "KANALER", "ANSVAR:", "ANNA design",
    "VERDIER: TRYGGHET : OPTIMISME : PULS : INKLUDERING",
}  # fmt: skip
LABELS = re.compile(r"^(?:- |VISJON: |INTERNT : |EKSTERNT: )")
PAGE_BEGINS = "@tynset"


def folded(text: str) -> str:
    """A text with each run of spaces and line breaks as one space; nothing else is changed."""
    return re.sub(r"[ \n]+", " ", text).strip()


def quotations() -> Iterator[tuple[str, str]]:
    """Everything that the register says the strategy says: (where, what)."""
    tables = real().tables
    for table in SENTENCES:
        for row in tables[table]:
            yield f"{table} {row[f'{table}_id']}", str(row["text_nb"])
    for table, column in QUOTES:
        for row in tables[table]:
            if row[column] is not None:
                yield f"{table} {row.get('measure_id') or row.get('metric_id')}", str(row[column])
    for row in tables["role"]:
        yield f"role {row['role_id']}", str(row["strategy_name_nb"])


def test_every_quotation_stands_word_for_word_in_the_source() -> None:
    source = folded(SOURCE)
    quoted = list(quotations())
    assert [(where, text) for where, text in quoted if folded(text) not in source] == []
    assert len(quoted) == 199


def test_quotations_are_written_on_one_line_with_single_spaces() -> None:
    assert [(where, text) for where, text in quotations() if text != folded(text)] == []


def test_the_words_of_the_channels_are_the_strategys() -> None:
    source = folded(SOURCE).casefold()
    words = [word for row in real().tables["channel"] for word in str(row["name_nb"]).split(" / ")]
    assert [word for word in words if word.strip("()").replace(") ", " ").casefold() not in source] == []


def test_no_sentence_of_the_strategy_is_left_out() -> None:
    quoted = {folded(text) for _, text in quotations()}
    lines = [LABELS.sub("", line.strip()) for line in SOURCE.partition(PAGE_BEGINS)[0].splitlines()]
    left = " ".join(line for line in lines if line and line not in HEADINGS)
    for text in sorted(quoted, key=len, reverse=True):
        left = left.replace(text, "")
    assert folded(left) == ""


@pytest.mark.parametrize("misspelt", ["tillitt", "EKSTERT", "Serviceetorget"])
def test_the_sources_own_spelling_is_kept(misspelt: str) -> None:
    assert misspelt in SOURCE


def test_the_sentences_of_both_relays_are_the_same() -> None:
    relays = [row["text_nb"] for row in real().tables["measure"] if row["same_wording_as"]]
    assert relays == ['Gjennomføre "stafett" med fortellinger fra egen arbeidsplass.'] * 2


def test_every_sentence_has_english_beside_it() -> None:
    tables = real().tables
    same = [
        row["text_nb"] for table in SENTENCES for row in tables[table] if row["text_nb"] == row["text_en"]
    ]
    assert same == ["media"]
