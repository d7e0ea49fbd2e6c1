"""The screens' entry: names the pages, draws the open one in its frame, turns every error into a sentence."""

import logging
from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from foundation.configuration import ROOT
from foundation.errors import ConfigurationError, DashboardError, FaultyInputError, place_of
from ui.access import Visitor, visitor
from ui.behind import behind, forget, sql_link
from ui.changed import changed
from ui.data import one_publication, settings
from ui.frame import as_of, draw_head, draw_paper, draw_styles, keep_choices, since
from ui.freshness import foot, read_sources
from ui.lake import draw_trouble, follow
from ui.login import login_page, not_for_viewers
from ui.meeting import draw_meeting
from ui.meeting_slides import SLIDES
from ui.page import draw, escape
from ui.text import t, words_here
from ui.theme import is_meeting

PAGES = ROOT / "pages"
# The first screen begins with what has changed, and has each query beside its numbers; Analyse is all queries.
WITHOUT_FOOT = ("", "analyse")


def main() -> None:
    """Draw the open page in its frame, for who may see it."""
    who = visitor()
    pages = screens(who)
    page = st.navigation(pages, position="hidden" if is_meeting() or not who.may_see else "top")
    keep_choices(page.url_path)
    forget()
    st.set_page_config(page_title=window_title(page.title), layout="wide")
    draw_styles()
    with st.container(horizontal_alignment="center"), st.container(width=1200, key="frame"):
        try:
            if not who.may_see:
                login_page(words_here())
                return
            trouble = follow()
            with one_publication():
                draw_screen(
                    page,
                    {each.url_path: each.title for each in pages if each.visibility == "visible"},
                    trouble,
                )
        except DashboardError as error:
            draw_error(t(error.key, **error.values), faults_said(error))
        except Exception as error:
            logging.getLogger(__name__).error("%s at %s", type(error).__name__, place_of(error))
            draw_error(t("error.unexpected"), [])


def draw_screen(page: StreamlitPage, menu: Mapping[str, str], trouble: DashboardError | None) -> None:
    """The open page between head and foot, or its slides in the meeting view."""
    if is_meeting() and page.url_path in SLIDES:
        draw_slides(page.url_path)
        return
    draw_head(menu)
    draw_trouble(trouble)
    draw_paper(page.title)
    words = words_here()
    if page.visibility == "hidden":
        draw(not_for_viewers(words))
        return
    page.run()
    if page.url_path not in WITHOUT_FOOT:
        draw(changed(as_of(), since(), words))
        draw(behind(words))
    draw(foot(read_sources(as_of()), sql_link("frame_sources", words), words))


def screens(who: Visitor) -> list[StreamlitPage]:
    """The screens in the menu's order; Analyse is left out of it for who may not analyse."""
    return [
        st.Page(PAGES / "status.py", title=t("app.page_status"), default=True),
        st.Page(PAGES / "goal.py", title=t("app.page_goal"), url_path="mal"),
        st.Page(PAGES / "actions.py", title=t("actions_page.menu"), url_path="handling"),
        st.Page(PAGES / "calendar.py", title=t("calendar_page.menu"), url_path="arshjul"),
        st.Page(PAGES / "coverage.py", title=t("coverage_page.menu"), url_path="tjenesteomrader"),
        st.Page(PAGES / "dialogue.py", title=t("app.page_dialogue"), url_path="siden"),
        st.Page(PAGES / "channels.py", title=t("channels_page.menu"), url_path="kanaler"),
        st.Page(PAGES / "stories.py", title=t("stories_page.menu"), url_path="historier"),
        st.Page(PAGES / "strategy.py", title=t("strategy_page.menu"), url_path="strategien"),
        st.Page(PAGES / "method.py", title=t("method_page.menu"), url_path="data"),
        st.Page(
            PAGES / "analyse.py",
            title=t("analyse_page.menu"),
            url_path="analyse",
            visibility="visible" if who.may_analyse else "hidden",
        ),
    ]


def draw_slides(page: str) -> None:
    """The open page in the meeting view."""
    is_sample = any(source["is_sample"] for source in read_sources(as_of()))
    draw_meeting(SLIDES[page](as_of(), since(), words_here()), as_of(), words_here(), is_sample=is_sample)


def window_title(page: str) -> str:
    """The window's title: the page, then whose strategy it is."""
    try:
        return f"{page} – {settings().organisation.name}"
    except ConfigurationError:
        return page


def faults_said(error: DashboardError) -> list[str]:
    """The faults that an error carries, each as a sentence."""
    if not isinstance(error, FaultyInputError):
        return []
    return [
        t(
            "run.fault",
            where=": ".join(part for part in (fault.file, fault.key) if part),
            found=fault.found,
            reason=t(fault.reason, **fault.values),
        )
        for fault in error.faults
    ]


def draw_error(sentence: str, faults: list[str]) -> None:
    """What went wrong and what to do, in place of the screen."""
    items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    listed = f"<ul>{items}</ul>" if items else ""
    draw(
        f'<section class="error" role="alert"><h1>{escape(t("error.title"))}</h1>'
        f"<p>{escape(sentence)}</p>{listed}</section>"
    )


main()
