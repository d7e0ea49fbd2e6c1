"""What a configuration may say of Facebook pages: ids, addresses, variables, and what own calculation demands."""

from pathlib import Path

import pytest

from foundation.config_file import load
from foundation.configuration import PageSetting
from foundation.errors import ConfigurationError
from foundation.words import LANGUAGES, words

PASTED = "EAAGm0PX4ZCpsBO-hemmelig"
GOOD = """
[organisation]
name = "Prøve kommune"

[paths]
register = "register"
raw = "raw"
warehouse = "warehouse"

[[source]]
id = "facebook"
kind = "facebook_page"
page_id = "prove"
token_env = "PAGE_TOKEN"

[[source]]
id = "population"
kind = "ssb_population"
municipality_numbers = ["3427"]
"""
PAGE = 'page_id = "prove"'
VARIABLE = 'token_env = "PAGE_TOKEN"'


def written(folder: Path, old: str, new: str) -> Path:
    file = folder / "config.toml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("said", "pages"),
    [
        (PAGE, (PageSetting("prove"),)),
        ('page_id = ["prove", "102030"]', (PageSetting("prove"), PageSetting("102030"))),
        (
            'page_id = ["prove", { id = "nabo", municipality_number = "5025" }]',
            (PageSetting("prove"), PageSetting("nabo", "5025")),
        ),
    ],
)
def test_a_source_has_one_page_or_many(tmp_path: Path, said: str, pages: tuple[PageSetting, ...]) -> None:
    assert load(written(tmp_path, PAGE, said)).sources[0].pages == pages


@pytest.mark.parametrize(
    ("old", "new", "key", "found", "reason"),
    [
        (PAGE, 'page_id = "prove/insights"', "facebook.page_id[1]", "prove/insights", "page_id"),
        (PAGE, "page_id = [7]", "facebook.page_id[1]", "7", "page_id"),
        (PAGE, "page_id = []", "facebook.page_id", "", "missing"),
        (PAGE, 'page_id = ["a", "a"]', "facebook.page_id", "a", "repeated_page"),
        (
            PAGE,
            'page_id = [{ id = "a", municipality_number = "342" }]',
            "facebook.page_id[1].municipality_number",
            "342",
            "municipality_number",
        ),
        (PAGE, 'page_id = [{ id = "a", name = "b" }]', "facebook.page_id[1].name", "name", "unknown_key"),
        (VARIABLE, "", "facebook.token_env", "", "missing"),
        (VARIABLE, f'{VARIABLE}\napi_version = "25"', "facebook.api_version", "25", "api_version"),
        (VARIABLE, f'{VARIABLE}\nbase_url = "http://example.no"', "facebook.base_url", "…", "safe_address"),
        (
            VARIABLE,
            f'{VARIABLE}\nresponse_rate = "own_calculation"',
            "facebook.dpia_on",
            "",
            "needs_dpia",
        ),
        (VARIABLE, f'{VARIABLE}\nresponse_rate = "yes"', "facebook.response_rate", "yes", "one_of"),
        ('["3427"]', "[3427]", "population.municipality_numbers", "3427", "municipality_number"),
        ('["3427"]', "[]", "population.municipality_numbers", "", "missing"),
    ],
)
def test_what_a_page_cannot_be_is_told_with_its_key(
    tmp_path: Path, old: str, new: str, key: str, found: str, reason: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(written(tmp_path, old, new))
    place, _, name = key.partition(".")
    (fault,) = raised.value.faults
    assert (fault.key, fault.found, fault.reason) == (f"source[{place}].{name}", found, f"fault.{reason}")
    for language in LANGUAGES:
        assert words(language).t(fault.reason, **fault.values)


def test_a_token_set_where_its_variable_belongs_is_never_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(written(tmp_path, VARIABLE, f'token_env = "{PASTED}"'))
    (fault,) = raised.value.faults
    assert (fault.found, fault.reason) == ("…", "fault.variable_name")
    assert PASTED not in str(raised.value.faults)


@pytest.mark.parametrize(
    "address", ["https://graph.facebook.com", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:1"]
)
def test_a_token_may_travel_by_https_or_within_the_machine(tmp_path: Path, address: str) -> None:
    settings = load(written(tmp_path, VARIABLE, f'{VARIABLE}\nbase_url = "{address}"'))
    assert settings.sources[0].text("base_url") == address
