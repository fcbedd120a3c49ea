"""Does a sentence in plain Japanese or English still say what the original says: checks without a model."""
