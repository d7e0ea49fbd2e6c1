"""What stands beside a chart of the dialogue screen: the newest value, where it comes from, and how it stands."""

from foundation.words import Words
from ui.dialogue import is_own_calculation, origin
from ui.dialogue_data import Dialogue, Series
from ui.goal_metrics import interval_of, verdict_sign
from ui.marks import sign
from ui.measures import Row, amount, name_of, rests_on, verdict_word
from ui.page import escape


def volume(dialogue: Dialogue, words: Words) -> str:
    """How many wrote of late, where nothing tells how many were answered. Empty where something does."""
    rates = [
        dialogue.series[name].metric
        for name in ("response_rate", "response_rate_own")
        if name in dialogue.series
    ]
    counted = dialogue.volume
    if not counted["day_count"] or any(metric["value"] is not None for metric in rates):
        return ""
    told = words.t(
        "dialogue_page.volume", count=int(counted["conversation_count"]), days=int(counted["day_count"])
    )
    return f'<p class="goal-quiet">{escape(words.t("dialogue_page.volume_only"))} {escape(told)}</p>'


def beside_chart(series: Series, words: Words, *, is_drawn: bool) -> str:
    """The newest value in large, what it rests on, its verdict, what the strategy says, and what the number can say."""
    metric = series.metric
    parts = [f"<h3>{escape(name_of(metric, 'name', words))}</h3>", *newest(metric, words)]
    if metric["reference_value"] is not None:
        value = amount(metric["reference_value"], metric["unit"], words)
        key = f"dialogue_page.reference_{'drawn' if is_drawn else 'undated'}"
        parts.append(f"<p>{escape(words.t(key, value=value))}</p>")
    notes = [name_of(metric, "strength", words), *own_notes(metric, words)]
    parts += [f'<p class="goal-quiet">{escape(note)}</p>' for note in notes if note]
    return f'<div class="dialogue-side">{"".join(parts)}</div>'


def own_notes(metric: Row, words: Words) -> list[str]:
    """What to know about the metric's origin besides its strength."""
    if is_own_calculation(metric):
        return [words.t("dialogue_page.own_note")]
    return [words.t("dialogue_page.californian_day")] if metric["metric_id"] == "followers_daily" else []


def newest(metric: Row, words: Words) -> list[str]:
    """The newest value as known on the date, or that there is none."""
    if metric["value"] is None:
        return [
            f'<p class="goal-value goal-none">{sign("no_data")} {escape(words.t("dialogue_page.no_value"))}</p>'
        ]
    rests = rests_on(metric["value"], metric["n"], metric["unit"], words)
    day = words.t("dialogue_page.side_date", date=metric["observed_on"])
    small = " · ".join(part for part in (rests, day) if part)
    told = words.t("dialogue_page.told_by", origin=origin(metric["value_basis"], metric, words))
    old = " goal-old" if metric["verdict"] == "stale" else ""
    value = escape(amount(metric["value"], metric["unit"], words))
    return [
        f'<p class="goal-value{old}">{value} <small>{escape(small)}</small></p>',
        f'<p class="goal-quiet">{escape(told)}</p>',
        interval_of(metric, words),
        f'<p class="dialogue-verdict">{standing(metric, words)}</p>',
    ]


def standing(metric: Row, words: Words) -> str:
    """How the newest value stands: the last there is, too old, context only, without a target, or held against it."""
    word, verdict = escape(verdict_word(metric, words)), metric["verdict"]
    if metric["is_ended"]:
        name = name_of(metric, "name", words)
        return escape(words.t("dialogue_run.ended", name=name, date=metric["valid_to"]))
    if verdict == "stale":
        said = words.t("dialogue_page.stale", date=metric["observed_on"], days=metric["interval_days"] or 0)
        return f"{sign('no_data')} <b>{word}.</b> {escape(said)}"
    if metric["lane"] == "context":
        return escape(words.t("dialogue_page.context"))
    if metric["target_value"] is None:
        return escape(words.t("dialogue_page.no_target"))
    level = amount(metric["target_value"], metric["unit"], words)
    said = words.t(
        f"dialogue_page.target_{'proposed' if metric['target_basis'] == 'proposed' else 'decided'}",
        level=level,
    )
    if verdict == "undecidable" and metric["n"]:
        said = f"{words.t('dialogue_page.too_few', n=int(metric['n']), level=level)} {said}"
    return f"{verdict_sign(metric)} <b>{word}.</b> {escape(said)}"
