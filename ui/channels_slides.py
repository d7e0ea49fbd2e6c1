"""The channels in a meeting: how much went through the rich end for each audience, every channel, and the rules."""

from datetime import date

from foundation.words import Words
from ui.channels_data import AUDIENCES, Use, read_channels
from ui.channels_words import counted, named, reached, reason
from ui.data import Row
from ui.measures import name_of
from ui.meeting import Line, Slide, in_pages


def channels_slides(as_of: date, since: date, words: Words) -> list[Slide]:  # noqa: ARG001 - every screen is asked alike
    """The counts in large type, the channels from rich to poor for each audience, and what the strategy demands."""
    channels = read_channels(as_of)
    year = str(as_of.year)
    none = words.t("channels_page.no_channels")
    counts = [reach_line(reach, year, words) for reach in channels.reach]
    through = [
        slide
        for audience in AUDIENCES
        for slide in in_pages(
            words.t(f"channels_page.slide_{audience}", year=year),
            [use_line(each[audience], as_of, words) for each in channels.uses],
            none,
        )
    ]
    rules = [Line("", name_of(row, "text", words), "") for row in channels.rules]
    said = in_pages(words.t("channels_page.slide_rules"), rules, "") if rules else []
    return [
        Slide(words.t("channels_page.question"), counts, is_large=True, empty=none),
        *through,
        *said,
    ]


def reach_line(reach: Row, year: str, words: Words) -> Line:
    """One audience: how many of its records went through the rich end; a sentence where none can be counted."""
    label = words.t(f"channels_page.{reach['audience']}")
    if reach["registered_count"]:
        amount = words.t("measure.done_of", done=reach["rich_count"], planned=reach["registered_count"])
        return Line("", label, amount, words.t("channels_page.slide_rich"))
    said = " ".join(reached(reach, year, "", words))
    return Line("no_data", label, words.t("channels_page.nothing"), said)


def use_line(use: Use, as_of: date, words: Words) -> Line:
    """One channel for one audience: how many records name it and for which measures, or why none does."""
    found = [row for row in use.measures if row["basis"] == "registered"]
    if not found:
        return Line(
            "", named(use.row, words), words.t(f"channels_page.{none_of(use)}"), why(use, as_of, words)
        )
    amount = words.number(use.row["registered_count"])
    return Line("", named(use.row, words), amount, counted(found, words))


def none_of(use: Use) -> str:
    """The word for a channel that no record names."""
    return "unheard" if use.row["state"] == "no_data" else "nothing"


def why(use: Use, as_of: date, words: Words) -> str:
    """Why no record names a channel: what has it by the plan only, or why nothing has."""
    if use.row["by_plan_count"]:
        return words.t("channels_page.through_by_plan", names=counted(use.measures, words))
    return reason(use.row, as_of, words)
