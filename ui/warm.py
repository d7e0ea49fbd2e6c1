"""What is made ready when the server starts: room, the screens' code, and where it is wanted what answers analysts."""

import gc
import pkgutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

from streamlit.starlette import App

from foundation.config_file import load
from foundation.errors import ConfigurationError
from ui.promptness import send_at_once

# Not a module but the script that Streamlit runs: to import it is to draw.
SCRIPT = "app"
# Streamlit takes four files a visit, and gives three of them back only two minutes after it ended. Systems begin with
# 256 or 1024; macOS gives no process more than 10240.
MOST_FILES = 10_000


@asynccontextmanager
async def warm(app: App) -> AsyncIterator[None]:
    """Make ready with the server; start the processes with it too, and end them with it."""
    del app
    send_at_once()
    allow_many_files()
    import_screens()
    set_aside()
    if not is_wanted():
        yield
        return
    # Streamlit's caches complain when they are declared before there is a server.
    from ui.analyse_data import sandbox  # noqa: PLC0415

    sandbox().warm()
    yield
    sandbox().close()


def allow_many_files() -> None:
    """Let this process hold as many files open as a crowd of visitors takes, or as the system lets it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    given, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)
    if given != resource.RLIM_INFINITY and given < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def import_screens() -> None:
    """Import what the screens import: no first visitor waits for it, and no two import the same at once."""
    for name in modules():
        import_module(name)


def modules() -> Iterator[str]:
    """The names of the modules beside this one."""
    for found in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if found.name != SCRIPT:
            yield f"{__package__}.{found.name}"


def set_aside() -> None:
    """Leave all there is now out of every later collection of garbage: it lives as long as the server does.

    A full collection stops every visitor while it goes through what there is, and nearly all of it is imported code.
    """
    gc.collect()
    gc.freeze()


def is_wanted() -> bool:
    """Whether config.toml asks for the processes to start with the server."""
    try:
        return load().analysis.start == "with_server"
    except ConfigurationError:
        return False
