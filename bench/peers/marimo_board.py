"""The board in marimo: `marimo run marimo_board.py`, pickers of its own, words and marks as HTML."""

import marimo

app = marimo.App(width="medium", app_title="Status")


@app.cell
def _():
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parent))
    import marimo as mo
    import markup
    from board import first_days, remembered

    return first_days, markup, mo, remembered


@app.cell
def _(first_days, mo, remembered):
    first, second = first_days()
    known = remembered(first, second)
    as_of = mo.ui.date(value=first, label="Per")
    since = mo.ui.date(value=second, label="mot")
    meeting = mo.ui.dropdown(known.meetings, value=known.meetings[0], label="Møte")
    return as_of, known, meeting, since


@app.cell
def _(as_of, known, markup, meeting, mo, since):  # noqa: PLR0913 - marimo names what a cell reads
    mo.vstack(
        [
            mo.Html(markup.head(known)),
            mo.hstack([mo.Html(f"<b>{known.name}</b>"), as_of, since, meeting], justify="start"),
        ]
    )
    return


@app.cell
def _(as_of, markup, mo, remembered, since):
    mo.Html(markup.body(remembered(as_of.value, since.value)))
    return


if __name__ == "__main__":
    app.run()
