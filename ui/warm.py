"""What is made ready when the server starts: the processes that answer analysts, where config.toml asks for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from streamlit.starlette import App

from foundation.config_file import load
from foundation.errors import ConfigurationError
from ui.promptness import send_at_once


@asynccontextmanager
async def warm(app: App) -> AsyncIterator[None]:
    """Start the processes with the server, and end them with it."""
    del app
    send_at_once()
    if not is_wanted():
        yield
        return
    # Streamlit's caches complain when they are declared before there is a server.
    from ui.analyse_data import sandbox  # noqa: PLC0415

    sandbox().warm()
    yield
    sandbox().close()


def is_wanted() -> bool:
    """Whether config.toml asks for the processes to start with the server."""
    try:
        return load().analysis.start == "with_server"
    except ConfigurationError:
        return False
