"""A lake keeps no more than it needs: what was withdrawn is gone for good, and what counts stays."""

from pathlib import Path

from etl.sharing import prepare_lake
from tests.lake.conftest import NewHost
from warehouse.lake.connection import open_lake
from warehouse.lake.upkeep import set_age

RECORDS = "select record_key from lake.k3427.completion order by all"
VERSIONS = "select count(*) from ducklake_snapshots('lake')"


def found(address: str, query: str) -> list[tuple[object, ...]]:
    """What a query finds in the lake."""
    with open_lake(address, is_read_only=True) as lake:
        return lake.execute(query).fetchall()


def test_old_versions_and_their_files_go_and_the_rows_that_count_stay(host: NewHost, tmp_path: Path) -> None:
    tynset = host("tynset")
    for delivered in (["a"], ["a", "b"]):
        tynset.deliver(*delivered)
        tynset.run()
    address = str(tynset.settings.paths.lake)
    before = {file.name for file in (tmp_path / "files").rglob("*.parquet")}
    with open_lake(address) as lake:
        set_age(lake, "0 seconds")
    assert found(address, VERSIONS) > [(4,)]
    prepare_lake(tynset.settings, None)
    # One version is left, and the two that came after: the merged files and the national views.
    assert found(address, VERSIONS) <= [(3,)]
    assert found(address, RECORDS) == [("id|a",), ("id|b",)]
    assert before - {file.name for file in (tmp_path / "files").rglob("*.parquet")}
    assert tynset.shown() == ["tynset id|a", "tynset id|b"]


def test_a_new_lake_keeps_its_versions_for_a_week(lake: str) -> None:
    kept = "select value from lake.options() where option_name = 'expire_older_than'"
    assert found(lake, kept) == [("7 days",)]
