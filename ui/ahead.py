"""What the browser is asked to fetch while the reader looks at the first screen: the files of the first chart."""

import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.responses import Response

STATIC = Path(streamlit.__file__).parent / "static"
SCRIPTS = "static/js"
CHART = "PlotlyChart.*.js"
SCRIPT = Path(__file__).parent / "scripts" / "ahead.js"
NAME = "ahead.js"
A_DAY = "public, max-age=86400"
# A built module names what it needs in its first lines: import{a as b}from"./other.js";import"./another.js";
NEEDS = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
FIRST_LINES = 20_000  # characters


def dressed_ahead(page: str) -> str:
    """Streamlit's page with the script that asks for the first chart's files; as it is where there are none."""
    files = " ".join(f"{SCRIPTS}/{name}" for name in chart_files() if name not in page)
    if not files:
        return page
    tag = f'<script async fetchpriority="low" src="./{NAME}" data-files="{files}"></script>'
    return page.replace("</head>", f"{tag}</head>", 1)


def is_asked_for(path: str) -> bool:
    """Whether a request is for the script, at whatever address the dashboard lives."""
    return path.endswith(f"/{NAME}")


def script() -> Response:
    """The script."""
    return Response(SCRIPT.read_bytes(), media_type="text/javascript", headers={"cache-control": A_DAY})


@cache
def chart_files(folder: Path = STATIC / SCRIPTS) -> tuple[str, ...]:
    """The chart's own file among Streamlit's, whose names hold a hash, and after it every file that it needs."""
    found = [file.name for file in folder.glob(CHART)]
    for name in found:  # grows while it is read
        found += [other for other in needs(folder / name) if other not in found]
    return tuple(found)


def needs(file: Path) -> list[str]:
    """The files that a module names, each once."""
    with file.open(encoding="utf-8") as opened:
        return list(dict.fromkeys(NEEDS.findall(opened.read(FIRST_LINES))))
