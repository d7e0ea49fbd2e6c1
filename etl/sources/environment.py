"""Secrets, which come from the environment and from nowhere else."""

import os

from foundation.errors import SourceError


def secret(variable: str) -> str:
    """What an environment variable holds. SourceError when it is empty, or could not travel in a header."""
    found = os.environ.get(variable, "").strip()
    if not found or not found.isascii() or not found.isprintable():
        raise SourceError("source.no_token", variable=variable)
    return found
