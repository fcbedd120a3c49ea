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
    """The sections, such dates in sections of their own that have the path of the title below.

    They cannot go into the title's section itself: no passage may reach across a heading.
    """
    dated = {
        i: count
        for i, (section, below) in enumerate(zip(sections, sections[1:], strict=False))
        if below.heading is not None and (count := _dates_at_end(section))
    }
    above: dict[int, int] = {}
    for _, run in groupby(sorted(dated), key=lambda i: sections[i + 1].path[:-1]):
        places = list(run)
        if len(places) >= LEAST:
            above.update((i, dated[i]) for i in places)
    out: list[Section] = []
    for i, section in enumerate(sections):
        kept = len(section.content) - above.get(i, 0)
        out.append(replace(section, content=section.content[:kept]))
        if i in above:
            out.append(Section(sections[i + 1].path, None, section.content[kept:]))
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
