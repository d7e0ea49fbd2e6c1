"""What one visitor has on the screen «Analyse»: the statement, what runs, the last outcome, and what came before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

import streamlit as st

from analysis.sandbox import Job
from ui.access import visitor
from ui.analyse_data import now, start
from ui.analyse_question import ADDRESS, PREFIX, Parameter, asked_for, packed, parameters_of
from ui.frame import as_of, since

STATEMENT = "analyse_statement"
OPENED = "analyse_opened"
RUN = "analyse_run"
HISTORY = "analyse_history"
LONGEST_HISTORY = 50
QUICK_SECONDS = 0.4
FIRST = "01_measures_now"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)  # what a field for a day can hold
WHOLE = re.compile(r"-?[0-9]{1,15}")  # what a field for a number can hold


@dataclass(frozen=True, slots=True)
class Run:
    """A statement that was run: its text, its values, when, and its job. `is_plan`: its plan was asked for."""

    statement: str
    parameters: Mapping[str, tuple[str, str]]
    begun_at: datetime
    job: Job
    is_plan: bool = False


def open_address() -> None:
    """Take the statement that the address asks for into the editor, once for each address. It is shown, never run."""
    asked = {name: st.query_params[name] for name in ADDRESS if name in st.query_params}
    if asked and st.session_state.get(OPENED) != asked:
        place(asked_for(asked))
    st.session_state[OPENED] = asked
    st.session_state.setdefault(STATEMENT, asked_for({"ready": FIRST}))


def place(statement: str) -> None:
    """Put another statement in the editor; the outcome of the one before goes, and it stops if it still runs."""
    stop()
    st.session_state[STATEMENT] = statement
    st.session_state.pop(RUN, None)


def stop() -> None:
    """Stop what this visit still has running: one statement at a time, so that nobody takes every process."""
    run = current_run()
    if run is not None:
        run.job.cancel()


def insert(text: str) -> None:
    """Put a name at the end of the statement, with a space before it."""
    before = str(st.session_state.get(STATEMENT, ""))
    between = "" if not before or before.endswith((" ", "\n", "(", ".")) else " "
    st.session_state[STATEMENT] = f"{before}{between}{text}"


def begin(*, is_plan: bool = False) -> None:
    """Run what stands in the editor, and put it into the address and the history."""
    if not visitor().may_analyse:
        return  # an open tab outlives its login, and a button is heard before the frame asks who it is
    statement = str(st.session_state.get(STATEMENT, ""))
    parameters = {one.name: value_of(one) for one in parameters_of(statement)}
    stop()
    job = start(f"explain {statement}" if is_plan else statement, parameters)
    st.session_state[RUN] = Run(statement, parameters, now(), job, is_plan)
    history = [past for past in past_statements() if past != statement]
    st.session_state[HISTORY] = [statement, *history][:LONGEST_HISTORY]
    address(statement, parameters)
    job.wait(QUICK_SECONDS)


def address(statement: str, parameters: Mapping[str, tuple[str, str]]) -> None:
    """Have the address open this statement with these values for whoever gets the link."""
    kept = {name: value for name, value in st.query_params.to_dict().items() if name not in ADDRESS}
    kept = {name: value for name, value in kept.items() if not name.startswith(PREFIX)}
    short = packed(statement)
    kept |= {"sql": short} if short else {}
    kept |= {f"{PREFIX}{name}": written for name, (_, written) in parameters.items()}
    st.query_params.from_dict(kept)
    st.session_state[OPENED] = {"sql": short} if short else {}


def value_of(parameter: Parameter) -> tuple[str, str]:
    """The kind and the text of a parameter's value, as its field has it; an empty text is no value at all."""
    key = field_key(parameter)
    value = st.session_state[key] if key in st.session_state else first_value(parameter)
    if value is None or value == "":
        return "nothing", ""
    if parameter.kind == "truth":
        return "truth", "true" if value else "false"
    return parameter.kind, value.isoformat() if hasattr(value, "isoformat") else str(value)


def first_value(parameter: Parameter) -> object:
    """What a parameter's field begins with: the address's value, else a day of the screen's own."""
    written = st.query_params.get(f"{PREFIX}{parameter.name}", "")
    if parameter.kind == "date":
        return date_of(written) or (since() if parameter.name in ("since", "from_date") else as_of())
    if parameter.kind == "truth":
        return written.lower() != "false"
    if parameter.kind == "integer":
        return int(written) if WHOLE.fullmatch(written) else 10
    return written


def date_of(written: str) -> date | None:
    """A day in an address; None when it is none, or none that a field can hold."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def field_key(parameter: Parameter) -> str:
    """The key of the field that holds a parameter's value."""
    return f"analyse_value_{parameter.kind}_{parameter.name}"


def current_run() -> Run | None:
    """What runs, or ran last."""
    return cast("Run | None", st.session_state.get(RUN))


def past_statements() -> list[str]:
    """What this visitor has run, the newest first, without the answers; gone with the visit."""
    return cast("list[str]", st.session_state.get(HISTORY, []))
