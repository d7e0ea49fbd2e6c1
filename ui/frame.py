"""What stands around every screen: the days in the address, the pickers, ribbon and notes above the first number."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from foundation.words import LANGUAGES
from ui.data import Row, rows, settings, today
from ui.days import Days, read_days
from ui.freshness import read_sources, source_note
from ui.login import logout_button
from ui.meeting import switch
from ui.meetings import meeting_picker
from ui.page import draw, escape
from ui.printing import paper, said
from ui.text import language, own_language, t, words_here
from ui.theme import LIGHT, VIEW, colours, is_dark, tokens

STYLES = Path(__file__).parent / "styles"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
KEPT = ("as_of", "since", "lang", VIEW)
WITHOUT_MEETING = ("analyse",)
LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
EARLIEST = date(2000, 1, 1)


def as_of() -> date:
    """The day the screen shows: `as_of` in the address, else the newest day there is data for."""
    return days().as_of


def since() -> date:
    """The earlier day the screen compares with: `since` in the address, else the meeting before."""
    return days().since


def days() -> Days:
    """Both days, as the address asks for them. Raises what rows() raises."""
    return days_of(st.query_params.to_dict())


def days_of(asked: dict[str, str]) -> Days:
    """The days that these parameters of an address ask for."""
    loaded_on = rows("frame_days")[0]["sample_loaded_on"]
    meetings = [meeting["held_on"] for meeting in rows("frame_meetings", as_of=today())]
    return read_days(asked, today(), loaded_on, meetings)


def address(page: str, **parameters: str) -> str:
    """A link to a page of ours that keeps the reader's days and language."""
    asked = st.query_params.to_dict()  # once: every look at one parameter takes as long
    kept = {name: asked[name] for name in KEPT if name in asked}
    query = urlencode({**parameters, **kept})
    return f"{page}?{query}" if query else page


def keep_choices(page: str) -> None:
    """Carry days and language over from the page the reader came from; on the same page the address alone decides."""
    kept: dict[str, str] = st.session_state.get("kept", {})
    is_new = st.session_state.get("page", page) != page
    st.session_state["page"] = page
    missing = {name: kept[name] for name in kept if is_new and name not in st.query_params}
    st.query_params.update(missing)
    st.session_state["kept"] = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    if "lang" in missing:
        st.rerun()  # the menu's words were chosen before the language was back


def draw_styles() -> None:
    """The style sheets, in the colours of the reader's theme; what is printed is always light."""
    printed = f":root{{{tokens(LIGHT)}}}"
    if is_dark():  # pictures carry the colours of dark paper: too pale on white
        printed += ".sign-image,.block{filter:brightness(.6) saturate(1.4)}"
    chosen = tokens(colours())
    draw(f"<style>:root{{{chosen}}}\n{sheets()}\n@media print{{{printed}}}</style>")


@cache
def sheets() -> str:
    """The style sheets as one text without comments and indents, read once for as long as the server runs."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(STYLES.glob("*.css")))
    lines = COMMENT.sub("", text).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def draw_paper(title: str) -> None:
    """What a printed page says in its margins, and above its first line the days it is about."""
    chosen, words = days(), words_here()
    draw(f"<style>{paper(settings().organisation.name, title, chosen.as_of, words)}</style>")
    draw(said([words.t("print.as_of", date=chosen.as_of), words.t("print.since", date=chosen.since)]))


def draw_head(pages: Mapping[str, str]) -> None:
    """Above every screen: the sample ribbon, whose strategy it is, the days, and what was wrong in the address.

    `pages` are the titles by address; phones get them as links, since Streamlit hides its menu there.
    """
    sources = read_sources(as_of())
    with st.container(gap="xsmall", key="frame-head"):
        if any(source["is_sample"] for source in sources):
            sample, more = escape(t("frame.sample")), escape(t("frame.sample_more"))
            draw(f'<p class="frame-sample"><b>{sample}</b> {more}</p>')
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="frame-bar"):
            draw(name_and_language() + phone_menu(pages))
            chosen = days()
            day_picker("as_of", chosen.as_of, today())
            day_picker("since", chosen.since, chosen.as_of)
            meeting_picker(chosen.as_of, chosen.since, words_here())
            logout_button(words_here())
        draw_notes(sources)


def name_and_language() -> str:
    """Whose strategy it is, and links to the same screen in the other languages."""
    others = ' <span aria-hidden="true">·</span> '.join(
        language_link(other) for other in LANGUAGE_NAMES if other != language()
    )
    name = escape(settings().organisation.name)
    return f'<p class="frame-name"><b>{name}</b> <span>{others} {meeting_switch()}</span></p>'


def language_link(other: str) -> str:
    """A link to the same screen in another language; the municipality's own needs no word in the address."""
    asked = {**st.query_params.to_dict(), "lang": other}
    if other == own_language():
        asked.pop("lang")
    query = escape(urlencode(asked))
    return f'<a href="?{query}" lang="{other}" hreflang="{other}">{LANGUAGE_NAMES[other]}</a>'


def meeting_switch() -> str:
    """The link to the meeting view; none on the screen for writing, which no projector needs."""
    if st.session_state.get("page") in WITHOUT_MEETING:
        return ""
    return f'<span aria-hidden="true">·</span> {switch(words_here())}'


def phone_menu(pages: Mapping[str, str]) -> str:
    """The screens as links that open under the name of this one, shown on narrow screens only."""
    here = st.session_state.get("page", "")
    items = "".join(
        f'<li><a href="{escape(address(page or "."))}"{" aria-current=page" if page == here else ""}>'
        f"{escape(title)}</a></li>"
        for page, title in pages.items()
    )
    name = escape(t("frame.menu"))
    summary = f"<summary>{name}: <b>{escape(pages.get(here, name))}</b></summary>"
    return f'<nav class="frame-menu" aria-label="{name}"><details>{summary}<ul>{items}</ul></details></nav>'


def day_picker(name: str, chosen: date, latest: date) -> None:
    """One day, kept in the address under `name`."""
    draw(f'<p class="frame-label" aria-hidden="true">{escape(t(f"frame.{name}_short"))}</p>', "content")
    st.session_state[f"picked_{name}"] = chosen
    st.date_input(
        t(f"frame.{name}"), key=f"picked_{name}", format=t("form.picker"), min_value=min(EARLIEST, chosen),
        max_value=max(latest, chosen), on_change=pick_day, args=(name,), label_visibility="collapsed", width=124,
    )  # fmt: skip


def pick_day(name: str) -> None:
    """Write a picked day to the address; a comparison day that is no longer earlier goes."""
    picked = st.session_state[f"picked_{name}"]
    st.query_params.pop(name, None)
    if picked is not None and getattr(days(), name) != picked:
        st.query_params[name] = picked.isoformat()
    if name == "as_of" and days().notes:
        st.query_params.pop("since", None)


def draw_notes(sources: Sequence[Row]) -> None:
    """What the reader must know before the first number: a wrong address, a source that is old or silent."""
    notes = [t(note.key, **note.values) for note in days().notes]
    asked = st.query_params.get("lang", "")
    if asked and asked not in LANGUAGES:
        notes.append(t("frame.language_unknown", found=asked[:40]))
    notes += [note for source in sources if (note := source_note(source))]
    if notes:
        items = "".join(f"<li>{escape(note)}</li>" for note in notes)
        draw(f'<ul class="frame-notes">{items}</ul>')
