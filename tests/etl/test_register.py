"""The register as it ships: what it holds, what the sample adds, and how files become rows."""

from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.register import read_register
from etl.register_shape import TABLES
from etl.sources.headings import METRIC, plain
from tests.etl.register_copies import SAMPLE, STRATEGY, copy_of, edit, real
from warehouse.build import Row, create_tables, insert_rows


def test_the_register_fits_the_tables_of_the_schema() -> None:
    register = read_register([STRATEGY, SAMPLE], {})
    with duckdb.connect() as connection:
        create_tables(connection)
        for table, rows in register.tables.items():
            insert_rows(connection, table, rows)
        counted = {
            table: connection.execute(f"select count(*) from {table}").fetchall()[0][0]  # noqa: S608
            for table in TABLES
        }
    assert counted == {table: len(rows) for table, rows in register.tables.items()}


def test_the_register_holds_three_goals_eighteen_measures_and_two_that_run_across() -> None:
    counted = Counter((row["goal_id"], row["audience"]) for row in real().tables["measure"])
    assert len(real().tables["goal"]) == 3
    assert counted == {
        ("G1", "internal"): 4, ("G1", "external"): 3, ("G2", "internal"): 3, ("G2", "external"): 4,
        ("G3", "internal"): 3, ("G3", "external"): 1, (None, "internal"): 1, (None, "external"): 1,
    }  # fmt: skip


def test_measures_are_of_four_kinds_and_one_of_them_is_an_outcome() -> None:
    measures = [row for row in real().tables["measure"] if row["goal_id"]]
    assert Counter(row["kind"] for row in measures) == {
        "recurring": 6, "coverage": 5, "one_off": 5, "continuous": 2
    }  # fmt: skip
    assert [row["measure_id"] for row in measures if row["lane"] != "activity"] == ["T3.I1"]


def test_only_the_yearly_wheel_is_optional_and_without_an_accountable_role() -> None:
    tables = real().tables
    answered = Counter(row["measure_id"] for row in tables["measure_role"] if row["is_accountable"])
    measures = [row["measure_id"] for row in tables["measure"] if not row["is_optional"]]
    assert answered == dict.fromkeys(measures, 1)
    assert [row["measure_id"] for row in tables["measure"] if row["is_optional"]] == ["X2"]


def test_the_register_says_which_measure_is_the_stories_and_which_numbers_are_told_per_story() -> None:
    tables = real().tables
    assert [row["measure_id"] for row in tables["measure"] if row["is_story"]] == ["T1.E2"]
    told = [row["metric_id"] for row in tables["metric"] if row["is_per_story"]]
    assert told == ["story_reach", "story_engagement"]
    assert {row["is_story"] for row in tables["measure"]} == {True, False}
    assert {row["is_per_story"] for row in tables["metric"]} == {True, False}


def test_a_role_that_the_strategy_does_not_name_is_proposed_and_has_no_quote() -> None:
    proposed = [row for row in real().tables["measure_role"] if row["confidence"] == "proposed"]
    assert [(row["measure_id"], row["role_id"], row["quote_nb"]) for row in proposed] == [
        ("T3.E1", "radmann", None),
        ("X1", "tjenesteomradeledere", None),
    ]


def test_the_register_holds_the_rest_of_the_strategy() -> None:
    tables = real().tables
    assert Counter(row["kind"] for row in tables["passage"]) == {
        "vision": 1, "value": 4, "behaviour": 10, "audience": 2, "segment": 6, "principle": 9, "rule": 4,
        "duty": 1, "richness": 4, "channel_use": 2,
    }  # fmt: skip
    assert {table: len(tables[table]) for table in ("approach", "ambiguity", "channel", "role")} == {
        "approach": 6, "ambiguity": 18, "channel": 13, "role": 9
    }  # fmt: skip


def test_the_value_without_behaviour_stays_without() -> None:
    passages = real().tables["passage"]
    values = [str(row["text_nb"]) for row in passages if row["kind"] == "value"]
    described = Counter(row["parent_id"] for row in passages if row["kind"] == "behaviour")
    assert (values, described) == (
        ["TRYGGHET", "OPTIMISME", "PULS", "INKLUDERING"],
        {"V1": 4, "V2": 3, "V4": 3},
    )


