"""Says what a trouble with the Graph API is, and what to do about it."""

from etl.sources.facebook.trouble import GraphError
from foundation.words import Words

# Subcodes of 102 and 190 that say more than that the token is refused (Meta, «Handle errors»).
TOKEN_ENDS = {
    "458": "token_app_removed",
    "459": "token_sign_in",
    "460": "token_password",
    "463": "token_expired",
    "464": "token_sign_in",
    "467": "token_invalid",
    "492": "token_no_role",
}


def told(trouble: GraphError, words: Words) -> tuple[str, str]:
    """What is wrong, with Meta's code and trace, and what to do."""
    name = name_of(trouble)
    found = words.t(f"facebook.{name}", **named_permission(trouble, words))
    details = [trouble.detail] if trouble.detail and trouble.kind != "permission" else []
    if trouble.trace:
        details.append(words.t("facebook.trace", trace=trouble.trace))
    beside = f" ({', '.join(details)})" if details else ""
    return found + beside, words.t(f"facebook.{name}_do")


def name_of(trouble: GraphError) -> str:
    """The name of a trouble's sentences."""
    if trouble.kind in ("token_expired", "token_invalid"):
        return TOKEN_ENDS.get(trouble.detail.partition("/")[2], trouble.kind)
    return trouble.kind


def named_permission(trouble: GraphError, words: Words) -> dict[str, object]:
    """The permission that is missing, by its name where Meta gave it."""
    if trouble.kind != "permission":
        return {}
    is_name = trouble.detail.replace("_", "").isalpha()
    return {
        "permission": trouble.detail if is_name else words.t("facebook.some_permission", code=trouble.detail)
    }
