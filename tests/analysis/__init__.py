"""Tests of the wall: what gets through, what it costs, and what is kept of it."""
