"""The script that asks for the screen early: in the page as it is written, but for what only its readers need."""

from ui.early import SCRIPT, early


def test_the_page_gets_the_script_without_comments_and_indents() -> None:
    written, sent = SCRIPT.read_text(encoding="utf-8"), early()
    assert written.startswith("// ")
    assert [line for line in sent.splitlines() if line.startswith(("//", " ")) or not line] == []
    lines = [line.strip() for line in written.splitlines()]
    assert sent.splitlines() == [line for line in lines if line and not line.startswith("//")]


def test_nothing_in_the_script_ends_it_before_its_end() -> None:
    assert "</script" not in early()
