"""What a measure's counts say in words: the reason behind its status, its deadline, and its values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from foundation.words import Words

Row = Mapping[str, Any]

MONTH_CODES = tuple(f"{month:02}" for month in range(1, 13))
NAMED_AT_MOST = 12


class Reason(NamedTuple):
    """Why a measure has its status: the count to read first (may be empty), and the sentences after it."""

    lead: str
    rest: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What one measure's status rests on: its due periods, milestones, units and metric, as the queries give them."""

    periods: Sequence[Row] = ()
    milestones: Sequence[Row] = ()
    units: Sequence[Row] = ()
    metric: Row = field(default_factory=dict)


def reason(measure: Row, facts: Facts, as_of: date, words: Words) -> Reason:
    """The reason behind a measure's status: a count, then plain sentences. `measure` is a row of goal_measures."""
    if measure["is_optional"] and measure["status"] == "not_set":
        return Reason("", words.t("measure.optional"))
    if is_unheard_of(measure):
        return Reason("", words.t("measure.no_source"))
    if measure["kind"] == "one_off" and facts.milestones:
        found = milestones_said(facts.milestones, as_of, words)
    elif measure["basis"] == "not_set" or (measure["kind"] == "recurring" and not measure["planned_count"]):
        return Reason("", words.t("measure.no_plan"))
    elif measure["kind"] == "recurring":
        found = periods_said(measure, facts.periods, as_of, words)
    elif measure["kind"] == "coverage":
        found = coverage_said(measure, facts.units, as_of, words)
    else:
        return value_said(facts.metric, words)
    return Reason(found.lead, f"{found.rest} {silence_said(measure, words)}".rstrip())


def is_unheard_of(measure: Row) -> bool:
    """Whether no source has ever reported on a measure, so that nothing can be counted, not even as zero."""
    is_counted = measure["kind"] != "continuous"
    return bool(is_counted and measure["status"] == "no_data" and measure["data_through_on"] is None)


def silence_said(measure: Row, words: Words) -> str:
    """Since when a source has been silent, where that is why a measure lacks data; empty otherwise."""
    if measure["status"] != "no_data":
        return ""
    return words.t("measure.not_read_since", date=measure["data_through_on"])


def periods_said(measure: Row, periods: Sequence[Row], as_of: date, words: Words) -> Reason:
    """«9 av 12» and which periods are missing, late or still open after their date."""
    done = (measure["on_time_count"] or 0) + (measure["late_count"] or 0)
    lead = words.t("measure.done_of", done=done, planned=measure["planned_count"] or 0)
    last = measure["last_occurred_on"]
    said = [
        words.t("measure.in_year", year=str(as_of.year))
        if last is None
        else words.t("measure.in_year_last", year=str(as_of.year), date=last)
    ]
    for outcome in ("missed", "late", "in_grace"):
        names = [period_name(period, words) for period in periods if period["outcome"] == outcome]
        if names:
            said.append(words.t(f"measure.which_{outcome}", periods=words.listed(names)))
    return Reason(lead, " ".join(said))


def coverage_said(measure: Row, units: Sequence[Row], as_of: date, words: Words) -> Reason:
    """«11 av 17 tjenesteområder», what is required by now, and the names that are missing."""
    kind, population = measure["unit_kind"], measure["population_count"] or 0
    if not population:
        return Reason("", words.t(f"measure.nobody.{kind}", year=str(as_of.year)))
    lead = words.t("measure.done_of", done=measure["covered_count"] or 0, planned=population)
    said = [words.t(f"measure.units.{kind}", year=str(as_of.year))]
    required = measure["required_count"]
    if required and kind == "service_area" and measure["covered_count"] < required:
        said.append(words.t("measure.required", required=required))
    is_event = kind != "service_area"
    is_silent = measure["status"] == "no_data" and not is_event
    missing = [unit for unit in units if unit["covered_on"] is None and unit["is_known"] and not is_silent]
    said += names_said("missing", [unit for unit in missing if unit["is_late"] or not is_event], words)
    if is_event:
        said += names_said("can_still", [unit for unit in missing if not unit["is_late"]], words)
    return Reason(lead, " ".join(said))


def names_said(key: str, units: Sequence[Row], words: Words) -> list[str]:
    """The units by name under a sentence key; a long list is cut and says how many more there are."""
    names = [name_of(unit, "name", words) for unit in units]
    if not names:
        return []
    if len(names) > NAMED_AT_MOST:
        shown = NAMED_AT_MOST - 2
        more = words.t("measure.more_names", count=len(names) - shown)
        return [words.t(f"measure.{key}", names=apart([*names[:shown], more]))]
    return [words.t(f"measure.{key}", names=apart(names))]


def apart(names: Sequence[str]) -> str:
    """Names of service areas in a row that can be counted, though the names themselves hold commas and «og»."""
    return " · ".join(names)


def milestones_said(milestones: Sequence[Row], as_of: date, words: Words) -> Reason:
    """«1 av 3 milepæler», and how far over its date or how near the next undone one is."""
    undone = [step for step in milestones if step["completed_on"] is None]
    lead = words.t("measure.done_of", done=len(milestones) - len(undone), planned=len(milestones))
    said = [words.t("measure.milestones")]
    if undone:
        said.append(next_step_said(undone[0]["due_on"], as_of, words))
    return Reason(lead, " ".join(said))


