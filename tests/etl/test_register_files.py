"""How the register's files are read: encodings, CSV as Excel saves it, lines, and files that cannot be read."""

from datetime import date
from pathlib import Path

import pytest

from etl.register import Register, read_register
from foundation.errors import Fault, RegisterError
from foundation.words import LANGUAGES, words
from tests.etl.register_copies import STRATEGY, copy_of, edit, faults_in, told
from tests.etl.test_register_faults import CASES

UNIT_HEADING = "unit_id;unit_kind;name_nb;occurs_on;basis"
A_UNIT = "kai;council_meeting;Møte på kaia;31.12.2026;decided"
# The sentences that this file tries; register_faults.toml tries the rest.
TRIED_HERE = {
    "wrong.one", "wrong.other", "missing_folder", "nothing_of", "unreadable", "sheet_file", "not_utf8",
    "not_toml", "not_csv", "empty_file", "unknown_csv", "repeated_column", "missing_column",
    "too_many_cells", "unknown_reference",
}  # fmt: skip


def test_every_sentence_about_the_register_is_tried_by_a_fault() -> None:
    sentences = {
        key.removeprefix("register.") for key in words("nb").sentences if key.startswith("register.")
    }
    assert sentences == TRIED_HERE | {case["reason"] for case in CASES}


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("events.toml", b"\xe6\xf8\xe5 = 1\n", ("strategy/events.toml:1", "", "b'\\xe6'", "not_utf8")),
        ("targets.csv", b"target_id\0\n", ("strategy/targets.csv", "", "", "not_utf8")),
        ("targets.csv", b"\xffm\xc3\x81\x81\n", ("strategy/targets.csv:1", "", "b'\\xff'", "not_utf8")),
        (
            "events.toml",
            b'[[event]]\nevent_id = "x\nkind = "campaign"\n',
            ("strategy/events.toml:2", "", 'event_id = "x', "not_toml"),
        ),
        ("events.toml", b"[[event]]\nx = [1,", ("strategy/events.toml:2", "", "x = [1,", "not_toml")),
        ("meetings.csv", b'meeting_id;held_on\n"x;2026\n', ("strategy/meetings.csv", "", "", "not_csv")),
        ("meetings.csv", b" \n", ("strategy/meetings.csv", "", "", "empty_file")),
        ("moter.csv", b"x\n", ("strategy/moter.csv", "", "moter.csv", "unknown_csv")),
        ("enheter.xlsx", b"PK", ("strategy/enheter.xlsx", "", "enheter.xlsx", "sheet_file")),
        (
            "meetings.csv",
            b"meeting_id;held_on;held_on\n",
            ("strategy/meetings.csv", "held_on", "held_on", "repeated_column"),
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, file: str, content: bytes, expected: tuple[str, str, str, str]
) -> None:
    register = copy_of(STRATEGY, tmp_path)
    (register / file).write_bytes(content)
    faults = faults_in(register)
    assert [whole(fault) for fault in faults] == [expected]
    for language in LANGUAGES:
        assert words(language).t(faults[0].reason, **faults[0].values)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    (register / "events.toml").symlink_to("/proc/self/mem")
    assert told(faults_in(register)) == [("strategy/events.toml", "", "Input/output error", "unreadable")]


