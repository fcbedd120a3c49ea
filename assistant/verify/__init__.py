"""Does the evidence carry the sentence."""
