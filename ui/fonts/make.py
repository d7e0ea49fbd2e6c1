"""Writes the small words' font anew from Streamlit's own, the same bytes every time: python -m ui.fonts.make.

The licence reserves the name «Source» for the original, so that what is made of it has another.
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from ui.built_files import STATIC
from ui.words_font import FACES, FAMILY, SMALL

# What Norwegian, Sámi and every other language in Latin Extended-A is written with, also where accents stand by
# themselves; then punctuation, figures' signs, arrows and marks.
USUAL = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1B7, 0x1B7), (0x1E4, 0x1E9), (0x1EE, 0x1EF), (0x292, 0x292), (0x2B9, 0x2BC),
    (0x300, 0x30C), (0x326, 0x328), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2199), (0x2206, 0x2206), (0x2211, 0x2212), (0x2219, 0x221E), (0x2248, 0x2265), (0x25A0, 0x25EF),
    (0x2713, 0x2718),
)  # fmt: skip
FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")  # figures stand in columns without one
COPYRIGHT, OWN_NAMES, LICENCE = (0,), {1: FAMILY, 3: "DashboardSans", 4: FAMILY, 6: "DashboardSans"}, (13, 14)
STYLE_AND_VERSION, ORIGINAL_NAME = (2, 5), "SourceSans3VF"
FACE = (
    '@font-face{{font-family:"{family}";font-weight:100 900;font-style:normal;'
    'src:url({file})format("woff2");unicode-range:{letters}}}\n'
)
PURPOSE = (
    "/* The two files of the words' font as one family; WHOLE and SMALL are their addresses. By make.py. */\n"
)


def original() -> Path:
    """Streamlit's own font for words."""
    (file,) = (STATIC / "static" / "media").glob("SourceSansVF-Upright.*.woff2")
    return file


def letters(file: Path) -> set[int]:
    """The characters that a font has."""
    with TTFont(file) as font:
        return set(font.getBestCmap())


def usual() -> set[int]:
    """The characters of the original that the small font keeps."""
    wanted = {letter for first, last in USUAL for letter in range(first, last + 1)}
    return letters(original()) & wanted


def write_small(file: Path) -> None:
    """Write the small font, by its own name, with the original's copyright and licence."""
    font = TTFont(original(), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.name_IDs = [*COPYRIGHT, *OWN_NAMES, *STYLE_AND_VERSION, *LICENCE]
    shrunk = subset.Subsetter(options)
    shrunk.populate(unicodes=usual())
    shrunk.subset(font)
    for record in font["name"].names:
        text = OWN_NAMES.get(record.nameID, record.toUnicode())
        record.string = text.replace(ORIGINAL_NAME, OWN_NAMES[6])  # each weight has a name, too
    font.flavor = "woff2"
    font.save(file)


def faces() -> str:
    """Both files as one family: the whole one for what the small one lacks, and only that."""
    kept, every = usual(), letters(original())
    of_each = (("WHOLE", every - kept), ("SMALL", kept))
    return PURPOSE + "".join(
        FACE.format(family=FAMILY, file=url, letters=ranges(some)) for url, some in of_each
    )


def ranges(some: Iterable[int]) -> str:
    """Characters as CSS names them, neighbours together."""
    runs = groupby(enumerate(sorted(some)), key=lambda one: one[1] - one[0])
    return ",".join(named([letter for _, letter in run]) for _, run in runs)


def named(run: list[int]) -> str:
    """A run of neighbours."""
    return f"U+{run[0]:X}" if len(run) == 1 else f"U+{run[0]:X}-{run[-1]:X}"


if __name__ == "__main__":
    write_small(SMALL)
    FACES.write_text(faces(), encoding="utf-8")
