"""Which permissions a token must have, by what the configuration asks for."""

from typing import NamedTuple

from foundation.configuration import Source

ALWAYS = ("read_insights", "pages_read_engagement", "pages_show_list")
FOR_MESSAGES = "pages_messaging"  # the volumes of messages; and conversations
FOR_OWN_CALCULATION = (FOR_MESSAGES, "pages_manage_metadata")


class Permission(NamedTuple):
    """A permission; without one that is needed, a run lacks what the configuration asks for."""

    name: str
    is_needed: bool


def permissions(source: Source, home_number: str | None) -> list[Permission]:
    """The permissions to look for. With other municipalities' pages only, none of them is needed."""
    has_own = any(is_own(page.municipality_number, home_number) for page in source.pages)
    found = [Permission(name, has_own) for name in needed(source)]
    return found if calculates(source) else [*found, Permission(FOR_MESSAGES, is_needed=False)]


def needed(source: Source) -> tuple[str, ...]:
    """The permissions that an own page's figures need."""
    return (*ALWAYS, *FOR_OWN_CALCULATION) if calculates(source) else ALWAYS


def calculates(source: Source) -> bool:
    """Whether the response rate is to be calculated from the conversations."""
    return source.text("response_rate") == "own_calculation"


def is_own(municipality_number: str | None, home_number: str | None) -> bool:
    """Whether a page with this municipality number is the municipality's own."""
    return municipality_number is None or municipality_number == home_number
