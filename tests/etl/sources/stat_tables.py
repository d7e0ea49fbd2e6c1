"""JSON-stat tables as Statistics Norway writes them, whole or with parts of them changed."""

import json
from collections.abc import Mapping, Sequence
from math import prod

from tests.etl.sources.server import Reply

YEARS = ("2024", "2025", "2026")


def stat_table(
    axes: Mapping[str, Sequence[str]], values: object = None, **parts: object
) -> dict[str, object]:
    """A table with these codes and values (1, 2, 3 … unless given); `parts` replace or join its own."""
    sizes = [len(codes) for codes in axes.values()]
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "07459: Befolkning, etter region, statistikkvariabel og år",
        "updated": "2026-02-25T07:00:00Z",
        "id": list(axes),
        "size": sizes,
        "dimension": {
            name: {"category": {"index": {code: place for place, code in enumerate(codes)}}}
            for name, codes in axes.items()
        },
        "value": list(range(1, prod(sizes) + 1)) if values is None else values,
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        **parts,
    }


def people(values: object, regions: tuple[str, ...] = ("3427",), **parts: object) -> Reply:
    """The answer for regions and three years."""
    axes = {"Region": regions, "ContentsCode": ("Personer1",), "Tid": YEARS}
    return answer(stat_table(axes, values, **parts))


def answer(content: object) -> Reply:
    """A table, or anything else, as an answer."""
    return Reply(json.dumps(content).encode(), headers={"Content-Type": "application/json"})
