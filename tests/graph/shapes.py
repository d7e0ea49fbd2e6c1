"""Other shapes of the same answer: whatever they do, what the answer says stays the same."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.graph.failing import usage
from tests.graph.faults import Kind, Place
from tests.graph.reply import Reply

Block = dict[str, Any]
Shape = Callable[[list[Block], random.Random], None]
UNKNOWN = {"added_2027": {"deep": [1, None, "x"]}}
UNASKED = "page_unasked_by_type_total"


def shaped(found: Reply, kinds: Sequence[Kind], place: Place) -> Reply:
    """An answer in another shape."""
    if not kinds or found.status != 200:
        return found
    body = json.loads(found.body)
    chance = random.Random(f"{place.key}|{place.attempt}")
    for kind in kinds:
        if kind in SHAPE_OF:
            SHAPE_OF[kind](body["data"], chance)
    headers = dict(found.headers)
    if Kind.UNKNOWN_FIELDS in kinds:
        add_unknown(body)
        headers |= usage(place.page_id, 0)
    return replace(found, body=json.dumps(body).encode(), headers=headers)


def entries(blocks: list[Block]) -> Iterator[Block]:
    """All values of all blocks."""
    for block in blocks:
        yield from block["values"]


def repeat_values(blocks: list[Block], chance: random.Random) -> None:
    """Some values stand twice."""
    for block in blocks:
        for entry in chance.sample(block["values"], min(3, len(block["values"]))):
            block["values"].insert(chance.randint(0, len(block["values"])), dict(entry))


def repeat_blocks(blocks: list[Block], chance: random.Random) -> None:
    """Some blocks stand twice."""
    for block in chance.sample(blocks, min(3, len(blocks))):
        blocks.append({**block, "values": [dict(entry) for entry in block["values"]]})


def add_periods(blocks: list[Block], chance: random.Random) -> None:
    """Rolling periods stand between the days, at the same times with other values."""
    for block in [block for block in blocks if block["period"] == "day"]:
        for period in ("week", "days_28"):
            values = [{**entry, "value": chance.randint(10**6, 10**7)} for entry in block["values"]]
            other = {
                **block,
                "period": period,
                "values": values,
                "id": block["id"].replace("/day", f"/{period}"),
            }
            blocks.insert(chance.randint(0, len(blocks)), other)


def add_unasked(blocks: list[Block], chance: random.Random) -> None:
    """A metric in parts, which nobody asked for."""
    if blocks:
        values = [{**entry, "value": {"like": 5, "love": 1}} for entry in blocks[0]["values"]]
        block = {**blocks[0], "name": UNASKED, "period": "day", "values": values}
        blocks.insert(chance.randint(0, len(blocks)), block)


def seconds(entry: Block) -> int:
    """When a day ended, in UNIX seconds, however it is written."""
    stated = str(entry["end_time"])
    return int(stated) if stated.isdecimal() else int(datetime.fromisoformat(stated).timestamp())


def unix_number(blocks: list[Block], _: random.Random) -> None:
    """Times as UNIX seconds."""
    for entry in entries(blocks):
        entry["end_time"] = seconds(entry)


def unix_text(blocks: list[Block], _: random.Random) -> None:
    """Times as UNIX seconds in digits."""
    for entry in entries(blocks):
        entry["end_time"] = str(seconds(entry))


def text_values(blocks: list[Block], _: random.Random) -> None:
    """Numbers as text."""
    for entry in entries(blocks):
        value = entry["value"]
        entry["value"] = (
            {key: str(part) for key, part in value.items()} if isinstance(value, dict) else str(value)
        )


def unsort(blocks: list[Block], chance: random.Random) -> None:
    """No order among values and blocks."""
    for block in blocks:
        chance.shuffle(block["values"])
    chance.shuffle(blocks)


def add_unknown(body: Block) -> None:
    """Fields that nobody knows, at every depth."""
    body |= UNKNOWN
    for item in body.get("data", ()):
        item |= UNKNOWN
        for entry in item.get("values", ()):
            entry |= UNKNOWN


SHAPE_OF: Mapping[Kind, Shape] = {
    Kind.REPEATED_VALUES: repeat_values,
    Kind.REPEATED_BLOCKS: repeat_blocks,
    Kind.OTHER_PERIODS: add_periods,
    Kind.UNASKED_PARTS: add_unasked,
    Kind.UNIX_NUMBER: unix_number,
    Kind.UNIX_TEXT: unix_text,
    Kind.TEXT_VALUES: text_values,
    Kind.UNSORTED: unsort,
}
