"""Layout that an extraction has lost: which lines of slides, posters and loose tables belong together.

`ingest.passages` asks `groups`; each other module here knows one pattern and finds it in the blocks of a section, or
finds nothing. A pattern counts only where it comes back (three groups at the least) and can be read in one way.
"""
