"""How long a version of the Graph API lasts: the listed day is the first it is not to be used."""

from datetime import date

import pytest

from etl.sources.facebook.pull import API_VERSION
from etl.sources.facebook.versions import Life, life, versions

TODAY = date(2026, 11, 23)
END = date(2028, 7, 29)  # of v25.0


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("v25.0", TODAY, Life("fine", END)),
        ("v25.0", date(2028, 1, 31), Life("fine", END)),  # 180 days left
        ("v25.0", date(2028, 2, 1), Life("near", END)),
        ("v25.0", date(2028, 7, 28), Life("near", END)),
        ("v25.0", END, Life("over", END)),
        ("v21.0", TODAY, Life("near", date(2027, 1, 21))),
        ("v20.0", TODAY, Life("over", date(2026, 9, 24))),
        ("v20.0", date(2026, 9, 23), Life("near", date(2026, 9, 24))),
        ("v3.1", TODAY, Life("over")),
        ("v9.0", TODAY, Life("over")),
        ("v26.0", TODAY, Life("fine")),  # two years are promised from 29 July 2026
        ("v26.0", date(2028, 1, 29), Life("fine")),
        ("v26.0", date(2028, 1, 30), Life("unknown")),
        ("v27.0", TODAY, Life("unknown")),
        ("v25.1", TODAY, Life("unknown")),
        ("nonsense", TODAY, Life("unknown")),
    ],
)
def test_a_version_on_a_day(name: str, day: date, expected: Life) -> None:
    assert life(name, day) == expected


def test_the_version_that_is_asked_without_a_choice_is_listed() -> None:
    assert life(API_VERSION, TODAY).state == "fine"


def test_every_version_but_the_newest_has_an_end_after_its_beginning() -> None:
    listed = versions()
    assert [name for name, version in listed.items() if version.usable_until is None] == ["v26.0"]
    assert [
        name
        for name, (introduced_on, usable_until) in listed.items()
        if introduced_on and usable_until and (usable_until - introduced_on).days < 730
    ] == []
