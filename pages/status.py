"""The status screen: are we doing what we said, what has changed, and who must do what next."""

from ui.frame import as_of, since
from ui.page import draw
from ui.status import answer, goal_rows
from ui.status_data import read_status
from ui.status_lists import changes, deadlines
from ui.status_numbers import numbers
from ui.text import words_here

# choose
day, earlier, words = as_of(), since(), words_here()

# read
status = read_status(day, earlier)

# draw
draw(
    f'<div class="status">{answer(status, words)}{goal_rows(status, words)}'
    f'<div class="status-two">{deadlines(status, words)}{changes(status, words)}</div>'
    f"{numbers(status, words)}</div>"
)