def test_two_plans_are_stated_none_is_decided_and_one_offs_are_not_set() -> None:
    plans = real().tables["plan"]
    by_basis = {
        basis: [row["measure_id"] for row in plans if row["basis"] == basis]
        for basis in ("stated", "not_set")
    }
    assert by_basis == {
        "stated": ["T1.I1", "T1.E2"],
        "not_set": ["T1.I4", "T2.I1", "T2.I3", "T2.E2", "T3.I3", "X2"],
    }
    assert Counter(row["basis"] for row in plans) == {"stated": 2, "proposed": 12, "not_set": 6}


def test_no_milestone_of_the_strategy_has_a_due_date() -> None:
    milestones = real().tables["milestone"]
    assert (len(milestones), {row["due_on"] for row in milestones}) == (13, {None})


def test_targets_are_proposed_and_the_page_snapshot_has_no_date() -> None:
    tables = real().tables
    assert [(row["metric_id"], row["basis"], row["value"]) for row in tables["target"]] == [
        ("response_rate", "proposed", 0.9),
        ("profile_share", "proposed", 0.9),
    ]
    assert {row["metric_id"]: row["value"] for row in tables["metric_reference"]} == {
        "followers": 1843.0, "likes": 1868.0, "response_rate": 0.75
    }  # fmt: skip


def test_only_the_ends_of_the_richness_scale_are_stated() -> None:
    channels = real().tables["channel"]
    assert [row["richness_rank"] for row in channels] == list(range(1, 14))
    assert [row["channel_id"] for row in channels if row["richness_basis"] != "proposed"] == [
        "ansikt_til_ansikt", "personalmote", "egne_systemer", "rapporter"
    ]  # fmt: skip


def test_every_stands_for_the_periods_of_a_year() -> None:
    periods = [row for row in real().tables["plan_period"] if row["plan_id"] in ("T1.I1-1", "T2.E3-1")]
    keys = ("plan_id", "code", "start_month", "start_day", "due_month", "due_day")
    assert [tuple(row[key] for key in keys) for row in periods] == [
        ("T1.I1-1", "H1", 1, 1, 6, 31),
        ("T1.I1-1", "H2", 7, 1, 12, 31),
        ("T2.E3-1", "", 1, 1, 12, 31),
    ]


def test_a_relay_in_all_months_but_july_has_eleven_periods() -> None:
    codes = [row["code"] for row in real().tables["plan_period"] if row["plan_id"] == "T1.I2-1"]
    assert codes == ["01", "02", "03", "04", "05", "06", "08", "09", "10", "11", "12"]


def test_the_sample_closes_two_areas_so_that_seventeen_are_valid_in_2026() -> None:
    units = read_register([STRATEGY, SAMPLE], {}).tables["unit"]
    areas = [row for row in units if row["unit_kind"] == "service_area"]
    closed = [row["unit_id"] for row in areas if row["valid_to"] == date(2025, 12, 31)]
    assert (len(areas), closed) == (19, ["pp_tjenesten", "barnevern"])


def test_the_sample_gives_four_one_off_measures_proposed_dates_and_leaves_one() -> None:
    tables = read_register([STRATEGY, SAMPLE], {}).tables
    dated = {row["measure_id"] for row in tables["milestone"] if row["due_on"]}
    one_off = {str(row["measure_id"]): row["basis"] for row in tables["plan"] if row["measure_id"] in dated}
    assert one_off == dict.fromkeys(("T1.I4", "T2.I1", "T2.E2", "T3.I3"), "proposed")
    assert "T2.I3" not in dated


def test_nothing_in_the_sample_is_decided() -> None:
    tables = read_register([STRATEGY, SAMPLE], {}).tables
    assert {row["basis"] for table in ("plan", "target", "unit") for row in tables[table]} == {
        "stated", "proposed", "not_set", "candidate", "sample"
    }  # fmt: skip


