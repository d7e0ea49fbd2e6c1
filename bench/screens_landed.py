"""The sample beside daily figures of 357 municipalities over ten years: what the screens are measured on when large."""

import re
from pathlib import Path

import duckdb

from bench.landed import AS_OF, METRICS, Landing, Spread, numbers_of, page_of, sources
from foundation.config_file import load
from tests.browser.serving import published_sample

MUNICIPALITIES = 357
DAYS = 3_652
COMPLETIONS = 10_000
OURS = "0001"
# Ten years of completions of every measure that is counted, beside the sample's own.
SPREAD = Spread(newest=0, stride=7, days=DAYS)
SOURCE = """
[[source]]
id = "ten_years"
kind = "completions_file"
path = "ten_years.csv"
delivery = "new_only"
refresh_days = 31
"""
# The sample's own Facebook page and population, which are switched off, give way to those of all municipalities.
SWITCHED_OFF = re.compile(r'\n\[\[source\]\]\nid = "facebook".*\Z', re.DOTALL)


def put_down(folder: Path) -> Path:
    """The sample read as always, then everybody's figures landed as runs would have; gives the configuration file.

    It is to be rebuilt before it is looked at.
    """
    file = published_sample(folder)
    text, count = SWITCHED_OFF.subn(lambda _: SOURCE + everybody(), file.read_text(encoding="utf-8"))
    if count != 1:
        raise ValueError("config.toml no longer ends with the sources that are switched off")
    file.write_text(text, encoding="utf-8")
    settings = load(file)
    with duckdb.connect() as connection:
        landing = Landing(settings, connection)
        landing.begin()
        landing.completions("ten_years", AS_OF, COMPLETIONS, SPREAD)
        landing.figures(METRICS * MUNICIPALITIES * DAYS, MUNICIPALITIES)
        landing.inhabitants(MUNICIPALITIES, settings.organisation.municipality_number)
    return file


def everybody() -> str:
    """A page for each municipality, the first without a number, so it is ours; and everybody's inhabitants."""
    numbers = numbers_of(MUNICIPALITIES)
    return sources([f'"{OURS}"', *(page_of(number) for number in numbers[1:])], numbers)
