"""The strategy screen: the whole strategy as a page to read, its own words apart from our reading of them."""

from ui.page import draw
from ui.strategy import reading
from ui.strategy_data import read_strategy
from ui.text import words_here

# read
strategy = read_strategy()

# draw
draw(reading(strategy, words_here()))