def test_a_later_folder_replaces_a_record_with_all_that_is_inside_it(tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    (later / "goals.toml").write_text(
        '[[goal]]\ngoal_id = "G2"\ntext_nb = "a"\ntext_en = "b"\nshort_nb = "c"\nshort_en = "d"\n'
    )
    tables = read_register([STRATEGY, later], {}).tables
    assert [(row["goal_id"], row["position"]) for row in tables["goal"]] == [("G1", 1), ("G2", 2), ("G3", 3)]
    assert tables["goal"][1] == {
        "goal_id": "G2", "position": 2, "text_nb": "a", "text_en": "b", "short_nb": "c", "short_en": "d"
    }  # fmt: skip
    assert [row["approach_id"] for row in tables["approach"]] == ["H1.1", "H1.2", "H3.1", "H3.2"]


def test_all_versions_of_a_milestone_are_replaced_together_and_share_a_position() -> None:
    milestones = read_register([STRATEGY, SAMPLE], {}).tables["milestone"]
    versions = [row for row in milestones if row["measure_id"] == "T2.E2"]
    assert [(row["milestone_id"], row["position"], row["due_on"], row["known_from"]) for row in versions] == [
        ("T2.E2-M1", 1, date(2026, 3, 31), None),
        ("T2.E2-M2", 2, date(2026, 9, 30), None),
        ("T2.E2-M2", 2, date(2026, 10, 30), date(2026, 8, 24)),
        ("T2.E2-M3", 3, date(2027, 4, 30), None),
    ]


def test_todays_titles_replace_those_of_the_register_and_leave_the_strategys() -> None:
    register = read_register([STRATEGY], {"radmann": "Administrasjonssjef"})
    chief = the(register.tables["role"], "role_id", "radmann")
    assert (chief["strategy_name_nb"], chief["name_nb"]) == ("Rådmann", "Administrasjonssjef")


@pytest.mark.parametrize("due_day", [28, 31])
def test_a_period_may_end_on_the_last_day_of_february(tmp_path: Path, due_day: int) -> None:
    register = copy_of(STRATEGY, tmp_path)
    edit(register / "plans.toml", "due_month = 4\ndue_day = 30", f"due_month = 2\ndue_day = {due_day}")
    period = the(read_register([register], {}).tables["plan_period"], "code", "AR")
    assert (period["due_month"], period["due_day"]) == (2, due_day)


def the(rows: object, column: str, value: str) -> Row:
    assert isinstance(rows, list)
    (found,) = [row for row in rows if row[column] == value]
    return dict(found)


def test_what_the_platform_is_asked_for_and_how_it_may_be_read() -> None:
    asked = {
        str(row["metric_id"]): (row["platform_edge"], row["platform_name"], row["kind"])
        for row in real().tables["metric"]
        if row["platform_edge"] and not row["valid_to"]
    }
    assert asked == {
        "followers": ("node", "followers_count", "stock"),
        "new_conversations": ("insights", "page_messages_new_conversations_unique", "flow"),
        "followers_daily": ("insights", "page_follows", "stock"),
        "new_followers": ("insights", "page_daily_follows_unique", "flow"),
        "lost_followers": ("insights", "page_daily_unfollows_unique", "flow"),
        "page_views": ("insights", "page_views_total", "flow"),
        "engagements": ("insights", "page_post_engagements", "flow"),
        "media_views": ("insights", "page_media_view", "flow"),
        "media_viewers": ("insights", "page_total_media_view_unique", "unique"),
        "blocked_conversations": ("insights", "page_messages_blocked_conversations_unique", "flow"),
        "reported_conversations": ("insights", "page_messages_reported_conversations_unique", "flow"),
        "messaging_connections": ("insights", "page_messages_total_messaging_connections", "stock"),
    }


def test_a_number_that_has_ended_tells_its_last_day_and_what_took_over() -> None:
    ended = [row for row in real().tables["metric"] if row["valid_to"] or row["replaced_by"]]
    assert [(row["platform_name"], row["valid_to"], row["replaced_by"]) for row in ended] == [
        ("fan_count", date(2025, 11, 15), None),
        ("page_fans", date(2025, 11, 14), "followers_daily"),
        ("page_impressions", date(2025, 11, 14), "media_views"),
        ("page_impressions_unique", date(2026, 6, 14), "media_viewers"),
    ]


def test_our_own_calculation_is_never_asked_of_the_platform_nor_judged_by_metas_target() -> None:
    tables = real().tables
    own = [the(tables["metric"], "metric_id", f"response_{what}_own") for what in ("rate", "time")]
    assert [(row["platform_edge"], row["platform_name"], row["unit"]) for row in own] == [
        (None, None, "share"), (None, None, "minutes")
    ]  # fmt: skip
    assert not {row["metric_id"] for row in own} & {row["metric_id"] for row in tables["target"]}


def test_no_heading_of_a_table_of_figures_can_mean_two_metrics() -> None:
    owners: dict[str, set[str]] = {}
    for row in real().tables["metric"]:
        metric_id = str(row["metric_id"])
        names = (metric_id, row["name_nb"], row["name_nn"], row["name_en"], *METRIC.get(metric_id, ()))
        for name in names:
            owners.setdefault(plain(str(name)), set()).add(metric_id)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}
