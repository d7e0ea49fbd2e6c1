"""How a measure stands: the word and the counts beside it, as every rule of the oracle gives them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Standing:
    """The word for a measure, its counts, and the dates that belong to them."""

    word: str
    planned: int | None = None
    closed: int | None = None
    on_time: int | None = None
    late: int | None = None
    missed: int | None = None
    in_grace: int | None = None
    covered: int | None = None
    population: int | None = None
    required: int | None = None
    window_start: date | None = None
    window_end: date | None = None
    next_due: date | None = None
    is_undecidable: bool = False
