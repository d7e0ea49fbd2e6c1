"""Text from outside as it may stand in a file of ours."""

from etl.sources.json_http import whole


def plain(text: str) -> str:
    """A text on one line, without halves of letters and without the control characters that JSON can hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole(text)).split())
