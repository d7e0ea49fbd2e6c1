"""What a Facebook source is tried with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from etl.check_table import Mark, Row
from foundation.configuration import Source
from foundation.words import Words


@dataclass(frozen=True, slots=True)
class Trying:
    """A source and whom it is tried for. `now` is in the municipality's zone; `metrics` are the register's rows."""

    source: Source
    words: Words
    now: datetime
    home_number: str | None  # the municipality's own, with Statistics Norway
    metrics: Sequence[Mapping[str, object]]

    def row(self, mark: Mark, what: str, found: str, advice: str = "") -> Row:
        """A row about the source; the parts are texts."""
        return Row(mark, self.source.id, what, found, advice)

    def metric_name(self, metric_id: str) -> str:
        """What a metric is called in the reader's language."""
        row = next(row for row in self.metrics if row["metric_id"] == metric_id)
        return str(row.get(f"name_{self.words.language}") or row["name_nb"])

    def t(self, key: str, **values: object) -> str:
        """A text of this check."""
        return self.words.t(f"facebook.{key}", **values)
