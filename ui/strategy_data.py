"""What the strategy screen reads: the strategy's own sentences, and beside which of them each unclear point is told."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ui.data import Row, rows

ACROSS = "X"
SURE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Point:
    """An unclear point at one place on the page: told in full where it is met first, elsewhere only named."""

    row: Row
    is_in_full: bool


@dataclass(frozen=True, slots=True)
class Block:
    """What one goal says for one audience: its measures, and the lines that give them channels and roles."""

    place: str
    audience: str
    measures: Sequence[Row]
    channel_lines: Sequence[Row]
    role_lines: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Strategy:
    """The whole strategy as the register holds it: blocks by goal id (X: across), points by place (open ones: '')."""

    passages: Mapping[str, Sequence[Row]]
    goals: Sequence[Row]
    approaches: Mapping[str, Sequence[Row]]
    blocks: Mapping[str, Sequence[Block]]
    channels: Sequence[Row]
    roles: Sequence[Row]
    points: Mapping[str, Sequence[Point]]


def read_strategy() -> Strategy:
    """Everything the screen shows. The strategy is the same on every day, so no date is asked for."""
    measures, lines = rows("strategy_measures"), rows("strategy_lines")
    blocks = {goal: blocks_of(goal, found, lines) for goal, found in grouped(measures, "goal_id").items()}
    return Strategy(
        passages=grouped(rows("strategy_passages"), "kind"),
        goals=rows("strategy_goals"),
        approaches=grouped(rows("goal_approaches"), "goal_id"),
        blocks=blocks,
        channels=rows("strategy_channels"),
        roles=rows("strategy_roles"),
        points=placed(rows("strategy_points"), [each for found in blocks.values() for each in found]),
    )


def grouped(found: Sequence[Row], column: str) -> Mapping[str, list[Row]]:
    """Rows gathered by a column, in the order they came; what has no goal runs across."""
    gathered: defaultdict[str, list[Row]] = defaultdict(list)
    for row in found:
        gathered[row[column] or ACROSS].append(row)
    return gathered


def blocks_of(goal: str, measures: Sequence[Row], lines: Sequence[Row]) -> list[Block]:
    """A goal's measures cut by audience, each with the lines that its measures share, once each."""
    return [
        Block(
            f"{goal}-{audience}",
            audience,
            found,
            distinct_lines("channel", found, lines),
            distinct_lines("role", found, lines),
        )
        for audience, found in grouped(measures, "audience").items()
    ]


def distinct_lines(kind: str, measures: Sequence[Row], lines: Sequence[Row]) -> list[Row]:
    """The strategy's lines of one kind for some measures, in their order, each once with its least sure reading.

    A line that is only a part of a measure's own sentence is left out: it has been read already.
    """
    sentences = {measure["measure_id"]: str(measure["text_nb"]) for measure in measures}
    of_these = [line for line in lines if line["kind"] == kind and line["measure_id"] in sentences]
    found: dict[str, Row] = {}
    for line in of_these:
        quote = line["quote_nb"]
        if quote not in sentences[line["measure_id"]]:
            found[quote] = max(found.get(quote, line), line, key=lambda each: SURE.index(each["confidence"]))
    return list(found.values())


def placed(points: Sequence[Row], blocks: Sequence[Block]) -> Mapping[str, list[Point]]:
    """The unclear points by the place where they stand: a block if they touch all its measures, else the measure.

    A point that touches no measure stands under ''.
    """
    touched: defaultdict[str, set[str]] = defaultdict(set)
    for row in points:
        touched[row["ambiguity_id"]].add(row["measure_id"] or "")
    by_id = {row["ambiguity_id"]: row for row in points}
    found: defaultdict[str, list[Point]] = defaultdict(list)
    told: set[str] = set()
    for place, point_id in places(touched, blocks):
        found[place].append(Point(by_id[point_id], point_id not in told))
        told.add(point_id)
    return found


def places(touched: Mapping[str, set[str]], blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Each place on the page, from top to bottom, with the points that stand there."""
    for block in blocks:
        own = {measure["measure_id"] for measure in block.measures}
        shared = [point for point, measures in touched.items() if own <= measures and len(own) > 1]
        for measure in block.measures:
            measure_id = measure["measure_id"]
            for point, measures in touched.items():
                if measure_id in measures and point not in shared:
                    yield measure_id, point
        for point in shared:
            yield block.place, point
    yield from (("", point) for point, measures in touched.items() if "" in measures)
