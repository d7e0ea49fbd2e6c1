"""The data and method screen: the answer, every state of a source, rejected rows, open points, rules, dictionary."""

import re
from pathlib import Path

import pytest

from tests.pages.method_screen import (
    answer,
    opened,
    publish_nothing,
    publish_states,
    publish_well,
    read,
    table,
    words_of,
)
from tests.pages.published import html
from warehouse.build import RULE_ORDER


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_states(tmp_path_factory.mktemp("method"))


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "2 av 6 kilder er ferske. 1 kilde ble først lest inn senere. 26 rader er avvist."),
        ("nn", "2 av 6 kjelder er ferske. 1 kjelde vart først lesen inn seinare. 26 rader er avviste."),
        ("en", "2 of 6 sources are fresh. 1 source was first read later. 26 rows are rejected."),
    ],
)
def test_the_answer_counts_fresh_sources_rejected_rows_and_open_points(language: str, said: str) -> None:
    found = answer(read(lang=language))
    assert found.startswith(said)
    assert re.search(r" \d+ (points have|punkter har|punkt har)", found)


def test_every_state_of_a_source_is_told_in_words_with_its_age_and_its_last_run() -> None:
    rows = {re.split(r" ", row)[1]: row for row in table(read(), "sources")}
    assert {
        name: row.split("Tilstand: ")[1].split(" Alder: ")[0] for name, row in rows.items()
    } == {
        "broken": "mislyktes", "fresh": "fersk", "half": "delvis lest", "later": "lest inn senere",
        "never": "ikke lest ennå", "quiet": "fersk", "stale": "for gammel",
    }  # fmt: skip
    assert {name: row.split(" Alder: ")[1].split(" Nyeste dato: ")[0] for name, row in rows.items()} == {
        "broken": "lest for 10 dager siden for gammel etter 31 dager",
        "fresh": "lest for 1 dag siden for gammel etter 31 dager",
        "half": "lest for 1 dag siden for gammel etter 31 dager",
        "later": "ikke lest den dagen; historikken kom senere for gammel etter 31 dager",
        "never": "aldri lest for gammel etter 31 dager",
        "quiet": "lest for 1 dag siden for gammel etter 31 dager",
        "stale": "lest for 80 dager siden for gammel etter 31 dager",
    }
    assert {name: row.split("Siste kjøring: ")[1] for name, row in rows.items()} == {
        "broken": (
            "Mislyktes 19.11.2026 kl. 07.00. Filen finnes ikke: mappe/<liste>.csv. Legg den der, eller rett «path» i "
            "config.toml."
        ),
        "fresh": "Lest inn 19.11.2026 kl. 07.00: 5 rader lest, 4 tatt inn, 1 avvist. Se de avviste radene",
        "half": (
            "Delvis lest 19.11.2026 kl. 07.00: 4 verdier tatt inn, 1 avvist. Neste kjøring fortsetter der denne "
            "stoppet. Merknader: Kolonnen «Sjef» er ukjent og ble ikke lest."
        ),
        "later": "Ingen kjøring hadde spurt kilden den dagen.",
        "never": (
            "Ingen kjøring har spurt kilden ennå. Kjør «python -m etl run» på maskinen der løsningen står."
        ),
        "quiet": (
            "Lest 19.11.2026 kl. 07.00: ingenting nytt siden sist. "
            "Merknader: 2 rader står to ganger med samme verdier, og teller én gang."
        ),
        "stale": (
            "Lest inn 01.09.2026 kl. 08.00: 5 rader lest, 4 tatt inn, 1 avvist. Se de avviste radene Merknader: "
            "Grunnen er ikke kjent av denne versjonen av løsningen (notice.of_tomorrow)."
        ),
    }


def test_a_source_that_is_invented_says_so() -> None:
    screen = read()
    assert "Disse kildene er oppdiktet: fresh." in words_of(screen)
    assert [row.split()[1] for row in table(screen, "sources") if "oppdiktet" in row] == ["fresh"]


def test_the_first_twenty_rejected_rows_are_shown_with_where_why_and_what_is_right() -> None:
    screen = read()
    rows = table(screen, "rejects")
    assert len(rows) == 20
    assert rows[0] == (
        "fresh.csv Rad: 2 Kolonne: Dato Verdi: «=1+0» "
        "Hvorfor: Datoen finnes ikke. Skriv dd.mm.åååå eller åååå-mm-dd. Riktig her: se «Hvorfor»"
    )
    assert "De 20 første av 26 avviste rader. Alle er i filen under." in words_of(screen)


def test_all_rejected_rows_are_shown_when_the_address_asks_for_them() -> None:
    rows = table(read(rows="all"), "rejects")
    assert len(rows) == 26
    assert rows[-1] == (
        "stale.csv Rad: 88 Kolonne: hele raden Verdi: «<b>» "
        "Hvorfor: Tiltaket finnes ikke i registeret. Skriv nummeret slik det står der. Riktig her: T1.I1"
    )


def test_the_address_chooses_one_source_and_a_choice_goes_into_it() -> None:
    assert [row.split()[0] for row in table(read(source="stale"), "rejects")] == ["stale.csv"]
    page = opened()
    page.segmented_control[0].set_value("stale").run()
    assert page.query_params["source"] == "stale"
    assert len(table(html(page), "rejects")) == 1
    assert len(table(read(source="of_tomorrow"), "rejects")) == 20


def test_an_earlier_day_shows_the_rejected_rows_of_then() -> None:
    screen = read(as_of="2026-10-01")
    assert answer(screen).startswith(
        "1 av 2 kilder er ferske. 5 kilder ble først lest inn senere. 1 rad er avvist."
    )
    assert [row.split()[0] for row in table(screen, "rejects")] == ["stale.csv"]


