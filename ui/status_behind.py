"""Why a measure is behind, short enough for a line of the status screen: what is missing, and for how long."""

from datetime import date

from foundation.words import Words
from ui.data import Row
from ui.measures import amount, period_name, rests_on
from ui.text import pick

SHOWN_PERIODS = 2


def is_behind(row: Row) -> bool:
    """Whether the rule `action` says that a measure is behind."""
    return row["behind_place"] is not None


def what_is_missing(row: Row, words: Words) -> str:
    """The units, the value, the milestone or the periods behind a measure's word, as a part of a sentence."""
    if row["kind"] == "coverage":
        key = "units" if row["unit_kind"] == "service_area" else "events"
        return words.t(
            f"status_page.behind.{key}",
            covered=row["covered_count"],
            population=row["population_count"],
            required=row["required_count"],
        )
    if row["kind"] == "continuous":
        return level(row, words)
    return pick(row, "step") or periods(row, words)


def level(row: Row, words: Words) -> str:
    """«50 % (5 av 10), målverdien er 90 %»."""
    return words.t(
        "status_page.behind.level",
        value=measured(row, words),
        level=amount(row["target_value"], row["unit"], words),
    )


def measured(row: Row, words: Words) -> str:
    """A value with what it rests on: «80 % (8 av 10)»."""
    rests = rests_on(row["value"], row["n"], row["unit"], words)
    value = amount(row["value"], row["unit"], words)
    return f"{value} ({rests})" if rests else value


def can_still(row: Row) -> bool:
    """Whether all that is missing can be recorded yet, and then counts."""
    return bool(row["missed"]) and all(one["outcome"] == "in_grace" for one in row["missed"])


def periods(row: Row, words: Words) -> str:
    """«ikke registrert: august og september», the last ones by name; the names alone of what can be recorded yet."""
    missed = row["missed"]
    named = [period_name(period, words) for period in missed[-SHOWN_PERIODS:]]
    if len(missed) > SHOWN_PERIODS:
        named.append(words.t("measure.more_names", count=len(missed) - SHOWN_PERIODS))
    told = words.listed(named)
    return told if can_still(row) or not told else words.t("status_page.behind.periods", periods=told)


def days_over(row: Row, as_of: date, words: Words) -> str:
    """How long a measure is over, and until when it can be mended or when it is due next; that it has no date."""
    count, next_due_on = row["days_over"], row["next_due_on"]
    if count is None:
        return words.t("actions_page.no_days")
    if can_still(row):
        last = max(one["closes_on"] for one in row["missed"])
        return words.t("status_page.days_over_closes", count=count, date=last)
    if next_due_on is None or next_due_on < as_of:
        return words.t("status_page.days_over", count=count, date=row["since_on"])
    return words.t("status_page.days_over_next", count=count, date=next_due_on)
