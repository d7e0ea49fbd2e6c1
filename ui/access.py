"""Who is visiting, and what the visitor may see."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """A visitor: whether an account stands behind, whether the screen «Analyse» is open, and a key for the log."""

    is_logged_in: bool
    may_analyse: bool
    key: str


def visitor() -> Visitor:
    """The visitor of this run."""
    return Visitor(is_logged_in=False, may_analyse=True, key="local")
