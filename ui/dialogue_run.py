"""The words of the run chart: its finding as a title, what is drawn, what stands beside it, and its table."""

from collections.abc import Sequence

from foundation.words import Words
from ui.behind import sql_link
from ui.dialogue import month_name, origin
from ui.dialogue_table import NumberTable, opening_table
from ui.measures import Row, amount, name_of
from ui.page import escape
from ui.run_chart import changed, runs, signed
from ui.status import capitalised

NAMED_OUTSIDE = 3
HEADS = (
    "dialogue_page.month", "dialogue_run.change", "dialogue_run.level", "dialogue_page.measured",
    "dialogue_page.origin",
)  # fmt: skip
REASONS = ("no_value", "after_gap", "origin", "uneven")


def finding(months: Sequence[Row], words: Words) -> str:
    """What the months shown say: which are outside the limits, which are in a row on one side, or that none is."""
    if not changed(months):
        return words.t("dialogue_run.title_nothing")
    if not months[-1]["is_judged"]:
        return words.t("dialogue_run.title_too_few")
    outside = outside_said([month for month in months if month["is_outside"]], words)
    in_a_row = [
        words.t(f"dialogue_run.title_run_{run[0]['run_of_eight']}", count=run[0]["run_count"])
        for run in runs(months)
    ]
    said = [*outside, *in_a_row]
    return capitalised(words.listed(said)) if said else words.t("dialogue_run.title_ordinary")


def outside_said(outside: Sequence[Row], words: Words) -> list[str]:
    """The months outside the limits by name, or how many where they are many."""
    if not outside:
        return []
    if len(outside) > NAMED_OUTSIDE:
        return [words.t("dialogue_run.title_many", number=len(outside))]
    names = words.listed([month_name(month["month_on"], words) for month in outside])
    return [words.t("dialogue_run.title_outside", count=len(outside), months=names)]


def above_run(months: Sequence[Row], metric: Row, words: Words) -> str:
    """The finding as a heading, what is drawn if anything is, and the chart in sentences."""
    drawn = ""
    if changed(months):
        name = name_of(metric, "name", words)
        key = "drawn_judged" if months[-1]["is_judged"] else "drawn"
        drawn = f'<p class="goal-quiet">{escape(words.t("dialogue_run." + key, name=name))}</p>'
    return (
        f'<div class="dialogue-title">{sql_link("dialogue_changes", words)}'
        f"<h2>{escape(finding(months, words))}</h2>{drawn}"
        f"<p>{escape(newest_said(months, words))}</p></div>"
    )


def run_summary(months: Sequence[Row], words: Words) -> str:
    """The chart in words: the newest change, what is ordinary, what is beyond it, and the months without a change."""
    return " ".join([newest_said(months, words), *signals_said(months, words), *reasons_said(months, words)])


def newest_said(months: Sequence[Row], words: Words) -> str:
    """The newest change, and what is ordinary; that there is nothing, where there is none."""
    if not months:
        return words.t("dialogue_page.said_nothing")
    limits, known = limits_said(months, words), changed(months)
    if not known:
        return limits
    month = capitalised(month_name(known[-1]["month_on"], words))
    return (
        f"{words.t('dialogue_run.newest', month=month, change=signed(known[-1]['change'], words))} {limits}"
    )


def limits_said(months: Sequence[Row], words: Words) -> str:
    """Where the ordinary lies, or how many months are missing before that can be told."""
    last = months[-1]
    if last["is_judged"]:
        limits = {name: signed(last[name], words, 1) for name in ("mean", "low", "high")}
        return words.t("dialogue_run.limits", number=last["change_count"], **limits)
    count, required = last["change_count"], last["required_count"]
    if count >= required:
        return words.t("dialogue_run.scattered", done=count)
    return words.t("dialogue_run.remaining", done=count, required=required, count=required - count)


