"""Møtevisning: the open screen as pages to be read at four metres, at most seven lines each, paged by arrows.

One switch in the address, `view=meeting`; light always, whatever the reader's theme. `slide` is the page, from 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from foundation.words import Words
from ui.data import settings
from ui.marks import sign
from ui.page import draw, escape
from ui.theme import VIEW, is_meeting

MOST_LINES = 7
SLIDE = "slide"
WORD_PX, LINE_PX = 72, 40


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a sign, what it is about, a word or a number to be read first, and a sentence after it.

    A line with a label and nothing else is a sentence, and takes the whole width.
    """

    status: str
    label: str
    word: str
    text: str = ""
    is_alarm: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One page: its question or title, and its lines. `is_large` sets the words in the largest type."""

    title: str
    lines: Sequence[Line]
    is_large: bool = False
    empty: str = ""


def in_pages(title: str, lines: Sequence[Line], empty: str, most: int = MOST_LINES) -> list[Slide]:
    """Lines as so many pages as they need, at most so many on each; one page with a sentence where there is none."""
    if not lines:
        return [Slide(title, (), empty=empty)]
    return [Slide(title, lines[start : start + most]) for start in range(0, len(lines), most)]


def switch(words: Words) -> str:
    """The link that turns the meeting view on, or off again."""
    asked = st.query_params.to_dict()
    for name in (VIEW, SLIDE):
        asked.pop(name, None)
    if not is_meeting():
        asked[VIEW] = "meeting"
    key = "meeting.leave" if is_meeting() else "meeting.enter"
    return f'<a href="?{escape(urlencode(asked))}">{escape(words.t(key))}</a>'


def draw_meeting(slides: Sequence[Slide], as_of: date, words: Words, *, is_sample: bool) -> None:
    """The page that the address asks for, with arrows to the others; the keys left and right do the same."""
    place = min(max(asked_slide(), 1), len(slides))
    draw(page(slides[place - 1], as_of, words))
    with st.container(horizontal=True, vertical_alignment="center", key="meeting-foot"):
        sample = f"<b>{escape(words.t('meeting.sample'))}</b>" if is_sample else ""
        draw(f'<p class="meeting-said">{sample} {switch(words)}</p>')
        arrow("Left", place - 1, words.t("meeting.before"), is_there=place > 1)
        number = words.t("meeting.page", number=place, count_all=len(slides))
        draw(f'<p class="meeting-said" role="status">{escape(number)}</p>', "content")
        arrow("Right", place + 1, words.t("meeting.next"), is_there=place < len(slides))


def asked_slide() -> int:
    """The page that the address asks for; the first where it asks for none."""
    asked = st.query_params.get(SLIDE, "1")
    return int(asked) if asked.isascii() and asked.isdigit() else 1


def arrow(key: str, to: int, name: str, *, is_there: bool) -> None:
    """A button to another page, which the arrow beside its name presses too."""
    st.button(name, key=f"slide_{key}", shortcut=key, disabled=not is_there, on_click=turn_to, args=(to,))


def turn_to(place: int) -> None:
    """Write the page to the address."""
    st.query_params[SLIDE] = str(place)


def page(slide: Slide, as_of: date, words: Words) -> str:
    """One page as HTML."""
    lines = "".join(line(one, is_large=slide.is_large) for one in slide.lines)
    body = (
        f'<ul class="meeting-lines">{lines}</ul>'
        if lines
        else f'<p class="meeting-empty">{escape(slide.empty)}</p>'
    )
    where = f"{settings().organisation.name} · {words.t('meeting.as_of', date=as_of)}"
    size = " meeting-large" if slide.is_large else ""
    return (
        f'<section class="meeting{size}"><header><h1>{escape(slide.title)}</h1><p>{escape(where)}</p></header>'
        f"{body}</section>"
    )


def line(one: Line, *, is_large: bool) -> str:
    """One line as HTML; the sign is decoration, since its word stands beside it."""
    if not (one.status or one.word or one.text):
        return f'<li class="meeting-sentence"><p>{escape(one.label)}</p></li>'
    drawn = sign(one.status, WORD_PX if is_large else LINE_PX) if one.status else "<span></span>"
    kind = "meeting-alarm" if one.is_alarm else "meeting-word"
    text = f"<span>{escape(one.text)}</span>" if one.text else ""
    return f'<li>{drawn}<p>{escape(one.label)}</p><b class="{kind}">{escape(one.word)}</b>{text}</li>'
