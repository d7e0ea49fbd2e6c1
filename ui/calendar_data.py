"""What the yearly calendar reads: every deadline with what came of it, narrowed to a goal, a channel or a role."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foundation.words import Words
from ui.actions_data import UNSETTLED
from ui.data import Row, rows
from ui.goal_data import ACROSS
from ui.measures import name_of
from ui.status import capitalised

DAYS_AHEAD = 60
ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader wants to see of the calendar: one goal, channel or role, or ALL of each."""

    goal: str = ALL
    channel: str = ALL
    role: str = ALL

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The deadlines as known on a date, in order of due date, and the measures that still lack a date."""

    as_of: date
    deadlines: Sequence[Row]
    undated: Sequence[Row]

    @property
    def until(self) -> date:
        """The last of the days ahead."""
        return self.as_of + timedelta(days=DAYS_AHEAD)

    @property
    def next(self) -> list[Row]:
        """What is due in the days ahead and not done, the nearest first."""
        return [row for row in self.deadlines if row["is_next"]]

    @property
    def past(self) -> list[Row]:
        """What passed its date undone, the latest first: what slipped, and what can still be recorded in time."""
        return [row for row in reversed(self.deadlines) if row["has_slipped"] or row["can_still"]]

    @property
    def slipped(self) -> list[Row]:
        """What passed its date undone, and its grace days with it."""
        return [row for row in self.past if row["has_slipped"]]

    @property
    def can_still(self) -> list[Row]:
        """What passed its date undone and still counts if it is recorded within its grace days."""
        return [row for row in self.past if row["can_still"]]

    @property
    def unknown(self) -> list[Row]:
        """What nobody can judge, because its source has been silent."""
        return [row for row in self.deadlines if row["is_unknown"]]

    @property
    def year(self) -> list[Row]:
        """What is due in the as-of year."""
        return [row for row in self.deadlines if row["is_this_year"]]

    def narrowed(self, choice: Choice) -> "Calendar":
        """The calendar with only what was chosen."""
        return Calendar(
            self.as_of,
            [row for row in self.deadlines if is_chosen(row, choice)],
            [row for row in self.undated if is_chosen(row, choice)],
        )


def read_calendar(as_of: date) -> Calendar:
    """Every deadline as known on a date. Read whole, so that a choice asks nothing new."""
    return Calendar(
        as_of,
        rows("calendar_deadlines", as_of=as_of, days=DAYS_AHEAD),
        rows("calendar_undated", as_of=as_of),
    )


def is_chosen(row: Row, choice: Choice) -> bool:
    """Whether a row belongs to the chosen goal, channel and role."""
    return (
        choice.goal in (ALL, row["goal"])
        and (choice.channel == ALL or choice.channel in ids(row["channels"]))
        and choice.role in (ALL, answering(row))
    )


def answering(row: Row) -> str:
    """The id of the role that answers for a measure, which stands first; UNSETTLED where there is none."""
    return str(row["roles"][0]["id"]) if row["roles"] else UNSETTLED


def ids(named: Iterable[Mapping[str, str]]) -> set[str]:
    """The ids of roles or channels."""
    return {one["id"] for one in named}


def goal_names(calendar: Calendar, words: Words) -> dict[str, str]:
    """The goals that have deadlines, in the strategy's order, after the choice of all."""
    goals = {row["goal"]: row["place"] for row in calendar.deadlines}
    names = {goal: goal_name(goal, words) for goal in sorted(goals, key=goals.__getitem__)}
    return {ALL: words.t("calendar_page.all_goals"), **names}


def goal_name(goal: str, words: Words) -> str:
    """«Mål 1», or «På tvers» for what belongs to no goal."""
    if goal == ACROSS:
        return words.t("goal_page.across")
    return words.t("goal_page.number", number=goal.lstrip("G"))


def channel_names(calendar: Calendar, words: Words) -> dict[str, str]:
    """The channels that deadlines have, by name, after the choice of all."""
    found = {one["id"]: named(one, words) for row in calendar.deadlines for one in row["channels"]}
    return {ALL: words.t("calendar_page.all_channels"), **by_name(found)}


def role_names(calendar: Calendar, words: Words) -> dict[str, str]:
    """The roles that answer for deadlines, by name, and that it is not settled, after the choice of all."""
    unsettled = words.t("actions_page.not_settled")
    found = {
        answering(row): named(row["roles"][0], words) if row["roles"] else unsettled
        for row in calendar.deadlines
    }
    return {ALL: words.t("calendar_page.all_roles"), **by_name(found)}


def named(one: Row, words: Words) -> str:
    """The name of a role or a channel, with a capital letter."""
    return capitalised(name_of(one, "name", words))


def by_name(found: Mapping[str, str]) -> dict[str, str]:
    """Ids with their names, in the order of the names."""
    return dict(sorted(found.items(), key=lambda one: one[1]))
