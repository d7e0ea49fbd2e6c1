"""The parts of the board that are words and marks, as HTML: what Panel and marimo are handed."""

from html import escape

from board import COLOURS, WORDS, Board, Goal, word

GRID = "display:grid;grid-template-columns:1fr 1fr 1fr;gap:24px"


def head(shown: Board) -> str:
    """The menu and the ribbon."""
    links = " ".join(f'<a href="/{escape(title)}">{escape(title)}</a>' for title in shown.menu)
    return f'<nav>{links}</nav><p style="background:#fff0c8">{escape(shown.ribbon)}</p>'


def body(shown: Board) -> str:
    """Question and answer, goals, lists, numbers and foot."""
    numbers = "".join(
        f"<div><h3>{escape(name)}</h3><b>{escape(value)}</b><p>{escape(day)}</p></div>"
        for name, value, day in shown.numbers
    )
    return (
        f"<h1>{escape(shown.question)}</h1><p>{escape(shown.answer)}</p>"
        f"{''.join(goal(one) for one in shown.goals)}"
        f'<div style="{GRID}">{deadlines(shown)}{changes(shown)}</div>'
        f"<h2>{escape(WORDS.t('status_page.page_numbers'))}</h2>"
        f'<div style="{GRID}">{numbers}</div><footer>{escape(shown.foot)}</footer>'
    )


def square(status: str) -> str:
    """A status as a coloured square."""
    return f'<span style="display:inline-block;width:16px;height:16px;background:{COLOURS[status]}"></span>'


def goal(one: Goal) -> str:
    """One goal's block."""
    squares = "".join(square(status) * count for status, count in one.counts)
    said = "".join(
        f"<li>{square(status)} {count} {escape(word(status))}</li>" for status, count in one.counts
    )
    return (
        f'<div style="{GRID}"><div><small>{escape(one.name)}</small><p><a href="/">{escape(one.text)}</a></p></div>'
        f"<div><h2>{escape(one.headline)}</h2><p>{escape(one.reason)}</p></div>"
        f"<div><div>{squares}</div><ul>{said}</ul></div></div>"
    )


def deadlines(shown: Board) -> str:
    """Who must do what next."""
    items = "".join(
        f"<li>{square(status)}<b>{escape(role)}</b> {escape(what)}<p>{escape(when)}</p></li>"
        for status, role, what, when in shown.deadlines
    )
    return f"<section><h2>{escape(WORDS.t('status_page.deadlines'))}</h2><ul>{items}</ul></section>"


def changes(shown: Board) -> str:
    """What has changed."""
    items = "".join(
        f"<li>{square(before)}→{square(after)} {escape(what)}<p>{word(before)} → {word(after)}</p></li>"
        for before, after, what in shown.changes
    )
    title = escape(WORDS.t("status_page.changes_title", date=shown.since))
    return f"<section><h2>{title}</h2><ul>{items}</ul></section>"
