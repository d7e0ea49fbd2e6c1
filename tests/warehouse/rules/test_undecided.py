"""What the owner has not decided: plans, targets, roles, populations and readings, each under the goal it concerns."""

import pytest

from tests.builders import Warehouse

FOUND = "select kind, subject_id, goal_id, basis, proposal_id from undecided($d) order by all"
DAY = "2026-11-20"
Points = list[tuple[object, ...]]


def two_goals() -> Warehouse:
    """Two goals with a measure each, both planned by decision, and a measure across them without one."""
    made = Warehouse().goal("G1").goal("G2")
    made.measure("A", goal_id="G1").measure("B", goal_id="G2").plan("A").plan("B")
    return made.measure("X", goal_id=None).plan("X")


def point(made: Warehouse, point_id: str, *measures: str) -> Warehouse:
    """The warehouse with a passage that is unclear, about some measures."""
    made.add("ambiguity", ambiguity_id=point_id, text_nb="a", text_en="a", confidence="low")
    for measure in measures:
        made.add("measure_ambiguity", ambiguity_id=point_id, measure_id=measure)
    return made


def answers(made: Warehouse, confidence: str, *, is_accountable: bool = True) -> Warehouse:
    """The warehouse with a role for measure A."""
    return made.add(
        "measure_role", measure_id="A", role_id="leder", position=1, confidence=confidence,
        is_accountable=is_accountable,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("basis", "found"),
    [
        ("stated", []),
        ("decided", []),
        ("proposed", [("plan", "M", "G1", "proposed", "M-1")]),
        ("not_set", [("plan", "M", "G1", "not_set", "M-1")]),
    ],
)
def test_a_plan_is_open_until_it_is_stated_or_decided(basis: str, found: Points) -> None:
    assert Warehouse().goal().measure().plan(basis=basis).rows(FOUND, d=DAY) == found


def test_a_measure_that_no_plan_governs_is_open() -> None:
    assert Warehouse().goal().measure().rows(FOUND, d=DAY) == [("plan", "M", "G1", "not_set", None)]


def test_a_decision_closes_the_point_from_its_day() -> None:
    made = Warehouse().goal().measure().plan(basis="proposed")
    made.plan(plan_id="M-2", basis="decided", decided_on="2026-11-10")
    assert made.rows(FOUND, d="2026-11-09") == [("plan", "M", "G1", "proposed", "M-1")]
    assert made.rows(FOUND, d="2026-11-10") == []


@pytest.mark.parametrize(("basis", "count"), [("stated", 0), ("decided", 0), ("proposed", 1)])
def test_a_target_is_open_while_it_is_proposed(basis: str, count: int) -> None:
    made = two_goals().metric().target(0.9, basis=basis).add("metric_goal", metric_id="rate", goal_id="G2")
    assert made.rows(FOUND, d=DAY) == [("target", "rate", "G2", "proposed", "rate-1")] * count


def test_a_target_for_several_goals_stands_under_none_of_them() -> None:
    made = two_goals().metric().target(0.9, basis="proposed")
    for goal in ("G1", "G2"):
        made.add("metric_goal", metric_id="rate", goal_id=goal)
    assert made.rows(FOUND, d=DAY) == [("target", "rate", None, "proposed", "rate-1")]


@pytest.mark.parametrize(("confidence", "count"), [("high", 0), ("medium", 0), ("low", 0), ("proposed", 1)])
def test_who_answers_is_open_where_the_strategy_names_nobody(confidence: str, count: int) -> None:
    assert (
        answers(two_goals(), confidence).rows(FOUND, d=DAY)
        == [("role", "A", "G1", "proposed", "leder")] * count
    )


def test_a_proposed_role_that_does_not_answer_alone_is_no_point() -> None:
    assert answers(two_goals(), "proposed", is_accountable=False).rows(FOUND, d=DAY) == []


@pytest.mark.parametrize(
    ("measures", "goal_id"),
    [(("A",), "G1"), (("B",), "G2"), (("A", "B"), None), (("A", "X"), None), (("X",), None), ((), None)],
)
def test_a_reading_stands_under_the_one_goal_that_it_concerns(
    measures: tuple[str, ...], goal_id: str | None
) -> None:
    made = point(two_goals(), "A1", *measures)
    assert made.rows(FOUND, d=DAY) == [("reading", "A1", goal_id, "proposed", None)]


def test_a_population_to_be_confirmed_is_one_point_however_many_it_has() -> None:
    made = two_goals().unit("a", basis="candidate").unit("b", basis="candidate").unit("c", basis="decided")
    assert made.rows(FOUND, d=DAY) == [("units", "service_area", None, "proposed", None)]


@pytest.mark.parametrize("span", [{"valid_from": "2026-11-21"}, {"valid_to": "2026-11-19"}])
def test_a_candidate_of_another_time_is_no_point(span: dict[str, str]) -> None:
    assert two_goals().unit("a", basis="candidate", **span).rows(FOUND, d=DAY) == []
