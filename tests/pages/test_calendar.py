"""The yearly calendar over a real warehouse: what comes, what slipped, and the year drawn and told alike."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.pages.calendar_screen import ANSWER, month, publish_town, read, section, table, words_of


@pytest.fixture(scope="module")
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_town(tmp_path_factory.mktemp("calendar"))


@pytest.fixture(autouse=True)
def _published(configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_CONFIG", str(configuration))


def test_the_question_is_answered_in_a_sentence_from_the_deadlines() -> None:
    screen = read()
    assert "<h1>Hva kommer de neste 60 dagene, og hva glapp?</h1>" in screen
    (answer,) = ANSWER.findall(screen)
    count = len(re.findall(r'class="cal-role"', section(screen, "De neste 60 dagene")))
    past = len(re.findall(r'class="cal-role"', section(screen, "Over fristen")))
    assert words_of(answer) == (
        f"{count} frister kommer, den første 30.11.2026, om 10 dager. {past - 1} glapp, én er over fristen og kan "
        "ennå registreres."
    )
    drawn = " ".join(cell for row in table(screen).values() for cell in row)
    of_last_year = 2  # milestones that are still not reached
    assert past - 1 == len(re.findall(r": glapp,", drawn)) + of_last_year
    assert len(re.findall(r": over fristen,", drawn)) == 1


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", read())]
    assert levels == [1, 2, 2, 2, 2, *[3] * 12]


def test_what_comes_is_told_by_day_with_who_answers_and_what_is_only_proposed() -> None:
    found = words_of(section(read(), "De neste 60 dagene"))
    assert (
        "30.11.2026 om 10 dager Stafett, internt, november forslag Kommunedirektør Stafett, eksternt, november "
        "forslag Kommunedirektør Glad-historier, november Kommunedirektør 11.12.2026 om 21 dager"
    ) in found
    assert "Verdisamtale, alle 17 tjenesteområder forslag Kommunedirektør" in found


def test_what_slipped_is_told_latest_first_with_how_it_stands() -> None:
    found = words_of(section(read(), "Over fristen"))
    days = re.findall(r"(\d\d)\.(\d\d)\.(\d{4}) \d+ dager siden", found)
    assert [date(int(year), int(month), int(day)) for day, month, year in days] == sorted(
        (date(int(year), int(month), int(day)) for day, month, year in days), reverse=True
    )
    assert "31.08.2026 81 dager siden Verdisamtale, 12 av 17 tjenesteområder forslag bare 1 av 17" in found
    assert "31.07.2026 112 dager siden Glad-historier, juli ikke registrert Kommunedirektør" in found
    assert (
        "31.10.2026 20 dager siden Kommunisere resultater, etter 2. tertialrapport forslag "
        "kan registreres til 30.11.2026"
    ) in found


def test_the_year_stands_in_a_table_with_planned_and_done_in_each_month() -> None:
    stories = table(read())["Glad-historier"]
    assert len(stories) == 12
    assert stories[0] == "januar, frist 31.01.2026: i tide, gjort 12.01.2026"
    assert stories[3] == "april, frist 30.04.2026: for sent, gjort 06.05.2026, 6 dager etter fristen"
    assert stories[6] == "juli, frist 31.07.2026: glapp, ikke registrert"
    assert stories[10] == "november, frist 30.11.2026: kan gjøres nå, om 10 dager"
    assert stories[11] == "desember, frist 31.12.2026: kommer, om 41 dager"


def test_a_plan_that_is_only_proposed_is_drawn_dashed() -> None:
    screen = read()
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', screen, re.DOTALL))
    boxes = {name: set(re.findall(r'class="(cal-plan[^"]*)"', cells)) for name, cells in rows.items()}
    assert (boxes["Glad-historier"], boxes["Stafett, internt"]) == ({"cal-plan"}, {"cal-plan cal-proposed"})
    assert "planlagt, forslag" in words_of(screen.split('class="cal-key"')[1])


def test_the_table_has_a_name_with_its_counts_and_a_line_at_the_day() -> None:
    screen = read()
    (name,) = re.findall(r'<caption class="unseen">(.*?)</caption>', screen)
    assert re.fullmatch(
        r"\d+ frister i 2026: 11 gjort \(2 for sent\), 4\d glapp, 1 over fristen og 14 kommer\.", name
    )
    assert words_of(screen.split('class="cal-now')[1].split("</div>")[0]).endswith("per 20.11.2026")


def test_the_list_of_months_says_the_same_as_the_table() -> None:
    screen = read()
    cells = [cell for name, row in table(screen).items() if name != "Gjort" for cell in row]
    drawn = sorted(re.findall(r"frist (\d\d\.\d\d)\.2026", " ".join(cells)))
    names = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
    told = re.findall(r'<span class="cal-date">(\d+)\. (\w+)</span>', screen)
    assert sorted(f"{int(day):02}.{names.index(short) + 1:02}" for day, short in told) == drawn
    assert len(drawn) > 60


def test_the_list_tells_of_each_deadline_what_came_of_it() -> None:
    screen = read()
    assert "30. apr Glad-historier, april For sent, gjort 06.05.2026, 6 dager etter fristen" in words_of(
        month(screen, "April")
    )
    assert (
        words_of(month(screen, "Juli"))
        == "Juli 0 av 1 gjort 31. jul Glad-historier, juli Glapp, ikke registrert"
    )
    june = words_of(month(screen, "Juni"))
    assert (
        "15. jun Felles profil og bildebase, Rutine for samtykke til bilder av personer er på plass" in june
    )


def test_a_line_in_the_list_parts_what_is_passed_from_what_is_to_come() -> None:
    found = words_of(month(read(as_of="2026-10-29"), "Oktober"))
    before, after = found.split("per 29.10.2026")
    assert re.findall(r"\d+\. okt\b", before) == ["27. okt", "27. okt"]
    assert re.findall(r"\d+\. okt\b", after) == ["30. okt", *["31. okt"] * 4]


def test_measures_that_nobody_has_set_a_date_for_are_named() -> None:
    assert (
        "Frist er ikke satt: Vurdere kommunikasjonsmedarbeider. Eieren må bestemme når det skal være gjort. "
        "Framtidssamtalen: siste milepæl har ingen dato."
    ) in read()


def test_an_earlier_day_shows_what_was_known_then() -> None:
    screen = read(as_of="2026-05-05")
    assert table(screen)["Glad-historier"][3] == (
        "april, frist 30.04.2026: over fristen, kan registreres til 14.05.2026"
    )
    assert "per 05.05.2026" in words_of(month(screen, "Mai"))


def test_in_january_what_slipped_before_the_new_year_is_still_there() -> None:
    found = section(read(as_of="2026-01-05"), "Over fristen")
    assert "30.11.2025" in words_of(found)
    assert "31.12.2025" in words_of(found)
    assert "31.10.2025 66" not in words_of(found)


@pytest.mark.parametrize(
    ("language", "question", "told"),
    [
        (
            "nn",
            "Kva kjem dei neste 60 dagane, og kva glapp?",
            "april, frist 30.04.2026: for seint, gjort 06.05.2026, 6 dagar etter fristen",
        ),
        (
            "en",
            "What is due in the next 60 days, and what slipped?",
            "April, due 30 Apr 2026: late, done 6 May 2026, 6 days after the deadline",
        ),
    ],
)
def test_the_screen_speaks_the_readers_language(language: str, question: str, told: str) -> None:
    screen = read(lang=language)
    assert question in screen
    assert told in [cell for row in table(screen).values() for cell in row]


def test_of_what_slipped_the_latest_eight_stand_open() -> None:
    found = section(read(), "Over fristen")
    shown, more = found.split("<details>")
    assert shown.count('class="cal-role"') == 8
    assert re.search(r"<summary>Vis (\d+) til</summary>", more)
    assert "<details>" not in section(read(goal="X"), "Over fristen")
