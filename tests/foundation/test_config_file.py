"""The configuration is read whole, and everything that is wrong in it is told at once."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from foundation.config_file import load
from foundation.configuration import (
    CONFIG_VARIABLE,
    ROOT,
    EarlierDelivery,
    Organisation,
    PageSetting,
    Paths,
    Server,
    Settings,
    Source,
)
from foundation.errors import ConfigurationError
from foundation.words import words

GOOD = """
[organisation]
name = "Prøve kommune"
municipality_number = "9999"
language = "nn"

[paths]
register = "register"
raw = "../raw"
warehouse = "warehouse"

[roles]
radmann = "kommunedirektør"

[[source]]
id = "records"
kind = "completions_file"
path = "records.csv"
sample = true
delivery = "new_only"
measures = ["T1.I1"]
delivered_on = 2026-11-20
history = [{ path = "october.csv", delivered_on = 2026-10-15 }]

[[source]]
id = "facebook"
kind = "facebook_page"
enabled = false
page_id = "prove"
token_env = "PAGE_TOKEN"
"""


NO_PATH = "{'delivered_on': datetime.date(2026, 10, 15)}"


def written(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def faults(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Every fault in a configuration as key, value and reason."""
    with pytest.raises(ConfigurationError) as raised:
        load(written(folder, text))
    for fault in raised.value.faults:
        assert words("nb").t(fault.reason, **fault.values)
    return [(fault.key, fault.found, fault.reason) for fault in raised.value.faults]


def test_a_whole_configuration_is_read_with_paths_from_its_own_folder(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD)
    assert load(file) == Settings(
        file=file,
        organisation=Organisation("Prøve kommune", "9999", "nn", ZoneInfo("Europe/Oslo")),
        paths=Paths(tmp_path / "register", None, tmp_path.parent / "raw", tmp_path / "warehouse"),
        sources=(
            Source(
                id="records",
                kind="completions_file",
                sample=True,
                measures=("T1.I1",),
                path=tmp_path / "records.csv",
                delivered_on=date(2026, 11, 20),
                history=(EarlierDelivery(tmp_path / "october.csv", date(2026, 10, 15)),),
                options={"delivery": "new_only"},
            ),
            Source(
                id="facebook",
                kind="facebook_page",
                enabled=False,
                pages=(PageSetting("prove"),),
                options={"page_id": "prove", "token_env": "PAGE_TOKEN"},
            ),
        ),
        role_names={"radmann": "kommunedirektør"},
    )


def test_the_environment_may_name_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(written(tmp_path, GOOD)))
    assert load().organisation.name == "Prøve kommune"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "Prøve kommune"', "", ("organisation.name", "", "fault.missing")),
        ('language = "nn"', 'language = "sv"', ("organisation.language", "sv", "fault.one_of")),
        ('language = "nn"', 'timezone = "Tynset"', ("organisation.timezone", "Tynset", "fault.unknown_timezone")),
        ('language = "nn"', 'langage = "nn"', ("organisation.langage", "langage", "fault.unknown_key")),
        ('raw = "../raw"', "raw = 3", ("paths.raw", "3", "fault.wrong_type")),
        ('id = "records"', 'id = "my records"', ("source[my records].id", "my records", "fault.plain_id")),
        ('id = "facebook"', 'id = "records"', ("source[records].id", "records", "fault.duplicate")),
        ('kind = "completions_file"', 'kind = "csv"', ("source[records].kind", "csv", "fault.one_of")),
        ('path = "records.csv"', "", ("source[records].path", "", "fault.missing")),
        ('"new_only"', '"some"', ("source[records].delivery", "some", "fault.one_of")),
        ("sample = true", "sample = false", ("source[records].history", "history", "fault.only_sample")),
        ("sample = true", 'sample = "yes"', ("source[records].sample", "yes", "fault.wrong_type")),
        ("sample = true", "refresh_days = 0", ("source[records].refresh_days", "0", "fault.at_least_one")),
        ('{ path = "october.csv", ', "{ ", ("source[records].history[1]", NO_PATH, "fault.history_shape")),
        ("[roles]", "[role]", ("role", "role", "fault.unknown_key")),
    ],
)  # fmt: skip
def test_a_fault_names_its_key_and_value(
    tmp_path: Path, old: str, new: str, expected: tuple[str, str, str]
) -> None:
    assert expected in faults(tmp_path, GOOD.replace(old, new))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace('"Prøve kommune"', '""').replace('"nn"', '"sv"').replace("records.csv", "")
    assert faults(tmp_path, wrong) == [
        ("organisation.name", "", "fault.missing"),
        ("organisation.language", "sv", "fault.one_of"),
        ("source[records].path", "", "fault.missing"),
    ]


def test_a_missing_file_is_one_plain_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(tmp_path / "none.toml")
    assert [fault.reason for fault in raised.value.faults] == ["fault.missing_file"]


def test_a_file_that_is_not_toml_is_one_plain_fault(tmp_path: Path) -> None:
    assert [reason for _, _, reason in faults(tmp_path, "[organisation\nname")] == ["fault.not_toml"]


def test_the_server_table_opens_nothing_by_itself_and_tells_of_what_it_does_not_know(tmp_path: Path) -> None:
    good = (ROOT / "config.toml").read_text(encoding="utf-8")
    file = tmp_path / "config.toml"
    file.write_text(good, encoding="utf-8")
    assert load(file).server == Server()
    file.write_text(
        good.replace("open_metrics = false", 'open_metrics = "yes"\nopen_door = true'), encoding="utf-8"
    )
    with pytest.raises(ConfigurationError) as told:
        load(file)
    assert sorted(fault.key for fault in told.value.faults) == ["server.open_door", "server.open_metrics"]