def test_a_missing_column_is_told_once_and_not_for_each_row(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    (register / "events.csv").write_text(
        "event_id;occurred_on;kind;nam_nb\na;2026-01-01;campaign;A\nb;2026-01-02;campaign;B\n"
    )
    assert told(faults_in(register)) == [
        ("strategy/events.csv", "event[a].nam_nb", "nam_nb", "unknown_key"),
        ("strategy/events.csv", "name_nb", "", "missing_column"),
        ("strategy/events.csv", "name_en", "", "missing_column"),
    ]


def test_a_row_with_more_cells_than_the_heading_is_told_with_its_line(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    (register / "units.csv").write_text(f"{UNIT_HEADING}\n\n{A_UNIT};for mye\n", encoding="utf-8")
    assert [whole(fault) for fault in faults_in(register)] == [
        ("strategy/units.csv:3", "unit[kai]", "for mye", "too_many_cells")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_file_is_read_as_excel_saves_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    register = copy_of(STRATEGY, tmp_path)
    text = f"{UNIT_HEADING}\r\n{A_UNIT}\r\n;;;;\r\n".replace(";", delimiter)
    (register / "units.csv").write_bytes(text.encode(encoding))
    assert read(register).tables["unit"] == [
        {
            "unit_id": "kai", "unit_kind": "council_meeting", "name_nb": "Møte på kaia", "name_en": None,
            "valid_from": None, "valid_to": None, "occurs_on": date(2026, 12, 31), "basis": "decided",
            "note_nb": None,
        }
    ]  # fmt: skip


def test_a_csv_cell_may_have_a_decimal_comma_and_say_ja(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    (register / "targets.toml").unlink()
    (register / "targets.csv").write_text(
        'target_id,metric_id,basis,kind,value\nr-1,response_rate,proposed,at_or_above,"0,85"\n'
    )
    (register / "roles.toml").rename(register / "notater.txt")
    heading = "role_id;strategy_name_nb;name_nb;name_en;is_group\n"
    roles = [str(row["role_id"]) for row in read(STRATEGY).tables["role"]]
    rows = [f"{role};{role};{role};{role};{'ja' if role.startswith('alle_') else 'nei'}\n" for role in roles]
    (register / "roles.csv").write_text(heading + "".join(rows))
    tables = read(register).tables
    assert [row["value"] for row in tables["target"]] == [0.85]
    assert [row["role_id"] for row in tables["role"] if row["is_group"]] == [
        "alle_ledernivaa",
        "alle_ansatte",
    ]


def test_notes_texts_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    for name in ("LESMEG.md", ".units.csv.swp", "~$units.xlsx", "notat.txt"):
        (register / name).write_text("x")
    assert faults_in(register) == ()


def test_a_folder_that_is_not_there_is_the_only_thing_told(tmp_path: Path) -> None:
    missing = tmp_path / "strategi"
    assert [whole(fault) for fault in faults_in(missing)] == [(str(missing), "", "", "missing_folder")]


def test_an_empty_register_lacks_goals_measures_channels_and_roles(tmp_path: Path) -> None:
    assert [whole(fault) for fault in faults_in(tmp_path)] == [
        (str(tmp_path), section, "", "nothing_of") for section in ("goal", "measure", "channel", "role")
    ]


def test_faults_name_the_line_they_stand_on(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    edit(register / "measures.toml", 'role_ids = ["alle_ansatte"]', 'role_ids = ["ingen"]')
    edit(register / "units.csv", "kulturtjenesten;service_area", "kulturtjenesten;område")
    lines = (register / "measures.toml").read_text(encoding="utf-8").splitlines()
    rows = (register / "units.csv").read_text(encoding="utf-8").splitlines()
    line = lines.index('role_ids = ["ingen"]') + 1
    row = next(number for number, text in enumerate(rows, 1) if text.startswith("kulturtjenesten"))
    assert [fault.file for fault in faults_in(register)] == [
        f"strategy/units.csv:{row}",
        f"strategy/measures.toml:{line}",
    ]


def test_all_faults_are_told_at_once_and_none_twice(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    edit(register / "measures.toml", 'confidence = "high"', 'confidence = "sure"')
    edit(register / "goals.toml", 'short_en = "Good ambassadors"\n', "")
    edit(register / "plans.toml", "grace_days = 14", "grace_days = 14.5")
    assert told(faults_in(register)) == [
        ("strategy/goals.toml", "goal[G1].short_en", "", "missing"),
        ("strategy/plans.toml", "plan[T1.I1-1].grace_days", "14.5", "wrong_whole_number"),
        ("strategy/measures.toml", "measure[T1.I1].channels[1].confidence", "sure", "one_of"),
    ]


def test_an_unknown_name_comes_with_the_nearest_known_one(tmp_path: Path) -> None:
    register = copy_of(STRATEGY, tmp_path)
    edit(register / "plans.toml", 'measure_id = "T1.E2"', 'measure_id = "t1.e2"')
    edit(register / "plans.toml", "grace_days = 14", "grace_day = 3\ngrace_days = 14")
    assert [fault.values["allowed"] for fault in faults_in(register)] == ["grace_days", "T1.E2"]


def test_a_title_for_an_unknown_role_is_a_fault_in_the_configuration() -> None:
    with pytest.raises(RegisterError) as raised:
        read_register([STRATEGY], {"radman": "Kommunedirektør"})
    assert [whole(fault) for fault in raised.value.faults] == [
        ("config.toml", "roles.radman", "radman", "unknown_reference")
    ]
    assert words("nb").t(raised.value.key, **raised.value.values).startswith("Registeret har 1 feil")


def whole(fault: Fault) -> tuple[str, str, str, str]:
    return fault.file, fault.key, fault.found, fault.reason.removeprefix("register.")


def read(folder: Path) -> Register:
    return read_register([folder], {})
