"""Sources → raw → warehouse: everything a run does before a reader sees a number."""
