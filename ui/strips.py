"""Countable drawings in HTML: one cell per due period or unit, one mark per milestone, one bar per uncertain value.

Every drawing is one picture to a screen reader, with its content as its label; colour only helps the shape.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from foundation.words import Words
from ui.marks import sign
from ui.measures import MONTH_CODES, Row, name_of, period_name
from ui.page import escape

NO_DUE_DATE = "none"
WIDE_STRIP = 6


def outcome_sign(outcome: str) -> str:
    """The bare sign of a period's or an event's outcome, drawn by the style sheet: a screen holds many of them."""
    return f'<span class="outcome outcome-{escape(outcome)}"></span>'


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell of a strip: a short name above it, its name in full, its outcome and its word, and the days it spans."""

    short: str
    name: str
    outcome: str
    word: str
    start_on: date | None = None
    due_on: date | None = None


def period_slots(periods: Sequence[Row], words: Words) -> list[Slot]:
    """The cells of a recurring measure's year; a month without a due date keeps its empty place."""
    slots = [period_slot(period, words) for period in periods]
    codes = [period["code"] for period in periods]
    if len(codes) < 2 or not set(codes) <= set(MONTH_CODES):
        return slots
    by_code = dict(zip(codes, slots, strict=True))
    nothing_due = outcome_word(NO_DUE_DATE, words)
    return [
        by_code.get(code, Slot(name[0].upper(), name, NO_DUE_DATE, nothing_due))
        for code, name in zip(MONTH_CODES, words.t("measure.months").split(","), strict=True)
    ]


def period_slot(period: Row, words: Words) -> Slot:
    """The cell of one due period."""
    name, outcome = period_name(period, words), period["outcome"]
    short = name[0].upper() + ("" if period["code"] in MONTH_CODES else name[1:])
    return Slot(short, name, outcome, outcome_word(outcome, words), period["start_on"], period["due_on"])


def outcome_word(outcome: str, words: Words) -> str:
    """An outcome in words: i tide, ikke registrert."""
    return words.t(f"measure.outcome.{outcome}")


def event_slots(units: Sequence[Row], words: Words) -> list[Slot]:
    """The cells of a measure whose population is events: one per meeting or process, by its day."""
    return [event_slot(unit, unit["occurs_on"], words) for unit in units if unit["occurs_on"] is not None]


def event_slot(unit: Row, day: date, words: Words) -> Slot:
    """The cell of one meeting or process."""
    outcome = event_outcome(unit)
    short = words.t("measure.day", day=str(day.day), month=words.month(day.month))
    return Slot(short, name_of(unit, "name", words), outcome, outcome_word(outcome, words))


def event_outcome(unit: Row) -> str:
    """The sign of one event: covered, missing for good, still open, or unknown because its source has been silent."""
    if unit["covered_on"] is not None:
        return "on_time"
    if not unit["is_known"]:
        return "unknown"
    return "missed" if unit["is_late"] else "open"


def strip(slots: Sequence[Slot], as_of: date, title: str) -> str:
    """A row of cells, each with a sign for its outcome, and a mark under the as-of date. Empty without cells."""
    if not slots:
        return ""
    cells = "".join(
        f'<span class="strip-slot"><span class="strip-name">{escape(slot.short)}</span>'
        f'<span class="strip-cell">{outcome_sign(slot.outcome)}</span></span>'
        for slot in slots
    )
    place = as_of_place(slots, as_of)
    here = "" if place is None else f'<span class="strip-here" style="left:{place:.1%}"></span>'
    told = "; ".join(f"{slot.name} {slot.word}" for slot in slots)
    wide = "" if len(slots) > WIDE_STRIP else " strip-wide"
    return f'<div class="strip{wide}" role="img" aria-label="{escape(title)}: {escape(told)}">{cells}{here}</div>'


def as_of_place(slots: Sequence[Slot], as_of: date) -> float | None:
    """Where the as-of date falls along the strip, from 0 to 1; None if the cells have no days."""
    dated = [(place, slot) for place, slot in enumerate(slots) if slot.start_on and slot.due_on]
    if not dated:
        return None
    passed = 0.0
    for place, slot in dated:
        if slot.start_on is None or slot.due_on is None or as_of < slot.start_on:
            break
        whole = (slot.due_on - slot.start_on).days + 1
        passed = place + min(((as_of - slot.start_on).days + 0.5) / whole, 1.0)
    return passed / len(slots)


def coverage_bar(covered: int, population: int, required: int | None, words: Words) -> str:
    """One cell per unit, the covered ones filled, and a stroke where the last checkpoint asked for more."""
    if population <= 0:
        return ""
    cells = "".join(
        f'<span class="{"cover-done" if place < covered else "cover-missing"}"></span>'
        for place in range(population)
    )
    told = words.t("measure.done_of", done=covered, planned=population)
    stroke = ""
    if required and required < population:
        told += f". {words.t('measure.required', required=required)}"
        stroke = f'<span class="cover-required" style="left:{required / population:.1%}"></span>'
    return f'<div class="cover" role="img" aria-label="{escape(told)}">{cells}{stroke}</div>'


def milestone_line(milestones: Sequence[Row], words: Words) -> str:
    """The milestones in their order, each with its sign, name and date; the sign's word is there to be read aloud."""
    if not milestones:
        return ""
    steps = "".join(
        f"<li>{sign(step['status'])}<span>"
        f'<span class="unseen">{escape(words.t("status." + step["status"]))}: </span>'
        f"{escape(name_of(step, 'name', words))}, "
        f'<span class="step-day">{escape(step_day(step, words))}</span></span></li>'
        for step in milestones
    )
    return f'<ol class="steps">{steps}</ol>'


def step_day(step: Row, words: Words) -> str:
    """The day a milestone was reached and how late that was, else the day it is due."""
    if step["completed_on"] is not None:
        late = int(step["days_late"] or 0)
        return words.t(
            "measure.reached_late" if late > 0 else "measure.reached", date=step["completed_on"], count=late
        )
    return (
        words.t("measure.due_not_set")
        if step["due_on"] is None
        else words.t("measure.due", date=step["due_on"])
    )


@dataclass(frozen=True, slots=True)
class Interval:
    """An uncertain share on 0–1: where it lies with 95 % certainty, the measured value, and the target if any."""

    low: float
    value: float
    high: float
    target: float | None = None


def interval_bar(interval: Interval, words: Words) -> str:
    """An axis of 0–100 % with the interval as a band, the value as a dot and the target as a stroke."""
    low, high = words.share(interval.low), words.share(interval.high)
    told = words.t("measure.interval", value=words.share(interval.value), low=low, high=high)
    target = ""
    if interval.target is not None:
        told += f" {words.t('measure.interval_target', level=words.share(interval.target))}"
        target = f'<span class="span-target" style="left:{interval.target:.1%}"></span>'
    band = f"left:{interval.low:.1%};width:{max(interval.high - interval.low, 0):.1%}"
    return (
        f'<div class="span" role="img" aria-label="{escape(told)}"><span class="span-axis"></span>'
        f'<span class="span-band" style="{band}"></span>'
        f'<span class="span-value" style="left:{interval.value:.1%}"></span>{target}</div>'
        f'<div class="span-ends" aria-hidden="true"><span style="left:{interval.low:.1%}">{escape(low)}</span>'
        f'<span style="left:{interval.high:.1%}">{escape(high)}</span></div>'
    )