def test_text_from_sources_is_escaped() -> None:
    screen = read(rows="all")
    assert "<b>" not in screen.split('method-rejects">')[1].split("</table>")[0]
    assert "mappe/&lt;liste&gt;.csv" in screen


def test_what_is_open_stands_under_its_goal_as_questions() -> None:
    parts = read().split('<section class="method-goal">')[1:]
    assert [words_of(part.split("</h3>")[0]).rpartition(" ")[0].rpartition(" ")[0] for part in parts] == [
        "Mål 1: Gode ambassadører", "Mål 2: Lett tilgjengelig informasjon",
        "Mål 3: Medansvar for kommunikasjonen", "På tvers, og strategien som helhet",
    ]  # fmt: skip
    assert re.findall(r"<h4>(.*?)</h4>", parts[1]) == [
        "Når skal det gjøres?", "Hvilket nivå skal nås?", "Har vi lest strategien rett?",
    ]  # fmt: skip
    second = words_of(parts[1])
    assert (
        "T2.I3 Vurdere kommunikasjonsmedarbeider Ingen frist er satt. Svarer (vår lesing): Kommunedirektør"
        in second
    )
    assert "Svarprosent på meldinger Forslag: minst 90 %. Nivået for plattformens eget merke" in second
    across = words_of(parts[3])
    assert (
        "X2 Årshjul for medieoppslag Strategien foreslår dette uten å kreve det: skal det gjøres?" in across
    )
    assert "X1 Strategien i personalmøter Strategien nevner ingen. Forslag: Tjenesteområdeledere." in across
    assert "Tjenesteområdene 17 er foreløpige." in across
    assert "A18, om hele strategien VERDIER nevner fire verdier" in across


def test_every_rule_stands_there_in_words_with_its_sql() -> None:
    screen = read()
    called = re.findall(r"<summary><span>(.*?)</span> <code>(\w+)\(", screen)
    assert sorted(name for _, name in called) == sorted(RULE_ORDER)
    assert [name for said, name in called if len(said) < 20] == []
    (goal,) = re.findall(r"<code>goal_status\(as_of\)</code></summary><pre.*?</pre>", screen, re.DOTALL)
    assert "create or replace macro goal_status(as_of) as table" in goal


def test_every_table_of_the_dictionary_opens_to_its_columns() -> None:
    found = dict(re.findall(r"<summary><code>(\w+)</code>(.*?)</details>", read(), re.DOTALL))
    assert {"measure", "completion", "etl_run", "rejected_row"} <= set(found)
    assert [name for name, columns in found.items() if "<td" not in columns] == []
    assert "<code>error_code</code>" in found["etl_run"]


@pytest.mark.parametrize(
    ("language", "attribute", "table_said", "column_said"),
    [
        ("nb", "", "Drift – Lesinger av kildene. Én rad per kjøring og kilde.", "Rader lest."),
        ("nn", ' lang="nb"', "Drift – Lesinger av kildene. Én rad per kjøring og kilde.", "Rader lest."),
        ("en", "", "Operation – Readings of sources. One row per run and source.", "Rows read."),
    ],
)
def test_the_dictionary_is_bokmål_to_a_norwegian_reader_and_english_to_others(
    language: str, attribute: str, table_said: str, column_said: str
) -> None:
    (found,) = re.findall(r"<summary><code>etl_run</code>(.*?)</details>", read(lang=language), re.DOTALL)
    assert found.startswith(f" <span{attribute}>{table_said}</span></summary>")
    assert f"<td{attribute}>{column_said}</td>" in found


def test_every_table_has_a_caption_and_headings_go_down_one_level_at_a_time() -> None:
    screen = read()
    assert screen.count("<table") == screen.count("<caption>") > 20
    assert [cell for cell in re.findall(r"<th(?: [^>]*)?>", screen) if "scope=" not in cell] == []
    levels = [int(level) for level in re.findall(r"<h([1-6])", screen)]
    assert levels[0] == 1
    assert [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1] == []


def test_every_link_inside_the_page_leads_somewhere() -> None:
    screen = read()
    wanted = set(re.findall(r'href="#([\w-]+)"', screen))
    assert len(wanted) == 6
    assert wanted <= set(re.findall(r'id="([\w-]+)"', screen))


def test_where_all_is_well_the_screen_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish_well(tmp_path)))
    page = opened()
    screen = html(page)
    assert answer(screen) == (
        "1 av 1 kilde er fersk. Ingen rader er avvist. Eieren av strategien har avgjort alt."
    )
    assert "oppdiktet" not in words_of(screen)
    assert "Ingen rader er avvist i siste levering fra noen kilde." in screen
    assert "Alt er avgjort" in screen
    assert list(page.get("download_button")) == []


def test_without_a_source_the_screen_says_where_one_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(publish_nothing(tmp_path)))
    assert answer(read()).startswith(
        "Ingen kilder er satt opp, så ingen tall kommer inn. De skrives i config.toml."
    )


def test_the_database_is_offered_once_it_is_there(configuration: Path) -> None:
    copy = configuration.parent / "analyse.duckdb"
    assert "Kopien analyse.duckdb finnes ikke ennå." in read()
    copy.write_bytes(b"x" * 1_600_000)
    try:
        page = opened()
    finally:
        copy.unlink()
    assert copy.as_posix() in html(page)
    assert "select * from measure_status(date &#x27;2026-11-20&#x27;);" in html(page)
    assert [button.proto.label for button in page.get("download_button")][-1] == (
        "Last ned analyse.duckdb (2\u00a0MB)".replace("\u00a0", " ")
    )
