"""Where each unclear point stands on the strategy screen, and how sure a shared line is."""

import pytest

from ui.data import Row
from ui.strategy_data import Block, distinct_lines, placed


def block(place: str, *measure_ids: str) -> Block:
    """A block of measures without lines."""
    return Block(place, "internal", [{"measure_id": each} for each in measure_ids], (), ())


def touching(**measures_by_point: str) -> list[Row]:
    """Rows of strategy_points: A1="M1 M2"; a point without measures touches none."""
    return [
        {"ambiguity_id": point, "measure_id": measure_id or None}
        for point, measure_ids in measures_by_point.items()
        for measure_id in measure_ids.split(" ")
    ]


def told(points: list[Row], *blocks: Block) -> dict[str, list[tuple[str, bool]]]:
    """The points by place, each with whether it is told in full there."""
    return {
        place: [(point.row["ambiguity_id"], point.is_in_full) for point in found]
        for place, found in placed(points, blocks).items()
    }


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ({"A1": "M1"}, {"M1": [("A1", True)]}),
        ({"A1": "M1 M2"}, {"B": [("A1", True)]}),
        ({"A1": "M1 M3"}, {"M1": [("A1", True)], "M3": [("A1", False)]}),
        ({"A1": "M1 M2 M3"}, {"B": [("A1", True)], "M3": [("A1", False)]}),
        ({"A1": "M3"}, {"M3": [("A1", True)]}),
        ({"A1": ""}, {"": [("A1", True)]}),
        ({"A2": "M1 M2", "A1": "M2"}, {"M2": [("A1", True)], "B": [("A2", True)]}),
    ],
)
def test_a_point_stands_at_the_block_if_it_touches_all_of_several_measures_else_at_the_measure(
    points: dict[str, str], expected: dict[str, list[tuple[str, bool]]]
) -> None:
    assert told(touching(**points), block("B", "M1", "M2"), block("C", "M3")) == expected


def line(measure_id: str, quote: str, confidence: str, kind: str = "role") -> Row:
    """A row of strategy_lines."""
    return {"kind": kind, "measure_id": measure_id, "quote_nb": quote, "confidence": confidence}


def test_a_line_shared_by_measures_stands_once_with_its_least_sure_reading() -> None:
    measures = [{"measure_id": each, "text_nb": "Gjør noe."} for each in ("M1", "M2")]
    lines = [
        line("M1", "Rådmannen.", "medium"),
        line("M2", "Rådmannen.", "low"),
        line("M2", "Alle.", "high"),
        line("M3", "En annens linje.", "high"),
        line("M1", "Sosiale medier.", "high", "channel"),
    ]
    found = [(each["quote_nb"], each["confidence"]) for each in distinct_lines("role", measures, lines)]
    assert found == [("Rådmannen.", "low"), ("Alle.", "high")]


def test_a_line_inside_the_measures_own_sentence_is_left_out() -> None:
    measures = [{"measure_id": "M1", "text_nb": "Tas opp i personalmøter av alle."}]
    assert distinct_lines("role", measures, [line("M1", "Tas opp i personalmøter", "high")]) == []
