"""What somebody wrote about a goal: what the numbers say, why, and what it means. Words, never a status."""

from foundation.words import Words
from ui.behind import sql_link
from ui.goal_data import Goal
from ui.measures import name_of
from ui.page import escape

PARTS = ("data", "analysis", "assessment")


def assessment(goal: Goal, words: Words) -> str:
    """The newest assessment by the as-of date, with its day and the role that wrote it; empty where there is none."""
    if not goal.assessments:
        return ""
    (row,) = goal.assessments
    role = name_of(row, "role", words)
    role = role[:1].upper() + role[1:]
    written = words.t("goal_assessment.written", date=row["written_on"], role=role)
    parts = "".join(
        f"<dt>{escape(words.t(f'goal_assessment.{part}'))}</dt><dd>{escape(row[f'{part}_text'])}</dd>"
        for part in PARTS
        if row[f"{part}_text"]
    )
    return (
        f'<section class="goal-lane goal-assessment">{sql_link("goal_assessments", words)}'
        f"<h2>{escape(words.t('goal_assessment.title'))} "
        f"<span>{escape(written)}</span></h2><dl>{parts}</dl></section>"
    )
