"""Runs a municipality's Facebook pages once, without the waits: a process of its own, so that it can be killed."""

import sys
from pathlib import Path

from tests.etl.facebook_town import FacebookTown
from tests.graph.graph import Graph
from tests.graph.town import Town

if __name__ == "__main__":
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]  # as the command does: see etl/__main__.py
    FacebookTown(Path(sys.argv[1]), Graph(Town(pages=0))).run()
