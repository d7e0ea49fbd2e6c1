"""Data and method in words: reasons that a run kept, open points as sentences and files, rejected rows as a file."""

import csv
import io
from datetime import date, datetime

import pytest

from foundation.words import LANGUAGES, words
from ui.method import answer
from ui.method_data import Method
from ui.method_download import ANALYSE as OFFERED
from ui.method_rejects import rejects_file, row_choices
from ui.method_rules import GROUPS, rule_said, sql
from ui.method_slides import counts, goal_line, source_line
from ui.method_sources import reason_said, run_said
from ui.method_undecided import Point, points, undecided_table, undecided_text
from warehouse.build import RULE_ORDER
from warehouse.publish import ANALYSE

NB = words("nb")
DAY = date(2026, 11, 20)
NAMED = (
    "short_nb", "plan_nb", "plan_en", "answers_nb", "metric_nb", "target_nb", "role_nb", "reading_nb", "unit",
    "target_kind", "target_value", "target_due_on", "unit_count", "confidence", "measure_ids", "goal_en",
)  # fmt: skip
Row = dict[str, object]


def source(**columns: object) -> Row:
    row: Row = {
        "source_id": "page", "feeds": "metric_value", "is_sample": False, "state": "fresh", "age_days": 3,
        "refresh_days": 14, "outcome": "loaded", "asked_at": datetime(2026, 11, 20, 6), "asked_on": DAY,
        "read_count": 1000, "accepted_count": 2000, "rejected_count": 0, "error_code": None, "error_values": None,
    }  # fmt: skip
    return {**row, **columns}


def row(kind: str, subject_id: str, **columns: object) -> Row:
    """A point as the query gives it."""
    shared: Row = {
        "kind": kind, "subject_id": subject_id, "basis": "proposed", "goal_id": "G1", "goal_position": 1,
        "goal_nb": "Gode ambassadører", "is_optional": False,
    }  # fmt: skip
    return {**dict.fromkeys(NAMED), **shared, **columns}


def method(undecided: list[Row], **columns: object) -> Method:
    found: Row = {"sources": [source()], "warnings": {}, "reject_counts": {}, **columns}
    return Method(as_of=DAY, undecided=undecided, **found)  # type: ignore[arg-type]


def lines(file: bytes) -> list[list[str]]:
    """A CSV file as a spreadsheet reads it."""
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))


PLANNED = row("plan", "T1.I2", short_nb="Stafett", plan_nb="Én etappe i måneden.", answers_nb="rådmann")


def test_a_kept_reason_is_told_in_the_reader_s_language_with_its_values() -> None:
    said = [
        reason_said("source.too_large", '{"file": "a.csv", "size": 12, "limit": 10}', words(language))
        for language in LANGUAGES
    ]
    assert [sentence.split(" ")[0] for sentence in said] == ["Filen", "Fila", "The"]
    assert all("a.csv" in sentence and "12" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("code", "values"),
    [("source.of_tomorrow", "{}"), ("source.too_large", "{}"), ("source.too_large", None), (None, None)],
)
def test_a_reason_that_this_version_cannot_say_is_told_by_its_key(
    code: str | None, values: str | None
) -> None:
    assert reason_said(code, values, NB) == (
        f"Grunnen er ikke kjent av denne versjonen av løsningen ({code or ''})."
    )


def test_a_row_of_figures_may_hold_several_values() -> None:
    assert run_said(source(), NB) == (
        "Lest inn 20.11.2026 kl. 07.00: 1\u00a0000 rader lest, 2\u00a0000 verdier tatt inn, 0 avvist."
    )
    assert "2\u00a0000 tatt inn" in run_said(source(feeds="completion"), NB)


@pytest.mark.parametrize(
    ("found", "about", "today"),
    [
        (PLANNED, "T1.I2 Stafett", "Forslag: Én etappe i måneden."),
        (row("plan", "T1.I2", short_nb="Stafett", basis="not_set"), "T1.I2 Stafett", "Ingen frist er satt."),
        (
            row("plan", "X2", short_nb="Årshjul", basis="not_set", is_optional=True, plan_nb="Et mulig årshjul"),
            "X2 Årshjul",
            "Strategien foreslår dette uten å kreve det: skal det gjøres? Et mulig årshjul.",
        ),
        (
            row("target", "rate", metric_nb="Svarprosent", unit="share", target_kind="at_or_above", target_value=0.9),
            "Svarprosent",
            "Forslag: minst 90\u00a0%. Uten begrunnelse.",
        ),
        (
            row("target", "time", metric_nb="Svartid", unit="minutes", target_kind="decrease", target_value=30,
                target_due_on=date(2027, 6, 30), target_nb="Halvert"),
            "Svartid",
            "Forslag: ned til 30 min innen 30.06.2027. Halvert.",
        ),
        (
            row("role", "X1", short_nb="Møter", role_nb="rådmann"),
            "X1 Møter",
            "Strategien nevner ingen. Forslag: rådmann.",
        ),
        (
            row("units", "service_area", unit_count=1),
            "Tjenesteområdene",
            "1 er foreløpig. Strategien navngir ingen; listen må bekreftes.",
        ),
        (
            row("reading", "A2", reading_nb="Kan leses to veier.", confidence="low", measure_ids=["T1.I1", "T1.I2"]),
            "A2, om T1.I1 og T1.I2",
            "Kan leses to veier. (usikker lesning)",
        ),
        (
            row("reading", "A9", reading_nb="Ingen dato.", confidence="high"),
            "A9, om hele strategien",
            "Ingen dato. (sikker lesning)",
        ),
    ],
)  # fmt: skip
def test_a_point_is_a_plain_sentence(found: Row, about: str, today: str) -> None:
    (point,) = points([found], NB)
    assert (point.about, point.today) == (about, today)


