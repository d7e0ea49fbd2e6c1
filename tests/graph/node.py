"""Answers about a page itself: `GET /{page}?fields=…`."""

from tests.graph.fields import wanted
from tests.graph.reply import RefusedError, Reply, good, unknown_field
from tests.graph.town import Town, TownPage


def node(town: Town, page: TownPage, fields: str, *, may_have_token: bool) -> Reply:
    """The wanted fields, and always the id. RefusedError for a field that does not exist."""
    known = everything(town, page)
    names = [field.name for field in wanted(fields)] if fields else ["name"]
    for name in names:
        if name not in known:
            raise RefusedError(unknown_field(name, "Page"))
    withheld = set() if may_have_token else {"access_token"}
    told = {name: known[name] for name in names if known[name] is not None and name not in withheld}
    return good(told | {"id": page.id})


def everything(town: Town, page: TownPage) -> dict[str, object]:
    """All fields of a page; None where the page has nothing to say."""
    counts = town.counts(page)
    return {
        **counts,
        "id": page.id,
        "name": page.name,
        "username": page.user_name,
        "link": f"https://www.facebook.com/{page.user_name}",
        "category": "Government Organization",
        "verification_status": "not_verified",
        "is_published": True,
        "has_transitioned_to_new_page_experience": page.has_transitioned,
        "displayed_message_response_time": page.displayed_message_response_time,
        "talking_about_count": counts["fan_count"] // 20,
        "engagement": {"count": counts["fan_count"], "social_sentence": "like this"},
        "overall_star_rating": 0,
        "rating_count": 0,
        "were_here_count": 0,
        "checkins": 0,
        "unread_message_count": 3,
        "access_token": page.token,
    }
