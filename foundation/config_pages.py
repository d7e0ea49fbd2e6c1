"""What config.toml may say of Facebook pages and municipalities: ids, addresses, and what own calculation demands."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from foundation.configuration import PageSetting
from foundation.finding import Finding, Table

PAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
MUNICIPALITY_NUMBER = re.compile(r"\d{4}")
API_VERSION = re.compile(r"v\d{1,3}\.\d")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
VARIABLES = ("token_env", "app_id_env", "app_secret_env")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
UNTOLD = "…"  # in the place of what may be a secret set in the wrong place


def check_pages(table: Table, where: str, finding: Finding) -> None:
    """Faults in what a table says of pages, municipalities, versions, addresses and variables."""
    check_listed(table, where, finding)
    check_form(table, "api_version", API_VERSION, where, finding)
    for name in VARIABLES:
        if isinstance(table.get(name), str) and not VARIABLE.fullmatch(str(table[name])):
            finding.add(f"{where}.{name}", UNTOLD, "variable_name")
    if isinstance(table.get("base_url"), str) and not is_safe(str(table["base_url"])):
        finding.add(f"{where}.base_url", UNTOLD, "safe_address")
    if table.get("response_rate") == "own_calculation" and type(table.get("dpia_on")) is not date:
        finding.add(f"{where}.dpia_on", table.get("dpia_on", ""), "needs_dpia")


def check_listed(table: Table, where: str, finding: Finding) -> None:
    """Faults in the pages and the municipalities that a table lists."""
    for place, entry in enumerate(entries(table), 1):
        check_page(entry, f"{where}.page_id[{place}]", finding)
    listed = [page.id for page in pages_from(table)]
    for repeated in sorted({page for page in listed if listed.count(page) > 1}):
        finding.add(f"{where}.page_id", repeated, "repeated_page")
    for number in numbers(table):
        if not isinstance(number, str) or not MUNICIPALITY_NUMBER.fullmatch(number):
            finding.add(f"{where}.municipality_numbers", number, "municipality_number")


def check_form(table: Table, name: str, form: re.Pattern[str], where: str, finding: Finding) -> None:
    """A fault when a text has not the form it must have."""
    if isinstance(table.get(name), str) and not form.fullmatch(str(table[name])):
        finding.add(f"{where}.{name}", table[name], name)


def check_page(entry: object, where: str, finding: Finding) -> None:
    """Faults in one page: its id as text, or a table with id and municipality_number."""
    if isinstance(entry, dict):
        finding.unknown(entry, ("id", "municipality_number"), f"{where}.")
        number = entry.get("municipality_number")
        if number is not None and not MUNICIPALITY_NUMBER.fullmatch(str(number)):
            finding.add(f"{where}.municipality_number", number, "municipality_number")
    page = entry.get("id", "") if isinstance(entry, dict) else entry
    if not isinstance(page, str) or not PAGE_ID.fullmatch(page):
        finding.add(where, page, "page_id")


def entries(table: Table) -> list[object]:
    """What stands under page_id, as a list."""
    found = table.get("page_id", [])
    return found if isinstance(found, list) else [found]


def numbers(table: Table) -> list[object]:
    """What stands under municipality_numbers, as a list."""
    found = table.get("municipality_numbers", [])
    return found if isinstance(found, list) else []


def pages_from(table: Table) -> tuple[PageSetting, ...]:
    """The pages of a table, in their order; what is faulty is left out."""
    return tuple(page_settings(table))


def page_settings(table: Table) -> Iterator[PageSetting]:
    """Each page of a table."""
    for entry in entries(table):
        if isinstance(entry, str):
            yield PageSetting(entry)
        elif isinstance(entry, dict) and isinstance(entry.get("id"), str):
            number = entry.get("municipality_number")
            yield PageSetting(entry["id"], None if number is None else str(number))


def is_safe(address: str) -> bool:
    """Whether a token may travel to an address: HTTPS, or this machine itself."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    is_here = parts.scheme == "http" and host in LOOPBACK
    return bool(host) and (parts.scheme == "https" or is_here) and not parts.query and not parts.username
