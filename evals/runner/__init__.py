"""The two steps of the harness: asking keeps answers in a run folder, scoring reads it and asks nothing."""
