"""Opens the lake: DuckDB with its extensions from the installed packages, and the catalog attached as `lake`."""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from foundation.errors import LakeError
from warehouse.build import quoted

EXTENSIONS = ("postgres_scanner", "httpfs", "ducklake")
CATALOG = "lake"
ANSWER_SECONDS = 5  # a PostgreSQL server that says nothing for so long is taken for gone
OPENING: dict[str, str | bool | int | float | list[str]] = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}
# What an object store is told, by the variable of the environment it is read from.
STORE = {
    "key_id": "AWS_ACCESS_KEY_ID",
    "secret": "AWS_SECRET_ACCESS_KEY",  # the name of a variable
    "session_token": "AWS_SESSION_TOKEN",  # the name of a variable
    "region": "AWS_REGION",
}
ENDPOINT = "AWS_ENDPOINT_URL"


def open_lake(
    address: str, *, files: str | None = None, is_read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    """A connection with the lake attached as `lake`.

    `address` is the setting, ducklake:postgres:…; `files` is where a new lake is to keep its files, without it the
    lake must be there. PostgreSQL's password and the object store's keys come from the environment (PGPASSWORD,
    AWS_ACCESS_KEY_ID …). Raises LakeError when an extension is missing or the lake does not answer.
    """
    connection = duckdb.connect(config=OPENING)
    try:
        for name in EXTENSIONS:
            connection.execute(f"load {quoted(str(extension_file(name)))}")
        if "AWS_ACCESS_KEY_ID" in os.environ:
            connection.execute(store_secret())
        connection.execute(attaching(address, files, is_read_only=is_read_only))
    except duckdb.Error as error:
        connection.close()
        raise unreachable(error) from None  # a chained error would carry the statement with the store's keys
    except LakeError:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction in the lake: all of it, or nothing."""
    connection.execute("begin")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        give_up(connection)
        raise


def give_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Undo what a transaction has done; one that failed to commit, or whose server is gone, is already undone.

    It must be asked for all the same: a connection closed within a transaction whose server is gone ends the process.
    """
    with suppress(duckdb.Error):
        connection.execute("rollback")


@contextmanager
def answering() -> Iterator[None]:
    """While something is asked of the lake: LakeError when it fails, however it does."""
    try:
        yield
    except duckdb.Error as error:
        raise unreachable(error) from error


def extension_file(name: str) -> Path:
    """An extension's file in its installed package, of the very version that DuckDB has. LakeError without one."""
    package = importlib.util.find_spec(f"duckdb_extension_{name}")
    for folder in (package.submodule_search_locations or ()) if package else ():
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if file.is_file():
            return file
    raise LakeError("lake_error.no_extension", extension=name, version=duckdb.__version__)


def attaching(address: str, files: str | None, *, is_read_only: bool) -> str:
    """The statement that attaches the lake."""
    waiting = "" if "connect_timeout" in address else f" connect_timeout={ANSWER_SECONDS}"
    options = [f"data_path {quoted(files)}"] if files else ["create_if_not_exists false"]
    options += ["read_only"] if is_read_only else []
    return f"attach {quoted(address + waiting)} as {CATALOG} ({', '.join(options)})"


def store_secret() -> str:
    """The statement that tells DuckDB of the object store, from the environment."""
    told = [
        f"{name} {quoted(os.environ[variable])}" for name, variable in STORE.items() if variable in os.environ
    ]
    if endpoint := os.environ.get(ENDPOINT):
        scheme, _, host = endpoint.rpartition("://")
        told += [
            f"endpoint {quoted(host)}",
            "url_style 'path'",
            f"use_ssl {'false' if scheme == 'http' else 'true'}",
        ]
    return f"create secret store (type s3, {', '.join(told)})"


def unreachable(error: duckdb.Error) -> LakeError:
    """What a reader is told when the lake does not answer."""
    return LakeError("lake_error.unreachable", found=str(error).partition("\n")[0])
