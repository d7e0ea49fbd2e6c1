"""What a command says of a lake on a machine that has none of what a lake needs."""

from pathlib import Path

import pytest

from tests.etl.commands import CONFIGURATION, Municipality, municipality

LAKE = "ducklake:postgres:dbname=lake host=127.0.0.1 port=1 user=etl"


@pytest.fixture
def prove(tmp_path: Path) -> Municipality:
    return municipality(tmp_path)


def test_a_lake_is_asked_for_where_only_a_folder_is_set(prove: Municipality) -> None:
    said = prove.command("lake")
    assert (said.code, said.out) == (1, "")
    assert "config.toml peker på en mappe på denne maskinen, ikke på et felles lager." in said.err


@pytest.mark.parametrize("command", ["lake", "run", "rebuild"])
def test_a_missing_extension_is_named_with_what_installs_it(prove: Municipality, command: str) -> None:
    own = CONFIGURATION.replace('warehouse = "warehouse"', f'warehouse = "{LAKE}"')
    prove.write("config.toml", own.replace('kommune"', 'kommune"\nmunicipality_number = "3427"', 1))
    said = prove.command(command)
    assert (said.code, said.out) == (1, "")
    assert "mangler utvidelsen postgres_scanner, som det felles lageret trenger." in said.err
    assert "requirements-lake.txt" in said.err
