"""What a measure opens to: which addresses may be links, and how a record that changed is told."""

from datetime import date

import pytest

from foundation.words import words
from ui.goal_details import changed_said, filed_name, plan_said, web_address

NB = words("nb")


@pytest.mark.parametrize(
    "address", ["https://kommune.example/a?b=1#c", "http://kommune.example", "HTTPS://kommune.example/x"]
)
def test_an_ordinary_web_address_may_be_a_link(address: str) -> None:
    assert web_address(address) == address.replace("HTTPS", "https")


@pytest.mark.parametrize(
    "address",
    [
        None, "", "javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "ftp://kommune.example/x", "//kommune.example/x", "/side", "https://", "https:kommune.example",
        "http://[bare", "java\nscript:alert(1)",
    ],
)  # fmt: skip
def test_anything_else_may_not(address: str | None) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    ("state", "earlier", "said"),
    [
        ("as_delivered", None, ""),
        ("withdrawn", None, "Trukket tilbake 10.11.2026, teller ikke."),
        ("corrected", date(2026, 11, 2), "Rettet 10.11.2026."),
        ("corrected", date(2026, 11, 1), "Rettet 10.11.2026, sto før med 01.11.2026."),
    ],
)
def test_a_change_is_told_with_its_day(state: str, earlier: date | None, said: str) -> None:
    row = {
        "state": state, "changed_on": date(2026, 11, 10), "earlier_occurred_on": earlier,
        "occurred_on": date(2026, 11, 2),
    }  # fmt: skip
    assert changed_said(row, NB) == said


def test_a_filed_period_is_said_with_its_year() -> None:
    assert [filed_name(name, NB) for name in ("2026-04", "2026-H1", "2026")] == [
        "april 2026", "1. halvår 2026", "2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("basis", "quote", "decided_on", "said"),
    [
        ("stated", "månedlige", None, "Hver måned. Står i strategien: «månedlige»."),
        ("stated", None, None, "Hver måned. Står i strategien."),
        ("decided", None, date(2026, 1, 26), "Hver måned. Vedtatt 26.01.2026."),
        ("proposed", None, None, "Hver måned. Forslag, ikke vedtatt."),
        ("not_set", None, None, "Hver måned. Ikke bestemt."),
    ],
)
def test_a_rule_says_who_it_comes_from(
    basis: str, quote: str | None, decided_on: date | None, said: str
) -> None:
    row = {"basis": basis, "plan_nb": "Hver måned", "plan_quote_nb": quote, "decided_on": decided_on}
    assert plan_said(row, NB) == said
