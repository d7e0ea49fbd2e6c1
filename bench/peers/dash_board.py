"""The board in Dash behind waitress, a server for production: `python dash_board.py PORT`."""

import sys
from datetime import date

from board import COLOURS, WORDS, first_days, remembered, word
from dash import Dash, Input, Output, dcc, html
from waitress import serve


def square(status: str):
    colour = COLOURS[status]
    return html.Span(
        style={"display": "inline-block", "width": "16px", "height": "16px", "background": colour}
    )


def row(*parts):
    return html.Div(parts, style={"display": "flex", "gap": "24px", "alignItems": "center"})


def layout():
    as_of, since = first_days()
    known = remembered(as_of, since)
    return html.Div(
        [
            html.Nav(row(*[html.A(title, href=f"/{title}") for title in known.menu])),
            html.P(known.ribbon, style={"background": "#fff0c8"}),
            row(
                html.B(known.name),
                dcc.DatePickerSingle(id="as_of", date=as_of, display_format="DD.MM.YYYY"),
                dcc.DatePickerSingle(id="since", date=since, display_format="DD.MM.YYYY"),
                dcc.Dropdown(known.meetings, known.meetings[0], id="meeting", style={"width": "230px"}),
            ),
            html.Div(id="board"),
        ],
        style={"maxWidth": "1120px", "margin": "auto", "fontFamily": "sans-serif"},
    )


app = Dash(title="Status")
app.layout = layout


@app.callback(Output("board", "children"), Input("as_of", "date"), Input("since", "date"))
def drawn(as_of: str, since: str):
    shown = remembered(date.fromisoformat(as_of[:10]), date.fromisoformat(since[:10]))
    return [
        html.H1(shown.question),
        html.P(shown.answer),
        *[goal_row(goal) for goal in shown.goals],
        row(deadlines(shown), changes(shown)),
        html.H2(WORDS.t("status_page.page_numbers")),
        row(*[html.Div([html.H3(name), html.B(value), html.P(day)]) for name, value, day in shown.numbers]),
        html.Footer(shown.foot),
    ]


def goal_row(goal):
    squares = [square(status) for status, count in goal.counts for _ in range(count)]
    said = [html.Li([square(status), f" {count} {word(status)}"]) for status, count in goal.counts]
    return row(
        html.Div([html.Small(goal.name), html.P(html.A(goal.text, href="/"))]),
        html.Div([html.H2(goal.headline), html.P(goal.reason)]),
        html.Div([html.Div(squares), html.Ul(said)]),
    )


def deadlines(shown):
    items = [
        html.Li([square(status), html.B(role), " ", what, html.P(when)])
        for status, role, what, when in shown.deadlines
    ]
    return html.Section([html.H2(WORDS.t("status_page.deadlines")), html.Ul(items)])


def changes(shown):
    items = [
        html.Li([square(before), "→", square(after), what, html.P(f"{word(before)} → {word(after)}")])
        for before, after, what in shown.changes
    ]
    return html.Section([html.H2(WORDS.t("status_page.changes_title", date=shown.since)), html.Ul(items)])


if __name__ == "__main__":
    serve(app.server, host="127.0.0.1", port=int(sys.argv[1]), threads=8)
