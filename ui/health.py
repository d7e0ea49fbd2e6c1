"""Answers «up», and whether what is shown is fresh: for whoever watches the server, never for a reader."""

import asyncio
from datetime import UTC, datetime

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from foundation.config_file import load
from foundation.errors import ConfigurationError, NothingPublishedError, WarehouseError
from warehouse.read import Reader

PATH = "/health"
WELL = ("loaded", "unchanged")


class Health:
    """ASGI middleware: GET /health. The server is up whenever it answers 200; `data` tells the rest.

    `data` is fresh, stale (a source is too old, failed or was read only in part), none (nothing is published),
    unreadable or misconfigured. With `?strict=1` everything but fresh is 503, for a probe that reads no body.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not is_asked(scope):
            await self.app(scope, receive, send)
            return
        found = await asyncio.to_thread(state, datetime.now(UTC))
        is_strict = b"strict=1" in scope.get("query_string", b"")
        status = 503 if is_strict and found["data"] != "fresh" else 200
        await JSONResponse(found, status, {"cache-control": "no-store"})(scope, receive, send)


def is_asked(scope: Scope) -> bool:
    """Whether a request is for the health check, also under a sub-path."""
    path: str = scope["path"]
    return scope["method"] in ("GET", "HEAD") and path.rstrip("/").endswith(PATH) and "/_stcore" not in path


def state(now: datetime) -> dict[str, object]:
    """What the check answers at a moment: server, data, and the sources that are not well, by their ids."""
    try:
        settings = load()
        reader = Reader(settings.paths.warehouse)
        try:
            today = now.astimezone(settings.organisation.timezone).date()
            found = reader.query("source_freshness", {"as_of": today})
            version = reader.current()
        finally:
            reader.close()
    except ConfigurationError:
        return {"server": "up", "data": "misconfigured"}
    except NothingPublishedError:
        return {"server": "up", "data": "none"}
    except WarehouseError:
        return {"server": "up", "data": "unreadable"}
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    silent = [row["source_id"] for row in rows if row["is_stale"] or row["last_outcome"] not in WELL]
    return {"server": "up", "data": "stale" if silent else "fresh", "not_well": silent, "version": version}
