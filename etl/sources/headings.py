"""Knows a column by its heading, in bokmål, nynorsk or English, however it is spaced or capitalised."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from etl.sources.delivery import Notice
from foundation.errors import SourceError

COMPLETION: Mapping[str, tuple[str, ...]] = {
    "record_id": ("id", "post id", "løpenummer", "løpenr", "referanse", "reference"),
    "measure_id": ("measure", "tiltak", "tiltak id", "tiltaks id", "tiltaksnummer", "tiltaksnr", "measure number"),
    "occurred_on": (
        "date", "dato", "når", "gjennomført", "gjennomført dato", "gjennomført den", "gjennomføringsdato", "utført",
        "utført dato", "utført den", "gjort", "done", "done on", "completed on", "completed", "date completed",
    ),
    "registered_on": (
        "registered", "registrert", "registrert dato", "registrert den", "registreringsdato", "meldt", "meldt dato",
        "meldt den", "meldedato", "meld", "meld dato", "rapportert", "rapportert dato", "reported", "reported on",
        "date reported",
    ),
    "unit_id": (
        "unit", "enhet", "enhet id", "eining", "tjenesteområde", "tenesteområde", "teneste", "tjeneste", "service area",
        "møte", "meeting", "prosess", "process", "gjelder", "gjeld",
    ),
    "milestone_id": ("milestone", "milepæl", "milepæl id", "milepel", "milestein", "delmål", "steg", "step"),
    "period": ("periode", "gjelder periode", "gjeld periode", "for periode", "reporting period"),
    "value": ("verdi", "målt verdi", "resultat", "skår", "score", "result"),
    "n": ("antall", "antal", "tal", "antall svar", "antal svar", "utvalg", "utval", "count", "sample size", "answers"),
    "channel_id": ("channel", "kanal", "kanal id"),
    "evidence_url": ("evidence", "lenke", "lenkje", "link", "url", "dokumentasjon", "nettadresse"),
    "note": ("merknad", "notat", "kommentar", "beskrivelse", "skildring", "comment", "remark", "notes"),
    "role": ("rolle", "role id", "rolle id", "ansvarlig rolle", "ansvarleg rolle", "responsible role"),
}  # fmt: skip
FIGURE: Mapping[str, tuple[str, ...]] = {
    "metric": ("metric id", "måltall", "måletal", "indikator", "indicator", "tallserie", "talserie"),
    "observed_on": ("date", "dato", "per dato", "per", "målt", "målt dato", "observert", "day", "dag", "measured on"),
    "value": ("verdi", "målt verdi"),
    "n": (
        "antall", "antal", "tal", "meldinger", "meldingar", "antall meldinger", "antal meldingar", "messages",
        "number of messages", "count",
    ),
}  # fmt: skip
METRIC: Mapping[str, tuple[str, ...]] = {
    "likes": ("likerklikk", "liker", "likar", "likarklikk", "sideliker", "page likes"),
    "followers": ("følgere", "følgjarar", "følgarar", "følgjare", "page followers"),
    "response_rate": ("svarprosent", "svarrate", "responsrate", "responsprosent", "svardel"),
    "response_time": ("svartid", "responstid"),
    "new_conversations": ("nye samtaler", "nye samtalar"),
}
# Read on plain headings: «Meldt av», «E-post», «Fødselsnummer (11 siffer)».
PERSONAL = re.compile(
    r"^(for|etter|mellom|full|fullt)?na(v|m)n(et)?$|(person|ansatt|tilsett|kontakt|innmelder|bruker|brukar|melder)na(v|m)n"
    r"|^(first|last|sur|full|user|middle|given|family)?name$|(person|employee|contact|author|reporter)name"
    r"|epost|email|^mail|telefon|^tlf|mobil|phone|fodsels|fodt|personn|birth|^ssn$|kontaktperson|contactperson"
    r"|(meldt?|utfort|registrert|rapportert|gjort|skrevet|skrive|opprettet|oppretta|endret|endra)av$"
    r"|(reported|registered|done|created|entered|modified|written)by$"
    r"|^(innmelder|innmeldar|melder|meldar|saksbehandler|sakshandsamar|ansvarligperson|ansvarlegperson|ansatt|tilsett"
    r"|forfatter|forfattar|author|reporter|employee|person|initialer|initialar|initials|signatur|signature|adresse"
    r"|postadresse|address|brukerid|brukarid|userid)$"
)
MOST_NOTICES = 20  # so many columns are named; a table with more unknown ones is another table
FOLDED = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ð": "d"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Which known column stands where in a table: `places` by name, and what was noticed about the others."""

    places: Mapping[str, int]
    notices: tuple[Notice, ...]


def plain(heading: str) -> str:
    """A heading without case, spaces, signs and accents: «Milepæl (id)» is «milepalid», and «MILEPÆL_ID» too."""
    letters = unicodedata.normalize("NFKD", heading.casefold().replace("ae", "a").translate(FOLDED))
    return "".join(letter for letter in letters if letter.isalnum())


def known_names(aliases: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every spelling that is known, plain, with the column's own name."""
    return spellings(tuple((name, *others) for name, others in aliases.items()))


@cache
def spellings(columns: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """The same, of columns that begin with their own name. Held: each line that may be the headings asks for it."""
    return {plain(spelling): column[0] for column in columns for spelling in column}


def recognise(headings: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> Columns:
    """The places of known columns. Others are left out: named in a notice, and told apart when they are personal.

    Where two headings mean the same column, the one that is the column's own name counts, else the first.
    """
    names = known_names(aliases)
    spelled = [plain(heading) for heading in headings]
    places: dict[str, int] = {}
    for place, spelling in enumerate(spelled):
        name = names.get(spelling)
        if name and (name not in places or (spelling == plain(name) != spelled[places[name]])):
            places[name] = place
    taken = set(places.values())
    left = [place for place, spelling in enumerate(spelled) if spelling and place not in taken]
    return Columns(places, notices_of([headings[place].strip() for place in left], names))


def notices_of(left_out: Sequence[str], names: Mapping[str, str]) -> tuple[Notice, ...]:
    """A notice for each heading that was left out, the personal ones first; one for all beyond the first twenty."""
    found = [Notice(code_of(heading, names), heading[:80], None) for heading in left_out]
    found.sort(key=lambda notice: notice.code != "notice.personal_column")
    more = len(found) - MOST_NOTICES
    return (*found[:MOST_NOTICES], *([Notice("notice.more_columns", None, more)] if more > 0 else []))


def code_of(heading: str, names: Mapping[str, str]) -> str:
    """What is noticed about a heading that was left out."""
    if PERSONAL.search(plain(heading)):
        return "notice.personal_column"
    return "notice.same_column" if plain(heading) in names else "notice.unknown_column"


def require(columns: Columns, wanted: Sequence[str], headings: Sequence[str], file_name: str) -> None:
    """SourceError unless every wanted column is there."""
    if missing := [name for name in wanted if name not in columns.places]:
        found = ", ".join(heading.strip() for heading in headings if heading.strip())[:200]
        raise SourceError("source.no_heading", file=file_name, missing=", ".join(missing), found=found)
