"""The channels screen: which channels have been used this year, along the strategy's own scale of richness?"""

from ui.channels import heading, other_rules, scale
from ui.channels_data import read_channels
from ui.frame import as_of
from ui.page import draw
from ui.text import words_here

day, words = as_of(), words_here()

# read
channels = read_channels(day)

# draw
draw(heading(channels, words) + scale(channels, words) + other_rules(channels, words))
