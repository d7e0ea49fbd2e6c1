"""The rules in words with their SQL, and the dictionary of tables and columns; both fold out."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from foundation.words import Words
from ui.data import Row, rows
from ui.method import heads, title
from ui.page import escape
from warehouse.build import RULES, opening

GROUPS: Mapping[str, Sequence[str]] = {
    "judged": (
        "measure_status", "goal_status", "recurring_status", "recurring_word", "due_period", "due_period_status",
        "one_off_status", "milestone_status", "coverage_status", "window_status", "checkpoint_status",
        "event_status", "event_word", "continuous_status", "deadline", "action", "answering_role",
        "changes_between",
    ),
    "numbers": (
        "metric_status", "metric_month", "target_in_force", "wilson_low", "wilson_high", "page_comparison",
        "known_own_calculation", "month_end", "monthly_change", "follower_comparison",
        "story_number", "story_month", "story_ground", "story_difference", "event_difference",
        "pair_difference", "rank_place", "difference_word", "lettered_event",
    ),
    "known": (
        "known_completion", "lost_record", "known_metric_value", "known_page_value", "known_population", "known_plan",
        "plan_in_force", "data_through", "day_in_month",
    ),
    "channels": ("channel_record", "channel_use", "channel_reach"),
    "sources": ("freshness", "last_reading", "standing_reject", "undecided"),
}  # fmt: skip
OTHER = "other"


def rules(words: Words) -> str:
    """The part about the rules: each in words, opening to its SQL."""
    found = {str(row["function_name"]): row for row in rows("method_rules")}
    grouped = {group: [found.pop(name) for name in names if name in found] for group, names in GROUPS.items()}
    grouped[OTHER] = list(found.values())
    parts = "".join(
        f"<h3>{escape(words.t('method_page.group.' + group))}</h3>{''.join(rule(row, words) for row in listed)}"
        for group, listed in grouped.items()
        if listed
    )
    return (
        f'{title("rules", words.t("method_page.rules_intro"), words)}<div class="method-folds">{parts}</div>'
    )


def rule(row: Row, words: Words) -> str:
    """One rule: what it says to a reader, how it is called, and its SQL."""
    called = f"{row['function_name']}({', '.join(row['parameters'])})"
    return (
        f"<details><summary><span>{rule_said(row, words)}</span> <code>{escape(called)}</code></summary>"
        f'<pre class="method-sql" lang="en" tabindex="0"><code>{escape(sql(row))}</code></pre></details>'
    )


def rule_said(row: Row, words: Words) -> str:
    """A rule in the reader's words; one that has none yet in the database's own."""
    key = f"method_rule.{row['function_name']}"
    if words.has(key):
        return escape(words.t(key))
    return f"<span{comment_language(words)}>{comment(row, 'comment', words)}</span>"


def comment(row: Row, column: str, words: Words) -> str:
    """A comment of the database, escaped: English to a reader of English, else bokmål."""
    return escape(row[f"{column}_en" if words.language == "en" else f"{column}_nb"] or "")


def comment_language(words: Words) -> str:
    """The attribute that tells a screen reader that a comment is bokmål on a page in nynorsk."""
    return ' lang="nb"' if words.language == "nn" else ""


def sql(row: Row) -> str:
    """The rule's file as we wrote it, where it says what the database says; else the database's own text of it."""
    file = RULES / f"{row['function_name']}.sql"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return text.strip() if text and opening(text) == row["comment_en"] else str(row["definition"])


def dictionary(words: Words) -> str:
    """The part about the tables: each opens to its columns, so that the browser can search in them."""
    tables = groupby(rows("dictionary_columns"), key=lambda row: str(row["table_name"]))
    folds = "".join(table(name, list(columns), words) for name, columns in tables)
    intro = words.t("method_page.dictionary_intro")
    return f'{title("dictionary", intro, words)}<div class="method-folds">{folds}</div>'


def table(name: str, columns: Sequence[Row], words: Words) -> str:
    """One table of the database: its name and meaning, opening to its columns."""
    body = "".join(column_row(column, words) for column in columns)
    meaning = f"<span{comment_language(words)}>{comment(columns[0], 'table_comment', words)}</span>"
    count = escape(words.t("method_page.columns", count=len(columns)))
    return (
        f"<details><summary><code>{escape(name)}</code> {meaning}</summary>"
        f'<table class="method-table method-columns"><caption>{escape(name)}: {count}</caption>'
        f"{heads(('name', 'type', 'meaning'), words)}<tbody>{body}</tbody></table></details>"
    )


def column_row(column: Row, words: Words) -> str:
    """One column of a table: its name, type and meaning."""
    return (
        f'<tr><th scope="row"><code>{escape(column["column_name"])}</code></th>'
        f'<td class="method-type">{escape(column["data_type"])}</td>'
        f"<td{comment_language(words)}>{comment(column, 'comment', words)}</td></tr>"
    )
