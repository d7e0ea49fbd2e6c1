"""The board in Panel: `panel serve panel_board.py`, pickers of its own, words and marks as HTML panes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import markup
import panel as pn
from board import first_days, remembered

pn.extension()
first, second = first_days()
known = remembered(first, second)
as_of = pn.widgets.DatePicker(name="Per", value=first)
since = pn.widgets.DatePicker(name="mot", value=second)
meeting = pn.widgets.Select(name="Møte", options=list(known.meetings))


def board(as_of, since):
    return pn.pane.HTML(markup.body(remembered(as_of, since)), sizing_mode="stretch_width")


pn.Column(
    pn.pane.HTML(markup.head(known), sizing_mode="stretch_width"),
    pn.Row(pn.pane.HTML(f"<b>{known.name}</b>"), as_of, since, meeting),
    pn.bind(board, as_of, since),
    sizing_mode="stretch_width",
).servable(title="Status")
