"""The screens as addresses, and what is asked of any page in a browser: its width, its rules of accessibility."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

APP = Path(__file__).parent.parent.parent / "ui" / "app.py"
SCREENS = {
    "status": "/", "goal": "/mal?goal=G2", "across": "/mal?goal=X", "actions": "/handling", "calendar": "/arshjul",
    "coverage": "/tjenesteomrader", "dialogue": "/siden", "channels": "/kanaler",
    "stories": "/historier", "strategy": "/strategien",
    "method": "/data", "analyse": "/analyse",
}  # fmt: skip
FOR_MEETINGS = {name: path for name, path in SCREENS.items() if name != "analyse"}
# What holds is not told of at length: to name every node that keeps a rule takes longer than to find those that do not.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
# By whom the charts' library was asked for, each time, and how many bytes came over the line for it.
LIBRARY = """performance.getEntriesByType("resource")
    .filter(one => one.name.includes("/PlotlyChart."))
    .map(one => [one.initiatorType, one.transferSize])"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def is_library(request: Request) -> bool:
    """Whether a request is for the charts' library."""
    return "/PlotlyChart." in request.url


def with_parameter(path: str, parameter: str) -> str:
    """An address with one parameter more."""
    return f"{path}{'&' if '?' in path else '?'}{parameter}"


def broken_rules(page: Page) -> list[tuple[str, list[str]]]:
    """The rules of WCAG 2.1 AA that the page breaks, with where."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]


def addresses_in_the_menu() -> list[str]:
    """The addresses of the screens that the dashboard's menu names, the first screen as an empty one."""
    text = APP.read_text(encoding="utf-8")
    return ["", *re.findall(r'url_path="(\w+)"', text)]
