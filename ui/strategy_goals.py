"""One goal as it reads in the strategy: its sentence, HVORDAN, and per audience its measures, channels and roles."""

from collections.abc import Sequence

from foundation.words import Words
from ui.data import Row
from ui.frame import address
from ui.page import escape
from ui.strategy_data import Block, Strategy
from ui.strategy_words import ours, own, point_said, quoted, row_of, sure_said


def goal_part(goal: Row, strategy: Strategy, words: Words) -> str:
    """A goal's part of the page; what runs across has neither sentence nor HVORDAN. Empty if there is nothing."""
    goal_id = goal["goal_id"]
    blocks = "".join(block(each, strategy, words) for each in strategy.blocks.get(goal_id, ()))
    said = f'<p class="strategy-goal">{own(goal, "text", words)}</p>' if "text_nb" in goal else ""
    how = approaches(strategy.approaches[goal_id], words)
    link = (
        f'<p class="strategy-link"><a href="{escape(address("mal", goal=goal_id))}">'
        f"{escape(words.t('strategy_page.progress'))}</a></p>"
    )
    return (row_of(said, "") if said else "") + how + blocks + link if blocks or said else ""


def approaches(lines: Sequence[Row], words: Words) -> str:
    """HVORDAN: the strategy's lines on how the goal is pursued."""
    if not lines:
        return ""
    items = "".join(f"<li>{own(line, 'text', words)}</li>" for line in lines)
    return f"<h3>{escape(words.t('strategy_page.how'))}</h3>" + row_of(f"<ul>{items}</ul>", "")


def block(each: Block, strategy: Strategy, words: Words) -> str:
    """The measures for one audience with their unclear points, then the lines on channels and responsibility."""
    measures = "".join(f"<li>{measure(row, strategy, words)}</li>" for row in each.measures)
    points = "".join(point_said(point, words) for point in strategy.points[each.place])
    lines = line("channel_line", each.channel_lines, words) + line("role_line", each.role_lines, words)
    title = words.t(f"strategy_page.measures_{each.audience}")
    listed = f'<h3>{escape(title)}</h3><ol class="strategy-measures">{measures}</ol>'
    return listed + (row_of(lines, points) if lines or points else "")


def measure(row: Row, strategy: Strategy, words: Words) -> str:
    """One measure: its sentence, its number, and what is unclear about it."""
    measure_id = row["measure_id"]
    points = "".join(point_said(point, words) for point in strategy.points[measure_id])
    if row["is_optional"]:
        points = ours(escape(words.t("strategy_page.optional")), words) + points
    said = f'{own(row, "text", words)} <span class="strategy-number">{escape(measure_id)}</span>'
    return row_of(f'<p class="strategy-measure">{said}</p>', points, measure_id)


def line(key: str, lines: Sequence[Row], words: Words) -> str:
    """KANALER or ANSVAR: the strategy's lines as they are printed, and how sure it is that they belong here."""
    if not lines:
        return ""
    printed = "<br>".join(f"{quoted(each['quote_nb'], words)}{unsure(each, words)}" for each in lines)
    label = escape(words.t("strategy_page." + key))
    return f'<p class="strategy-line"><span class="strategy-label">{label}</span> <span>{printed}</span></p>'


def unsure(row: Row, words: Words) -> str:
    """How sure it is that a line belongs to these measures, where that is not plain."""
    return "" if row["confidence"] == "high" else f" {sure_said(row, words)}"
