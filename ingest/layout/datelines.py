"""Dates that a poster sets above the titles of its events: each goes to the section of the title below it.

Sections go in and come out; called by `ingest.passages`. A date at the end of a section belongs there, unless the
sections around it end with dates as well: then it is the next title's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.blocks import Block
from ingest.layout.timelines import is_date
from ingest.marks import Style
from ingest.outline import Section

LEAST = 3  # titles below dates, with the same heading above them


def moved(sections: Sequence[Section]) -> list[Section]:
    """The sections with such dates at the beginning of those that they are dates of."""
    dated = {
        i: count
        for i, (section, below) in enumerate(zip(sections, sections[1:], strict=False))
        if below.heading is not None and (count := _dates_at_end(section))
    }
    out = list(sections)
    for _, run in groupby(sorted(dated), key=lambda i: sections[i + 1].path[:-1]):
        places = list(run)
        if len(places) < LEAST:
            continue
        for i in places:
            content = out[i].content
            dates = content[len(content) - dated[i] :]
            out[i] = replace(out[i], content=content[: len(content) - dated[i]])
            out[i + 1] = replace(out[i + 1], content=(*dates, *out[i + 1].content))
    return out


def _dates_at_end(section: Section) -> int:
    """How many blocks at a section's end are dates and notes on them, the first of them a date."""
    found = 0
    for count, part in enumerate(reversed(section.content), 1):
        if not isinstance(part, Block):
            break
        is_note = part.mark is not None and part.mark.style is Style.NOTE
        if not is_note and not is_date(part.raw):
            break
        found = count if not is_note else found
    return found
