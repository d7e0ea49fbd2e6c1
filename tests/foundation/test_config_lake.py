"""Where the warehouse may be: a folder of this machine, or a lake that is named without its password."""

from pathlib import Path

import pytest

from foundation.config_file import load
from foundation.errors import ConfigurationError
from foundation.words import LANGUAGES, words

LAKE = "ducklake:postgres:dbname=lake host=db.kommune.no user=etl"
GOOD = """
[organisation]
name = "Prøve kommune"
municipality_number = "3427"

[paths]
register = "register"
raw = "raw"
warehouse = "WAREHOUSE"
"""


def written(folder: Path, warehouse: str, old: str = "", new: str = "") -> Path:
    file = folder / "config.toml"
    file.write_text(GOOD.replace("WAREHOUSE", warehouse).replace(old, new), encoding="utf-8")
    return file


def test_a_folder_is_a_folder_and_no_lake(tmp_path: Path) -> None:
    paths = load(written(tmp_path, "published")).paths
    assert (paths.warehouse, paths.lake) == (tmp_path / "published", None)


def test_one_setting_chooses_a_lake_and_a_host_keeps_its_copy_where_a_folder_would_be(tmp_path: Path) -> None:
    paths = load(written(tmp_path, LAKE)).paths
    assert (paths.warehouse, paths.lake) == (tmp_path / "data" / "warehouse", LAKE)


def test_a_host_may_keep_its_copy_elsewhere(tmp_path: Path) -> None:
    paths = load(written(tmp_path, f'{LAKE}"\ncopy = "fast/disk')).paths
    assert (paths.warehouse, paths.lake) == (tmp_path / "fast" / "disk", LAKE)


@pytest.mark.parametrize(
    "said",
    [f"{LAKE} password=hysj", f"{LAKE} PASSWORD = hysj", "ducklake:postgres:postgresql://etl:hysj@db/lake"],
)
def test_a_password_in_the_address_is_refused_and_never_repeated(tmp_path: Path, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(written(tmp_path, said))
    (fault,) = caught.value.faults
    assert (fault.key, fault.found, fault.reason) == ("paths.warehouse", "ducklake:postgres:", "fault.secret")
    for language in LANGUAGES:
        told = words(language).t(fault.reason, **fault.values)
        assert "PGPASSWORD" in told
        assert "hysj" not in told


def test_another_kind_of_catalog_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(written(tmp_path, "ducklake:mysql:db=lake password=hysj"))
    (fault,) = caught.value.faults
    assert (fault.key, fault.found, fault.reason) == ("paths.warehouse", "ducklake:mysql:", "fault.one_of")


def test_a_lake_needs_the_number_that_its_part_is_known_by(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load(written(tmp_path, LAKE, 'municipality_number = "3427"'))
    (fault,) = caught.value.faults
    assert (fault.key, fault.reason) == ("organisation.municipality_number", "fault.municipality_number")
