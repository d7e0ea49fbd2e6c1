"""One short script per screen, read from top to bottom: choose, read, draw."""
