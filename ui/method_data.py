"""What the data and method screen reads: the sources and their last run, rejected rows, and what nobody has decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ui.data import Row, rows

ALL = "all"
FIRST_SHOWN = 20
MOST_SHOWN = 1000  # more than this nobody reads on a screen
MOST_IN_FILE = 100_000


@dataclass(frozen=True, slots=True)
class Method:
    """What the numbers rest on, as known on a date: sources, their notes, rejected rows per source, open points."""

    as_of: date
    sources: Sequence[Row]
    warnings: Mapping[str, Sequence[Row]]
    reject_counts: Mapping[str, int]
    undecided: Sequence[Row]
    has_strategy: bool = True

    @property
    def reject_count(self) -> int:
        """How many rejected rows stand."""
        return sum(self.reject_counts.values())

    @property
    def is_all_sample(self) -> bool:
        """Whether every source is invented."""
        return bool(self.sources) and all(source["is_sample"] for source in self.sources)

    @property
    def is_any_sample(self) -> bool:
        """Whether a source is invented."""
        return any(source["is_sample"] for source in self.sources)


def read_method(as_of: date) -> Method:
    """Everything the screen shows of a date, but the rejected rows themselves."""
    warnings: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows("method_warnings", as_of=as_of):
        warnings[row["source_id"]].append(row)
    counts = rows("method_reject_counts", as_of=as_of)
    undecided = rows("method_undecided", as_of=as_of)
    return Method(
        as_of,
        rows("method_sources", as_of=as_of),
        warnings,
        {row["source_id"]: int(row["reject_count"]) for row in counts},
        undecided,
        bool(undecided or rows("strategy_goals")),
    )


def read_rejects(as_of: date, source: str, limit: int) -> list[Row]:
    """The first rejected rows of one source, or of all."""
    chosen = None if source == ALL else source
    return rows("method_rejects", as_of=as_of, source=chosen, row_limit=limit)
