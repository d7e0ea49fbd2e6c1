"""The dialogue screen: do we answer people, and do we reach more? Response rate, followers and how they change."""

from ui.data import settings
from ui.dialogue import events, heading
from ui.dialogue_chart import draw_changes, draw_for_paper, draw_series
from ui.dialogue_data import MONTH_CHOICES, read_dialogue
from ui.dialogue_pages import pages_part
from ui.dialogue_side import volume
from ui.frame import as_of
from ui.goal_choices import choose
from ui.page import draw
from ui.text import words_here

RATES = {"response_rate": 310, "response_rate_own": 280}
CHANGES = 290
LEVELS = {"followers": 240, "followers_daily": 240, "likes": 200}

day, words = as_of(), words_here()

# choose
names = {str(number): words.t("dialogue_page.months_choice", number=number) for number in MONTH_CHOICES}
months = int(choose("months", names, words.t("dialogue_page.months")))

# read
dialogue = read_dialogue(day, months)

# draw
draw_for_paper()
draw(heading(dialogue, words))
draw(volume(dialogue, words))
for name, height in RATES.items():
    draw_series(dialogue, name, height, words)
draw_changes(dialogue, CHANGES, words)
for name, height in LEVELS.items():
    draw_series(dialogue, name, height, words)
draw(pages_part(dialogue.pages, settings().organisation.name, words))
draw(events(dialogue.events, words))
