"""What has changed since the earlier day, under every screen but the one that begins with it."""

from datetime import date

from foundation.words import Words
from ui.page import escape
from ui.status_data import read_changes
from ui.status_lists import change_item


def changed(as_of: date, since: date, words: Words) -> str:
    """The measures that changed between the two days, worse first, behind a line that says how many."""
    found = read_changes(as_of, since)
    title = words.t("changed.title", count=len(found), date=since)
    if not found:
        return f'<p class="frame-changed">{escape(words.t("status_page.changes_none", date=since))}</p>'
    items = "".join(change_item(change, words) for change in found)
    return (
        f'<details class="frame-changed"><summary>{escape(title)}</summary>'
        f'<div class="status"><section class="status-changes"><ul>{items}</ul></section></div></details>'
    )
