"""Collects what is wrong in a configuration while it is read, so that all of it is told at once."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from foundation.errors import Fault

Table = Mapping[str, object]


@dataclass(slots=True)
class Finding:
    """Collects faults while a file is read, so that all are told at once."""

    file: Path
    faults: list[Fault] = field(default_factory=list)

    def add(self, key: str, found: object, reason: str, **values: object) -> None:
        """Note one fault; `reason` is a text key under fault."""
        self.faults.append(Fault(self.file.name, key, str(found), f"fault.{reason}", values))

    def take(self, table: Table, key: str, kinds: tuple[type, ...], where: str) -> object | None:
        """The value under a key when it is there and of the right type; a fault when the type is wrong."""
        value = table.get(key)
        if value is None or (isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))):
            return value
        self.add(f"{where}.{key}", value, "wrong_type", allowed=" / ".join(kind.__name__ for kind in kinds))
        return None

    def unknown(self, names: Iterable[str], allowed: Sequence[str], where: str) -> None:
        """A fault for each name that is not allowed, with the nearest one that is."""
        for name in names:
            if name not in allowed:
                nearest = difflib.get_close_matches(name, allowed, 1) or list(allowed)
                self.add(f"{where}{name}", name, "unknown_key", allowed=", ".join(nearest))