def test_the_open_points_as_text_have_a_line_for_each_decision() -> None:
    open_points = [PLANNED, row("reading", "A9", goal_id=None, reading_nb="Ingen dato.", confidence="high")]
    text = undecided_text(method(open_points), "Prøve kommune", NB).decode("utf-8-sig")
    decision = "  Vedtak: ______________________________  Dato: __________"
    assert text.split("\r\n") == [
        "Det eieren av strategien ikke har avgjort", "Prøve kommune · per 20.11.2026 · 2 punkter", "", "",
        "Mål 1: Gode ambassadører", "========================", "", "Når skal det gjøres?", "", "  T1.I2 Stafett",
        "  Forslag: Én etappe i måneden.", "  Svarer (vår lesing): rådmann", decision, "", "",
        "På tvers, og strategien som helhet", "==================================", "", "Har vi lest strategien rett?",
        "", "  A9, om hele strategien", "  Ingen dato. (sikker lesning)", decision, "",
    ]  # fmt: skip


def test_a_list_over_invented_sources_says_so() -> None:
    invented = method([PLANNED], sources=[source(is_sample=True)])
    assert (
        "oppdiktet til eksempelet"
        in undecided_text(invented, "Prøve", NB).decode("utf-8-sig").split("\r\n")[2]
    )


def test_the_open_points_as_a_table_have_empty_cells_to_fill_in() -> None:
    assert lines(undecided_table(method([PLANNED]), NB)) == [
        ["Gjelder mål", "Gjelder", "Spørsmål", "Slik er det nå", "Svarer (vår lesing)", "Vedtak", "Dato"],
        [
            "Mål 1: Gode ambassadører", "T1.I2 Stafett", "Når skal det gjøres?", "Forslag: Én etappe i måneden.",
            "rådmann", "", "",
        ],
    ]  # fmt: skip


def test_rejected_rows_as_a_file_tell_which_source_is_invented_and_run_nothing() -> None:
    reject = {
        "source_id": "c", "is_sample": True, "file_name": "c.csv", "row_number": 62, "column_name": None,
        "value": "=HYPERLINK(1)", "reason": "reject.of_tomorrow", "allowed": "@a",
    }  # fmt: skip
    assert lines(rejects_file([reject], NB))[1] == [
        "c", "c.csv", "62", "hele raden", "'=HYPERLINK(1)",
        "Grunnen er ikke kjent av denne versjonen av løsningen (reject.of_tomorrow).", "'@a", "ja",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("total", "said"),
    [(21, "Vis alle 21"), (1000, "Vis alle 1\u00a0000"), (1001, "Vis de 1\u00a0000 første")],
)
def test_more_rows_than_a_screen_holds_are_never_promised(total: int, said: str) -> None:
    assert row_choices(total, NB) == {"first": "De 20 første", "all": said}


def test_one_of_each_is_told_as_one() -> None:
    assert answer(method([PLANNED], reject_counts={"c": 1}), NB) == (
        "1 av 1 kilde er fersk. 1 rad er avvist. 1 punkt har eieren av strategien ikke avgjort."
    )


def test_every_rule_has_its_words_in_every_language_and_its_group() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(RULE_ORDER)
    assert [
        (language, name)
        for language in LANGUAGES
        for name in RULE_ORDER
        if not words(language).has(f"method_rule.{name}")
    ] == []


def test_a_rule_that_the_database_defines_otherwise_is_shown_as_the_database_has_it() -> None:
    assert (
        sql({"function_name": "goal_status", "comment_en": "Another rule.", "definition": "select 1"})
        == "select 1"
    )
    assert sql({"function_name": "of_tomorrow", "comment_en": "x", "definition": "select 2"}) == "select 2"


def test_a_rule_without_words_of_its_own_is_told_in_those_of_the_database() -> None:
    found: Row = {"function_name": "of_tomorrow", "comment_nb": "I morgen & så.", "comment_en": "Tomorrow."}
    assert [rule_said(found, words(language)) for language in LANGUAGES] == [
        "<span>I morgen &amp; så.</span>", '<span lang="nb">I morgen &amp; så.</span>', "<span>Tomorrow.</span>",
    ]  # fmt: skip


def test_the_copy_that_is_offered_is_the_one_that_runs_publish() -> None:
    assert OFFERED == ANALYSE


def test_in_a_meeting_the_counts_come_first() -> None:
    told = counts(method([PLANNED], sources=[source(), source(state="stale")], reject_counts={"c": 3}), NB)
    assert [(line.status, line.label, line.word) for line in told] == [
        ("no_data", "Ferske kilder", "1 av 2"), ("delayed", "Avviste rader", "3"),
        ("not_set", "Ikke avgjort av eieren", "1"),
    ]  # fmt: skip
    well = counts(method([]), NB)
    assert [line.status for line in well] == ["on_track", "on_track", "on_track"]


def test_in_a_meeting_each_source_and_each_goal_is_a_line() -> None:
    told = source_line(source(state="stale", is_sample=True), NB)
    assert (told.status, told.label, told.word, told.text) == (
        "no_data", "Sidetall: page (oppdiktet)", "for gammel", "lest for 3 dager siden",
    )  # fmt: skip
    asked = [
        Point("Mål 1", "a", "Når?", "", ""),
        Point("Mål 1", "b", "Når?", "", ""),
        Point("Mål 1", "c", "Hvem?", "", ""),
    ]
    goal = goal_line("Mål 1", asked, NB)
    assert (goal.word, goal.text) == ("3 punkter", "Når? 2 · Hvem? 1")
