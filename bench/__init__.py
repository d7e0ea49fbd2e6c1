"""Benchmarks, run by hand; figures go into the notes, never into timed tests."""