def signals_said(months: Sequence[Row], words: Words) -> list[str]:
    """The months beyond the limits with their change, and the runs with where they began."""
    outside = [
        f"{month_name(month['month_on'], words)} ({signed(month['change'], words)})"
        for month in months
        if month["is_outside"]
    ]
    said = [words.t("dialogue_run.outside", months=words.listed(outside))] if outside else []
    for run in runs(months):
        first, side = run[0], run[0]["run_of_eight"]
        begun = month_name(first["run_first_on"], words)
        said.append(words.t(f"dialogue_run.run_{side}", count=first["run_count"], month=begun))
    return said


def reasons_said(months: Sequence[Row], words: Words) -> list[str]:
    """The months without a change, gathered under why."""
    found = []
    for reason in REASONS:
        names = [month_name(month["month_on"], words) for month in months if month["why_not"] == reason]
        if names:
            found.append(words.t(f"dialogue_run.why_{reason}", months=words.listed(names)))
    return found


def beside_run(months: Sequence[Row], words: Words) -> str:
    """The newest change in large, what is ordinary, and what the chart can and cannot say."""
    parts = [f"<h3>{escape(words.t('dialogue_run.side'))}</h3>"]
    known = changed(months)
    if known:
        month = escape(month_name(known[-1]["month_on"], words))
        value = escape(signed(known[-1]["change"], words))
        parts.append(f'<p class="goal-value">{value} <small>{month}</small></p>')
        parts.append(f"<p>{escape(standing(known[-1], words))}</p>")
    notes = ["note", "method"] if months and months[-1]["is_judged"] else ["note_waiting"]
    parts += [f'<p class="goal-quiet">{escape(words.t("dialogue_run." + note))}</p>' for note in notes]
    return f'<div class="dialogue-side">{"".join(parts)}</div>'


def standing(month: Row, words: Words) -> str:
    """How a month's change stands against the limits."""
    if not month["is_judged"]:
        return words.t(
            "dialogue_run.stands_unknown", done=month["change_count"], required=month["required_count"]
        )
    return words.t("dialogue_run.stands_outside" if month["is_outside"] else "dialogue_run.stands_inside")


def under_run(months: Sequence[Row], metric: Row, words: Words) -> str:
    """Why months are without a change, and the chart's numbers as a table that opens, newest month first."""
    reasons = " ".join(reasons_said(months, words))
    quiet = f'<p class="goal-quiet dialogue-note">{escape(reasons)}</p>' if reasons else ""
    name = words.t("dialogue_run.table_name")
    caption = words.t("dialogue_page.table_caption", name=words.t("dialogue_run.side"))
    rows = [run_row(month, metric, words) for month in reversed(months)]
    return quiet + opening_table(NumberTable(name, caption, [words.t(key) for key in HEADS], rows), words)


def run_row(month: Row, metric: Row, words: Words) -> list[str]:
    """One month of the table; a month without a change says why."""
    name = month_name(month["month_on"], words)
    if month["value"] is None:
        return [name, words.t("dialogue_page.not_registered")]
    level, day = amount(month["value"], metric["unit"], words), words.date(month["observed_on"])
    return [name, change_cell(month, words), level, day, origin(month["value_basis"], metric, words)]


def change_cell(month: Row, words: Words) -> str:
    """A month's change, and whether it is a signal; why there is none, where there is none."""
    if month["change"] is None:
        return words.t(f"dialogue_run.cell_{month['why_not']}")
    said = [signed(month["change"], words)]
    said += [words.t("dialogue_run.cell_outside")] if month["is_outside"] else []
    if month["run_of_eight"] is not None:
        said.append(words.t(f"dialogue_run.row_{month['run_of_eight']}", count=month["run_count"]))
    return " · ".join(said)


def run_line(months: Sequence[Row], words: Words) -> tuple[str, str, str]:
    """What a meeting is told: what it is about, the newest change or how many months there are, and the finding."""
    label, known = words.t("dialogue_run.table_name"), changed(months)
    if not months[-1]["is_judged"] or not known:
        done = words.t(
            "measure.done_of", done=months[-1]["change_count"], planned=months[-1]["required_count"]
        )
        return label, done, finding(months, words)
    month = month_name(known[-1]["month_on"], words)
    return label, signed(known[-1]["change"], words), f"{month} · {finding(months, words)}"
