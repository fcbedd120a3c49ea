"""Answers that a model writes and our verifier decides on: numbered evidence goes in, verified drafts come out."""
