"""Knows a column by its heading, in bokmål, nynorsk or English, however it is spaced or capitalised."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.sources.delivery import Notice
from foundation.errors import SourceError

COMPLETION: Mapping[str, tuple[str, ...]] = {
    "record_id": ("id", "post id", "løpenummer", "løpenr", "referanse", "reference"),
    "measure_id": ("measure", "tiltak", "tiltaks-id", "tiltaksnummer", "tiltaksnr"),
    "occurred_on": (
        "date",
        "dato",
        "gjennomført",
        "gjennomført dato",
        "gjennomførings dato",
        "utført",
        "done on",
    ),
    "registered_on": (
        "registered",
        "registrert",
        "registrert dato",
        "meldt",
        "meldt dato",
        "rapportert",
        "reported on",
    ),
    "unit_id": (
        "unit",
        "enhet",
        "eining",
        "tjenesteområde",
        "tenesteområde",
        "service area",
        "møte",
        "prosess",
    ),
    "milestone_id": ("milestone", "milepæl", "milepel", "milestein"),
    "period": ("periode", "gjelder periode", "gjeld periode"),
    "value": ("verdi", "målt verdi", "resultat", "skår", "score"),
    "n": ("antall", "antal", "tal", "antall svar", "antal svar", "utvalg", "utval", "count"),
    "channel_id": ("channel", "kanal"),
    "evidence_url": ("evidence", "lenke", "lenkje", "link", "url", "dokumentasjon"),
    "note": ("merknad", "notat", "kommentar", "comment"),
    "role": ("rolle", "role id", "ansvarlig rolle", "ansvarleg rolle"),
}
FIGURE: Mapping[str, tuple[str, ...]] = {
    "metric": ("metric id", "måltall", "måletal", "indikator"),
    "observed_on": ("date", "dato", "per dato", "målt", "day"),
    "value": ("verdi",),
    "n": (
        "antall",
        "antal",
        "tal",
        "meldinger",
        "meldingar",
        "antall meldinger",
        "antal meldingar",
        "messages",
        "count",
    ),
}
METRIC: Mapping[str, tuple[str, ...]] = {
    "likes": ("likerklikk", "liker", "likar", "likarklikk", "sideliker", "page likes"),
    "followers": ("følgere", "følgjarar", "følgarar"),
    "response_rate": ("svarprosent", "svarrate", "responsrate", "responsprosent"),
    "response_time": ("svartid", "responstid"),
    "new_conversations": ("nye samtaler", "nye samtalar"),
}
PERSONAL = re.compile(
    r"^(for|etter|full)?na(v|m)n$|name$|epost|email|^mail|telefon|mobil|phone|fødsels|personn|kontaktperson"
    r"|(meldt|utført|registrert)av$"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which known column stands where in a table: `places` by name, and what was noticed about the others."""

    places: Mapping[str, int]
    notices: tuple[Notice, ...]


def plain(heading: str) -> str:
    """A heading without case, spaces and signs: «Antall meldinger (n)» is «antallmeldingern»."""
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def known_names(aliases: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every spelling that is known, plain, with the column's own name."""
    return {plain(spelling): name for name, others in aliases.items() for spelling in (name, *others)}


def recognise(headings: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> Columns:
    """The places of known columns. Others are left out: named in a notice, and told apart when they are personal."""
    names = known_names(aliases)
    places: dict[str, int] = {}
    notices = []
    for place, heading in enumerate(headings):
        name = names.get(plain(heading))
        if name and name not in places:
            places[name] = place
        elif plain(heading):
            code = "notice.personal_column" if PERSONAL.search(plain(heading)) else "notice.unknown_column"
            notices.append(Notice(code, heading.strip(), None))
    return Columns(places, tuple(notices))


def require(columns: Columns, wanted: Sequence[str], headings: Sequence[str], file_name: str) -> None:
    """SourceError unless every wanted column is there."""
    if missing := [name for name in wanted if name not in columns.places]:
        found = ", ".join(heading.strip() for heading in headings if heading.strip())[:200]
        raise SourceError("source.no_heading", file=file_name, missing=", ".join(missing), found=found)
