"""What the channels screen reads, as known on a date: each channel's use per audience, and the strategy's rules."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows

AUDIENCES = ("internal", "external")


@dataclass(frozen=True, slots=True)
class Use:
    """One channel for one audience: its counts or why it has none, and the measures that went through it."""

    row: Row
    measures: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Channels:
    """The year so far: channels from rich to poor with a use per audience, each audience's reach, the rules."""

    as_of: date
    uses: Sequence[Mapping[str, Use]]
    reach: Sequence[Row]
    rules: Sequence[Row]


def read_channels(as_of: date) -> Channels:
    """Everything the screen shows, for the calendar year that holds the date."""
    through: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows("channels_measures", as_of=as_of):
        through[row["channel_id"], row["audience"]].append(row)
    uses: defaultdict[str, dict[str, Use]] = defaultdict(dict)
    for row in rows("channels_use", as_of=as_of):
        channel, audience = row["channel_id"], row["audience"]
        uses[channel][audience] = Use(row, through[channel, audience])
    return Channels(as_of, list(uses.values()), rows("channels_reach", as_of=as_of), rows("channels_rules"))
