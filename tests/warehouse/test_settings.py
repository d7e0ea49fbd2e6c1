"""What the configuration puts into a database: pages, and which of them is the municipality's own."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from foundation.configuration import PageSetting, Source
from tests.warehouse.landed import OURS, THEIRS, deliver, figure, loaded, settings_of

CASES: Mapping[str, tuple[tuple[Source, ...], str | None, list[tuple[object, ...]]]] = {
    "the first that no other municipality has": (
        (Source("a", "facebook_page", pages=(THEIRS, OURS, PageSetting("second"))),),
        "3427",
        [("theirs", "a", 1, "0301", False), ("ours", "a", 2, None, True), ("second", "a", 3, None, False)],
    ),
    "one with our own number": (
        (Source("a", "facebook_page", pages=(THEIRS, PageSetting("ours", "3427"))),),
        "3427",
        [("theirs", "a", 1, "0301", False), ("ours", "a", 2, "3427", True)],
    ),
    "none, when all belong to others": (
        (Source("a", "facebook_page", pages=(THEIRS,)),),
        "3427",
        [("theirs", "a", 1, "0301", False)],
    ),
    "none with a number, when our own is not known": (
        (Source("a", "facebook_page", pages=(THEIRS,)),),
        None,
        [("theirs", "a", 1, "0301", False)],
    ),
    "in the first of two sources": (
        (
            Source("a", "facebook_page", pages=(OURS,)),
            Source("b", "facebook_page", pages=(OURS, PageSetting("x"))),
        ),
        "3427",
        [("ours", "a", 1, None, True), ("x", "b", 2, None, False)],
    ),
    "not of a source that is off and was never read": (
        (
            Source("a", "facebook_page", enabled=False, pages=(PageSetting("x"),)),
            Source("b", "facebook_page", pages=(OURS,)),
        ),
        "3427",
        [("ours", "b", 1, None, True)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_page_whose_figures_count_is(case: str, tmp_path: Path) -> None:
    sources, municipality_number, expected = CASES[case]
    settings = settings_of(tmp_path, *sources, municipality_number=municipality_number)
    assert loaded(settings, "select * from page order by position") == expected


def test_a_source_that_is_switched_off_keeps_the_page_and_figures_it_has_brought(tmp_path: Path) -> None:
    on = settings_of(tmp_path, Source("a", "facebook_page", pages=(OURS,)))
    deliver(on, "a", "2026-11-20", figure("2026-11-19", 1868))
    off = settings_of(tmp_path, Source("a", "facebook_page", enabled=False, pages=(OURS,)))
    assert loaded(off, "select page_id, is_main from page") == [("ours", True)]
    assert loaded(off, "select value from known_metric_value('2026-11-20')") == [(1868.0,)]
