"""What a generated answer leaves out of what the documents say: drafts of both kinds go in, those to be added come out.

A list or a row is told whole, of running text at least the first sentence is used, of a comparison each publisher's
sentences unless the model told something of it. `thorough`, for a weak model, adds
whatever figure or place the extractive answer has and the generated one lacks. Pure; for the writer.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose.draft import Draft
from assistant.verify.folding import fold
from assistant.verify.quantities import quantities
from assistant.verify.times import times
from ingest.models import Span


def missing(extractive: Sequence[Draft], said: Sequence[Draft], *, thorough: bool) -> list[Draft]:
    """The extractive drafts that must be added to what is said."""
    needed = [d for n, d in enumerate(extractive) if thorough or n == 0 or _structured(d)]
    out = [d for d in needed if not _told(d, said, figures=thorough or _structured(d))]
    heard = {p for d in (*said, *out) for p in _publishers(d)}
    if len({p for d in extractive for p in _publishers(d)}) > 1:  # a comparison: nobody may be left out
        out += [d for d in extractive if d not in out and not _publishers(d) & heard]
    return [d for d in extractive if d in out]


def _publishers(draft: Draft) -> set[str]:
    return {e.passage.source.publisher for e in draft.evidence}


def _structured(draft: Draft) -> bool:
    return any(e.passage.passage.cells or e.passage.passage.lists for e in draft.evidence)


def _told(draft: Draft, said: Sequence[Draft], *, figures: bool) -> bool:
    """Whether what is said rests on one of the draft's places and, if so asked, has its figures and dates."""
    places = _places(draft)
    own = [d for d in said if _places(d) & places]
    if not own:
        return False
    return not figures or _figures(draft.text) <= set().union(*(_figures(d.text) for d in own))


def _places(draft: Draft) -> set[tuple[str, Span]]:
    return {(e.passage.source.id, e.span) for e in draft.evidence}


def _figures(text: str) -> set[str]:
    folded = fold(text)
    found = times(folded)
    return (
        {f"{q.value:g}" for q in quantities(folded)}
        | {y.key for y in found.years}
        | {folded[d.start : d.end] for d in found.dates}
    )