def next_step_said(due: date | None, as_of: date, words: Words) -> str:
    """The next undone milestone's date, or how long it is over."""
    if due is None:
        return words.t("measure.next_undated")
    if due < as_of:
        return words.t("measure.over_due", count=(as_of - due).days)
    return words.t("measure.next_due", date=due)


def value_said(metric: Row, words: Words) -> Reason:
    """The newest value of a continuous measure with what it rests on, its target and the verdict."""
    if not metric or metric["value"] is None:
        return Reason("", words.t("measure.no_value"))
    lead = amount(metric["value"], metric["unit"], words)
    rests = rests_on(metric["value"], metric["n"], metric["unit"], words)
    said = [words.t("measure.measured_on", rests=f"({rests}) " if rests else "", date=metric["observed_on"])]
    return Reason(lead, " ".join([*said, *target_said(metric, words)]))


def target_said(metric: Row, words: Words) -> list[str]:
    """The target with its standing and the verdict, as sentences; that none is set, where none is."""
    if metric["target_value"] is None:
        return [words.t("measure.no_target")]
    level = amount(metric["target_value"], metric["unit"], words)
    basis = "proposed" if metric["target_basis"] == "proposed" else "decided"
    verdict = verdict_word(metric, words)
    return [words.t(f"measure.target_{basis}", level=level, verdict=verdict[0].lower() + verdict[1:])]


def verdict_word(metric: Row, words: Words) -> str:
    """The verdict on a metric in words, «Kan ikke avgjøres», by the direction of its target."""
    verdict, kind = metric["verdict"], metric["target_kind"]
    if verdict not in ("below", "above") or kind == "at_or_above":
        return words.t(f"measure.verdict.{verdict}")
    if kind == "at_or_below":
        return words.t(f"measure.verdict_low.{verdict}")
    return words.t(f"measure.verdict_path.{'on' if is_kept(metric) else 'behind'}")


def undecided_said(metric: Row, words: Words) -> str:
    """Why a measured value cannot be judged: too few answers, where it is a share of some; else only that it cannot."""
    if metric["unit"] == "share" and metric["n"]:
        return words.t("measure.too_few")
    verdict = words.t("measure.verdict.undecidable")
    return verdict[0].lower() + verdict[1:]


def is_kept(metric: Row) -> bool:
    """Whether a verdict of below or above is the side that the target asks for."""
    return bool((metric["verdict"] == "above") == (metric["target_kind"] in ("at_or_above", "increase")))


def amount(value: float, unit: str, words: Words) -> str:
    """A metric's value as a reader meets it: 1 868, 75 %, 42 min, 3,6."""
    if unit == "share":
        return words.share(value)
    if unit == "minutes":
        return words.t("measure.minutes", value=words.number(value))
    decimals = 1 if unit == "score" or (unit == "count" and not float(value).is_integer()) else 0
    return words.number(value, decimals)


def rests_on(value: float, n: int | None, unit: str, words: Words) -> str:
    """What a value rests on: «9 av 12» for a share that gives the same per cent, else «n = 12»; empty if unknown."""
    if n is None or n <= 0:
        return ""
    if unit == "share":
        part = round(value * n)
        if round(100 * part / n) == round(100 * value):
            return words.t("measure.done_of", done=part, planned=n)
    return words.t("measure.n", n=int(n))


def due_said(measure: Row, facts: Facts, as_of: date, words: Words) -> tuple[str, str]:
    """The date to act on and how far away it is: a period in its grace days before the next; words where none."""
    for period in facts.periods:
        if period["outcome"] == "in_grace":
            return words.date(period["due_on"]), words.t("measure.until", date=period["closes_on"])
    due = measure["next_due_on"]
    if due is not None:
        return words.date(due), away(due, as_of, words)
    if measure["status"] == "completed":
        return "", ""
    if measure["status"] == "not_set":
        return words.t("measure.due_not_set"), ""
    return words.t("measure.due_continuous" if measure["kind"] == "continuous" else "measure.due_none"), ""


def away(day: date, as_of: date, words: Words) -> str:
    """How far a day is from the as-of date: «om 7 dager», «83 dager siden», «i dag»."""
    days = (day - as_of).days
    if days == 0:
        return words.t("measure.today")
    return words.t("measure.in_days" if days > 0 else "measure.days_ago", count=abs(days))


def period_name(period: Row, words: Words) -> str:
    """A due period by name: april, 2. tertial, or the name its plan gives it."""
    named, code = name_of(period, "name", words), period["code"] or ""
    if named:
        return named[0].lower() + named[1:]
    if not code:
        return str(period["due_on"].year)
    if code in MONTH_CODES:
        return words.t("measure.months").split(",")[int(code) - 1]
    cut = {"H": "half_year", "T": "tertial", "Q": "quarter", "K": "quarter"}.get(code[0])
    return words.t(f"measure.{cut}", number=code[1:]) if cut and code[1:].isdigit() else str(code)


def name_of(row: Row, field_name: str, words: Words) -> str:
    """A row's text in the reader's language: English where there is one, else bokmål; empty if neither."""
    norwegian = row.get(f"{field_name}_{words.language}") or row.get(f"{field_name}_nb")
    return str(norwegian or "")
