"""How long the Graph API asks to be left alone, from the headers that it sends beside its answers.

X-Business-Use-Case-Usage maps an id to a list of objects with `type`, percentages and
`estimated_time_to_regain_access` in minutes (Meta, «Rate limits»). It is absent at little use, its keys change
without notice, and those that are not known are left alone.
"""

import json
from collections.abc import Iterator, Mapping

USAGE = "X-Business-Use-Case-Usage"
REGAIN = "estimated_time_to_regain_access"
OUR_TYPES = ("pages", "messenger")
MINUTE = 60.0


def regain_seconds(headers: Mapping[str, str]) -> float | None:
    """How long until calls are let in again; None where the headers do not say."""
    minutes = [minutes for minutes in regain_minutes(headers.get(USAGE, "")) if minutes > 0]
    return max(minutes) * MINUTE if minutes else None


def regain_minutes(text: str) -> Iterator[float]:
    """The minutes that a usage header names for calls of our kinds."""
    try:
        usage = json.loads(text)
    except (ValueError, RecursionError):
        return
    for objects in usage.values() if isinstance(usage, dict) else ():
        for one in objects if isinstance(objects, list) else ():
            if isinstance(one, dict) and one.get("type", OUR_TYPES[0]) in OUR_TYPES:
                minutes = one.get(REGAIN)
                if isinstance(minutes, int | float) and not isinstance(minutes, bool):
                    yield float(minutes)
