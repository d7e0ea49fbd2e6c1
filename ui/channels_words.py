"""What the channels' counts say in words: the answer per audience, what went through a channel, or why nothing did."""

from collections.abc import Sequence
from datetime import date

from foundation.words import Words
from ui.channels_data import AUDIENCES, Channels, Use
from ui.data import Row
from ui.measures import name_of

NAMED_AT_MOST = 4


def answer(channels: Channels, words: Words) -> str:
    """How much went through the rich end of the scale, for each audience on its own."""
    rich = [
        name_of(each[AUDIENCES[0]].row, "name", words)
        for each in channels.uses
        if each[AUDIENCES[0]].row["richness_basis"] == "stated_rich_end"
    ]
    said: list[str] = []
    year = str(channels.as_of.year)
    for reach in channels.reach:
        is_first = bool(reach["registered_count"]) and not said
        said += reached(reach, year, words.listed(rich) if is_first else "", words)
    return " ".join(said)


def left_out(channels: Channels, words: Words) -> str:
    """What the answer leaves out, for both audiences; empty where it leaves nothing out."""
    return " ".join(each for reach in channels.reach for each in unknown(reach, words))


def reached(reach: Row, year: str, rich: str, words: Words) -> list[str]:
    """The answer for one audience; the rich end is explained where `rich` names its channels."""
    adverb = words.t(f"channels_page.adverb.{reach['audience']}")
    if not reach["record_count"]:
        is_unheard = reach["unread_count"] == reach["measure_count"]
        return [
            words.t(f"channels_page.{'no_source' if is_unheard else 'no_record'}", adverb=adverb, year=year)
        ]
    if not reach["registered_count"]:
        return []
    key = "reach" if rich else "reach_short"
    counted = {"rich": reach["rich_count"], "registered": reach["registered_count"]}
    return [words.t(f"channels_page.{key}", adverb=adverb, year=year, names=rich, **counted)]


def unknown(reach: Row, words: Words) -> list[str]:
    """What the count leaves out: records without a channel, and measures that no source reports on."""
    audience, said = reach["audience"], []
    if reach["without_channel_count"]:
        said.append(words.t(f"channels_page.without.{audience}", count=reach["without_channel_count"]))
    if reach["record_count"] and reach["unread_count"]:
        said.append(words.t(f"channels_page.unheard_measures.{audience}", count=reach["unread_count"]))
    return said


def named(row: Row, words: Words) -> str:
    """A channel's name with a capital, as it stands first in a line."""
    name = name_of(row, "name", words)
    return name[:1].upper() + name[1:]


def reason(row: Row, as_of: date, words: Words) -> str:
    """Why nothing stands under a channel for an audience, and how many of its measures nobody reports on."""
    said = words.t(f"channels_page.state.{row['state']}", count=row["measure_count"], year=str(as_of.year))
    if not row["unread_count"] or row["state"] == "no_data":
        return said
    return f"{said} {words.t('channels_page.unread', count=row['unread_count'])}"


def through(use: Use, words: Words) -> str:
    """The measures that went through a channel with their counts, and those that the strategy gives other channels."""
    said = [
        words.t(f"channels_page.through_{basis}", names=counted(found, words))
        for basis in ("registered", "by_plan")
        if (found := [row for row in use.measures if row["basis"] == basis])
    ]
    outside = [name_of(row, "short", words) for row in use.measures if row["is_outside_plan"]]
    if outside:
        said.append(words.t("channels_page.outside", names=words.listed(outside)))
    return " ".join(said)


def counted(measures: Sequence[Row], words: Words) -> str:
    """Measures with their counts, the most first; a long list is cut and says how many more there are."""
    shown = measures if len(measures) <= NAMED_AT_MOST else measures[: NAMED_AT_MOST - 1]
    names = [
        words.t("channels_page.measure_count", name=name_of(row, "short", words), number=row["record_count"])
        for row in shown
    ]
    if len(shown) < len(measures):
        names.append(words.t("channels_page.more_measures", count=len(measures) - len(shown)))
    return words.listed(names)
