"""Facts about the dashboard; the folders mirror the code's own."""
