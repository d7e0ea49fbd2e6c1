"""What the browser is asked to fetch while the reader looks at the first screen: the files of the first chart."""

from pathlib import Path

from starlette.responses import Response

from ui.built_files import FOLDER, built_files

CHART = "PlotlyChart"
SCRIPT = Path(__file__).parent / "scripts" / "ahead.js"
NAME = "ahead.js"
A_DAY = "public, max-age=86400"


def dressed_ahead(page: str) -> str:
    """Streamlit's page with the script that asks for the first chart's files; as it is where there are none."""
    files = " ".join(f"{FOLDER}/{name}" for name in built_files(CHART) if name not in page)
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
