"""Who answers for a measure: the one role that the register marks, unless it is uncertain which of several it is."""

import pytest

from tests.builders import Warehouse

FOUND = "select measure_id, role_id, basis from answering_role($d)"
Named = tuple[str, str, bool]


@pytest.mark.parametrize(
    ("named", "settled"),
    [
        ([], []),
        ([("chief", "high", True)], [("M", "chief", "named")]),
        ([("chief", "medium", True), ("staff", "medium", False)], [("M", "chief", "named")]),
        ([("chief", "low", True)], [("M", "chief", "named")]),
        ([("chief", "low", False), ("staff", "low", True)], []),
        ([("chief", "medium", False), ("staff", "medium", False)], []),
        ([("chief", "high", True), ("staff", "high", True)], []),
        ([("chief", "proposed", True)], [("M", "chief", "proposed")]),
    ],
)
def test_one_role_answers_or_none_is_settled(named: list[Named], settled: list[tuple[object, ...]]) -> None:
    made = Warehouse().goal().measure()
    for position, (role_id, confidence, is_accountable) in enumerate(named, 1):
        made.add(
            "measure_role", measure_id="M", role_id=role_id, position=position, confidence=confidence,
            is_accountable=is_accountable,
        )  # fmt: skip
    assert made.rows(FOUND, d="2026-11-20") == settled


def test_the_roles_of_another_measure_settle_nothing() -> None:
    made = Warehouse().goal().measure("A").measure("B")
    for measure_id, role_id in (("A", "chief"), ("B", "staff")):
        made.add(
            "measure_role", measure_id=measure_id, role_id=role_id, position=1, confidence="high",
            is_accountable=True,
        )  # fmt: skip
    assert made.rows(f"{FOUND} order by measure_id", d="2026-11-20") == [
        ("A", "chief", "named"), ("B", "staff", "named"),
    ]  # fmt: skip
