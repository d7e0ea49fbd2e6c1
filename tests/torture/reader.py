"""Reads the published database over and over until told to stop; ends at once when anything is wrong or torn."""

import sys
import threading
from datetime import date
from pathlib import Path

from warehouse.read import Reader


def read_until_stopped(folder: Path) -> int:
    """How often the database was read. AssertionError when a published file is not whole, or older than the last."""
    stopped = threading.Event()
    threading.Thread(target=stop_when_told, args=(stopped,), daemon=True).start()
    reader, reads, most = Reader(folder), 0, 0
    while not stopped.wait(0.5):
        found = reader.query("source_freshness", {"as_of": date(2026, 11, 20)})
        row = dict(zip(found.columns, found.rows[0], strict=True))
        count = row["row_count"]
        assert isinstance(count, int)
        assert len(found.rows) == 1
        assert count == row["delivered_count"], row
        assert count >= most, (count, most)
        most, reads = count, reads + 1
    reader.close()
    return reads


def stop_when_told(stopped: threading.Event) -> None:
    sys.stdin.readline()
    stopped.set()


if __name__ == "__main__":
    print(read_until_stopped(Path(sys.argv[1])), end="")  # noqa: T201 - the parent reads it
