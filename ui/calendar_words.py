"""What a deadline says in words: what is due, what came of it, and the sentences that answer the screen's question."""

from collections.abc import Sequence
from datetime import date

from foundation.words import Words
from ui.calendar_data import Calendar
from ui.data import Row
from ui.measures import away, name_of, period_name
from ui.status import capitalised

WITH_A_DAY = ("on_time", "late", "in_grace")


def title(row: Row, words: Words) -> str:
    """A deadline by name: «Glad-historier, november»."""
    detail = detail_of(row, words)
    short = name_of(row, "short", words)
    return f"{short}, {detail}" if detail else short


def detail_of(row: Row, words: Words) -> str:
    """Which of a measure's deadlines it is: the period, the milestone, how many are required, or the meeting."""
    if row["what"] == "period":
        return period_name(row, words)
    if row["what"] == "checkpoint":
        key = "all" if row["required_count"] == row["population_count"] else "some"
        return words.t(
            f"calendar_page.required_{key}",
            required=row["required_count"],
            population=row["population_count"],
        )
    return name_of(row, "name", words)


def outcome_word(outcome: str, words: Words) -> str:
    """What came of a deadline, in a word or two."""
    return words.t(f"calendar_page.outcome.{outcome}")


def said(row: Row, as_of: date, words: Words) -> str:
    """What came of a deadline, with the day or the count that tells it; how far away it is while it is to come."""
    outcome = row["outcome"]
    if outcome in WITH_A_DAY:
        late = 0 if row["done_on"] is None else (row["done_on"] - row["due_on"]).days
        day = row["closes_on"] if outcome == "in_grace" else row["done_on"]
        return words.t(f"calendar_page.said.{outcome}", date=day, count=late)
    if outcome in ("missed", "unknown"):
        return words.t(
            f"calendar_page.said.{outcome}_{row['what']}"
            if outcome == "missed"
            else "calendar_page.said.unknown",
            covered=row["covered_count"],
            population=row["population_count"],
        )
    return away(row["due_on"], as_of, words)


def answers(row: Row, words: Words) -> str:
    """The role that answers for a deadline; that it is not settled."""
    roles = row["roles"]
    return capitalised(name_of(roles[0], "name", words)) if roles else words.t("actions_page.not_settled")


def lead(calendar: Calendar, words: Words) -> tuple[str, str]:
    """The answer to the screen's question: what comes, and what slipped."""
    due = calendar.next
    if not due:
        coming = words.t("calendar_page.lead_none", date=calendar.until)
    else:
        first = due[0]
        coming = words.t(
            "calendar_page.lead_next", count=len(due), date=first["due_on"],
            far=away(first["due_on"], calendar.as_of, words),
        )  # fmt: skip
    return coming, " ".join(slipped_said(calendar, words))


def slipped_said(calendar: Calendar, words: Words) -> list[str]:
    """How many slipped, how many are past their date and can still be recorded, and how many cannot be judged."""
    counts = {"slipped": len(calendar.slipped), "can_still": len(calendar.can_still)}
    told = [words.t(f"calendar_page.lead_{name}", count=count) for name, count in counts.items() if count]
    found = [f"{capitalised(', '.join(told))}."] if told else []
    if calendar.unknown:
        found.append(words.t("calendar_page.lead_unknown", count=len(calendar.unknown)))
    return found or [words.t("calendar_page.lead_kept")]


def year_said(year: Sequence[Row], words: Words) -> str:
    """The year's deadlines by what came of them; the counts add up to all of them, and none is there for nothing."""
    if not year:
        return words.t("calendar_page.year_none")
    late = sum(row["outcome"] == "late" for row in year)
    counts = {
        "met": sum(row["done_on"] is not None for row in year),
        "slipped": sum(row["has_slipped"] for row in year),
        "can_still": sum(row["can_still"] for row in year),
        "unknown": sum(row["is_unknown"] for row in year),
        "left": sum(row["outcome"] in ("open", "upcoming") for row in year),
    }
    after = words.t("calendar_page.year_late", count=late) if late else ""
    told = [
        words.t(f"calendar_page.year_{name}", count=number, late=after)
        for name, number in counts.items()
        if number
    ]
    return words.t(
        "calendar_page.year_said", count=len(year), year=str(year[0]["due_on"].year), told=words.listed(told)
    )


def month_said(place: str, due: Sequence[Row], words: Words) -> str:
    """How many of a month's deadlines are done, and how many nobody can judge; `place` is head or foot."""
    if not due:
        return words.t("calendar_page.month_none")
    done = sum(row["done_on"] is not None for row in due)
    unknown = sum(row["is_unknown"] for row in due)
    found = words.t(f"calendar_page.month_{place}", done=done, count=len(due))
    return f"{found}, {words.t('calendar_page.month_unknown', count=unknown)}" if unknown else found


def month_name(month: int, words: Words) -> str:
    """A month's name in full, from 1."""
    return words.t("measure.months").split(",")[month - 1]


def undated_said(calendar: Calendar, words: Words) -> str:
    """Which measures nobody has set a date for, and which lack one for some milestones; empty where all have one."""
    names = [name_of(row, "short", words) for row in calendar.undated if row["is_all"]]
    said = [words.t("calendar_page.undated", names=words.listed(names))] if names else []
    said += [
        words.t(
            "calendar_page.undated_last" if row["is_last"] else "calendar_page.undated_some",
            name=name_of(row, "short", words),
            count=row["undated_count"],
        )
        for row in calendar.undated
        if not row["is_all"]
    ]
    return " ".join(said)


def unknown_said(calendar: Calendar, words: Words) -> str:
    """Of which measures the passed deadlines cannot be judged; empty where all can."""
    names = list(dict.fromkeys(name_of(row, "short", words) for row in calendar.unknown))
    return words.t("calendar_page.unknown", names=words.listed(names)) if names else ""
