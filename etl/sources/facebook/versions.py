"""How long a version of the Graph API may still be used, from versions.toml."""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

VERSIONS = Path(__file__).parent / "versions.toml"
LEAST_LIFE = timedelta(days=730)  # what Meta promises a version whose end it has not named yet
NEAR = timedelta(days=180)
NAME = re.compile(r"v(\d+)\.(\d+)")

State = Literal["fine", "near", "over", "unknown"]


class Version(NamedTuple):
    """A version as Meta lists it. Without `usable_until` its end is not named yet."""

    introduced_on: date | None
    usable_until: date | None


class Life(NamedTuple):
    """How a version stands on a day: fine, near its end (fewer than 180 days left), over, or unknown.

    `usable_until` is the first day it is not to be used; None where nobody has named it.
    """

    state: State
    usable_until: date | None = None


@cache
def versions() -> dict[str, Version]:
    """Every listed version by its name."""
    listed = tomllib.loads(VERSIONS.read_text(encoding="utf-8"))["version"]
    return {one["name"]: Version(one.get("introduced_on"), one.get("usable_until")) for one in listed}


def life(name: str, day: date) -> Life:
    """How a version, such as v25.0, stands on a day."""
    version = versions().get(name)
    if version is None:
        return Life("over" if is_before_all(name) else "unknown")
    end = version.usable_until
    if end is not None:
        return Life("over" if day >= end else "near" if end - day < NEAR else "fine", end)
    is_promised = version.introduced_on is not None and day < version.introduced_on + LEAST_LIFE - NEAR
    return Life("fine" if is_promised else "unknown")


def is_before_all(name: str) -> bool:
    """Whether a version is older than the oldest that is listed."""
    return number(name) < min(map(number, versions()))


def number(name: str) -> tuple[int, int]:
    """A version's name as numbers that can be ordered; of what is none, one beyond all."""
    found = NAME.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else (1 << 30, 0)
