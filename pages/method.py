"""The data and method screen: can we trust the numbers; sources, rejected rows, open points, rules, dictionary."""

import streamlit as st

from ui.frame import as_of
from ui.goal_choices import choose
from ui.method import heading
from ui.method_data import ALL, FIRST_SHOWN, MOST_SHOWN, read_method, read_rejects
from ui.method_download import database, rejects_download, undecided_downloads
from ui.method_rejects import rejects_table, rejects_title, row_choices, source_choices
from ui.method_rules import dictionary, rules
from ui.method_sources import sources
from ui.method_undecided import undecided_list, undecided_title
from ui.page import draw
from ui.text import words_here

day, words = as_of(), words_here()

# read
method = read_method(day)

# draw: the answer, then the parts that it rests on
draw(heading(method, words) + sources(method, words) + rejects_title(method, words))
if method.reject_count:
    source, shown = ALL, "first"
    with st.container(horizontal=True, key="method-reject-choices"):
        if len(method.reject_counts) > 1:
            source = choose("source", source_choices(method, words), words.t("method_page.source_choice"))
        total = method.reject_counts.get(source, method.reject_count)
        if total > FIRST_SHOWN:
            shown = choose("rows", row_choices(total, words), words.t("method_page.rows_choice"))
    found = read_rejects(day, source, MOST_SHOWN if shown == ALL else FIRST_SHOWN)
    draw(rejects_table(found, total, words))
    rejects_download(day, source, words)
draw(undecided_title(method, words))
if method.undecided:
    undecided_downloads(method, words)
    draw(undecided_list(method, words))
draw(rules(words) + dictionary(words))
database(method, words)
