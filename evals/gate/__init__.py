"""Whether a change may land: floors, and the comparison with the baseline, question by question."""
