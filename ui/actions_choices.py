"""What a reader may narrow the actions to, and how many are shown; all of it kept in the address."""

from foundation.words import Words
from ui.actions_data import ALL, FIRST_SHOWN, Actions, Choice, role_key
from ui.actions_words import answers
from ui.calendar_choices import select
from ui.calendar_data import goal_name
from ui.goal_choices import asked, choose

FIRST = "first"
ROWS = "rows"


def choose_from(actions: Actions, words: Words) -> tuple[Choice, list[str]]:
    """The goal and the role that the reader has chosen, and the choice in words, as paper shows it."""
    options = options_of(actions, words)
    labels = {name: words.t(f"actions_page.{name}") for name in options}
    chosen = {name: select(name, options[name], labels[name]) for name in options}
    return Choice(**chosen), [f"{labels[name]}: {options[name][chosen[name]]}" for name in options]


def asked_choice(actions: Actions, words: Words) -> Choice:
    """The choice that the address asks for, where there is nothing to choose with."""
    return Choice(**{name: asked(name, list(found)) for name, found in options_of(actions, words).items()})


def asked_rows(actions: Actions) -> int:
    """How many lines the address asks for: the first ten, or all."""
    total = len(actions.lines)
    return total if asked(ROWS, [FIRST, ALL]) == ALL else min(total, FIRST_SHOWN)


def options_of(actions: Actions, words: Words) -> dict[str, dict[str, str]]:
    """What can be chosen: the goals in the strategy's order and the roles that answer for a measure, each by name."""
    goals = {str(row["goal"]): goal_name(str(row["goal"]), words) for row in actions.counted}
    roles = {role_key(row): answers(row, words) for row in actions.counted}
    return {
        "goal": {ALL: words.t("actions_page.all_goals"), **goals},
        "role": {
            ALL: words.t("actions_page.all_roles"),
            **dict(sorted(roles.items(), key=lambda one: one[1])),
        },
    }


def choose_rows(actions: Actions, words: Words) -> int:
    """How many lines are shown: the first ten, or all where the reader asks for them."""
    total = len(actions.lines)
    if total <= FIRST_SHOWN:
        return total
    options = {
        FIRST: words.t("actions_page.first", count=FIRST_SHOWN),
        ALL: words.t("actions_page.show_all", count=total),
    }
    return total if choose(ROWS, options, words.t("actions_page.rows")) == ALL else FIRST_SHOWN
