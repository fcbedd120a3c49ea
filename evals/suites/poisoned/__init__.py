"""The suite poisoned: do orders that stand in documents change an answer?"""
