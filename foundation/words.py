"""The words of one language: sentences from ui/texts, numbers and dates as that language writes them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

LANGUAGES = ("nb", "nn", "en")
TEXTS = Path(__file__).parent.parent / "ui" / "texts"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words. Use `words("nb")`; every form below follows that language."""

    language: str
    sentences: Mapping[str, str]

    def t(self, key: str, **values: object) -> str:
        """The sentence under a key, its {names} filled; `count` chooses between key.one and key.other.

        Dates and numbers are written as the language writes them. An unknown key raises KeyError.
        """
        chosen = self._plural(key, values.get("count"))
        return self.sentences[chosen].format(**{name: self.form(value) for name, value in values.items()})

    def has(self, key: str) -> bool:
        """Whether a sentence stands under this key."""
        return key in self.sentences or f"{key}.other" in self.sentences

    def _plural(self, key: str, count: object) -> str:
        if key in self.sentences:
            return key
        return f"{key}.one" if count == 1 else f"{key}.other"

    def form(self, value: object) -> str:
        """A value as a reader meets it: date, time, number, or text as it is."""
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value, 0 if float(value).is_integer() else 1)
        return str(value)

    def number(self, value: float, decimals: int = 0, *, signed: bool = False) -> str:
        """A number with its thousands apart and a true minus: 1 868 · 8,4 · −10,4; `signed` adds a plus."""
        text = f"{abs(value):,.{decimals}f}"
        if self.language != "en":
            text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
        is_zero = float(f"{abs(value):.{decimals}f}") == 0
        sign = "" if is_zero else MINUS if value < 0 else "+" if signed else ""
        return sign + text

    def share(self, value: float, decimals: int = 0) -> str:
        """A share of 0–1 in per cent: 75 %, in English 75%."""
        return self.number(value * 100, decimals) + ("%" if self.language == "en" else f"{NO_BREAK_SPACE}%")

    def date(self, day: date) -> str:
        """A day in full: 23.11.2026, in English 23 Nov 2026."""
        if self.language == "en":
            return f"{day.day} {self.month(day.month)} {day.year}"
        return f"{day:%d.%m.%Y}"

    def moment(self, moment: datetime) -> str:
        """A day and a time of day, in the zone the value already carries: 23.11.2026 kl. 06.00."""
        return self.t(
            "form.moment",
            day=moment.date(),
            clock=self.t("form.clock", hour=f"{moment:%H}", minute=f"{moment:%M}"),
        )

    def month(self, month: int) -> str:
        """A month's short name, from 1: jan, feb …"""
        return self.sentences["form.months"].split(",")[month - 1]

    def listed(self, items: list[str]) -> str:
        """Items as a sentence lists them: a, b og c."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.sentences['form.and']} {items[-1]}"


@cache
def words(language: str) -> Words:
    """The words of a language: nb, nn or en. KeyError on any other."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return Words(language, flat(tomllib.loads((TEXTS / f"{language}.toml").read_text(encoding="utf-8"))))


def flat(tree: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """A nested table of texts as dotted keys: {"a": {"b": "x"}} gives {"a.b": "x"}."""
    found: dict[str, str] = {}
    for name, value in tree.items():
        found |= (
            flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {prefix + name: str(value)}
        )
    return found
