"""What the stories' numbers say in words: what was so at the same time or after, or that it cannot be decided."""

from collections.abc import Sequence

from foundation.words import Words
from ui.data import Row
from ui.measures import name_of

DECIDED = ("higher", "lower")


def answer(row: Row, reason: str, words: Words) -> str:
    """A reason as a whole answer: «Kan ikke avgjøres» before it, unless the rule has decided."""
    return reason if row["verdict"] in DECIDED else words.t("stories_page.undecided", reason=reason)


def at_the_same_time(row: Row, words: Words) -> str:
    """Whether the number was another in months with a story; why it cannot be decided, where it cannot."""
    counts = {"with_count": row["with_count"], "without_count": row["without_count"]}
    if row["verdict"] == "too_few":
        return words.t("stories_page.too_few", required=row["required_count"], **counts)
    return words.t(f"stories_page.said.{row['verdict']}", **counts, **bounds(row, words))


def before_and_after(row: Row, words: Words) -> str:
    """Whether the number was another after an event; why it cannot be decided, where it cannot."""
    counts = {"before_count": row["before_count"], "after_count": row["after_count"]}
    if row["verdict"] == "too_few":
        return words.t("stories_page.event_too_few", required=row["required_count"], **counts)
    if row["verdict"] == "other_event":
        return words.t("stories_page.other_event", names=others(row, words), **bounds(row, words))
    return words.t(f"stories_page.event_said.{row['verdict']}", **counts, **bounds(row, words))


def bounds(row: Row, words: Words) -> dict[str, str]:
    """A difference and its interval, written with their signs."""
    return {name: signed(row[name], words) for name in ("difference", "low", "high")}


def others(row: Row, words: Words) -> str:
    """The other events around an event, with their days."""
    return words.listed(
        [f"{name_of(each, 'name', words)} ({words.date(each['occurred_on'])})" for each in row["others"]]
    )


def measured(row: Row, words: Words) -> str:
    """What a month's number is: «Følgere, netto endring i måneden»."""
    return words.t(f"stories_page.measured.{row['kind']}", name=name_of(row, "name", words))


def signed(value: float, words: Words) -> str:
    """A change with its sign, with a decimal only where it has one."""
    return words.number(value, 0 if float(value).is_integer() else 1, signed=True)


def month_value(row: Row, kind: str, words: Words) -> str:
    """A month's number; that it is not registered, or that it cannot be computed from what is."""
    if row["value"] is not None:
        return level(row["value"], kind, words)
    return words.t("stories_page.no_value" if row["why_not"] == "no_value" else "stories_page.not_computed")


def reason(row: Row, words: Words) -> str:
    """Why a month's number cannot be computed, where something is registered: «ikke regnet ut: måneden før mangler»."""
    why = words.t(f"stories_page.why.{row['why_not']}")
    return words.t("stories_page.not_computed_for", reason=why)


def reasons(months: Sequence[Row], words: Words) -> list[str]:
    """The months whose number cannot be computed, gathered under why."""
    found: dict[str, list[str]] = {}
    for row in months:
        if row["value"] is None and row["why_not"] != "no_value":
            found.setdefault(words.t(f"stories_page.why.{row['why_not']}"), []).append(
                month_label(row, words)
            )
    return [
        words.t("stories_page.months_not_computed", months=words.listed(names), reason=why)
        for why, names in found.items()
    ]


def level(value: float, kind: str, words: Words) -> str:
    """A number of a month: a change in a level with its sign, the sum of a flow without."""
    if kind == "stock":
        return signed(value, words)
    return words.number(value, 0 if float(value).is_integer() else 1)


def told(row: Row, words: Words) -> str:
    """How many stories a month had; that it is not known."""
    if row["story_count"] is None:
        return words.t("stories_page.not_known")
    return words.t("stories_page.stories", count=int(row["story_count"]))


def month_label(row: Row, words: Words) -> str:
    """«mai 2026»."""
    month = words.t("measure.months").split(",")[row["month_on"].month - 1]
    return f"{month} {row['month_on'].year}"


def summary(months: Sequence[Row], words: Words) -> str:
    """How many of the months shown had a story, which had none, and how many are not known."""
    without = [month_label(row, words) for row in months if row["story_count"] == 0]
    having = sum(bool(row["story_count"]) for row in months)
    unknown = sum(row["story_count"] is None for row in months)
    said = [words.t("stories_page.having", having=having, count=len(months))]
    if without:
        said.append(words.t("stories_page.without", months=words.listed(without)))
    if unknown:
        said.append(words.t("stories_page.unknown", count=unknown))
    return " ".join(said)
