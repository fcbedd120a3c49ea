"""What the best place of all says where an answer was taken from another one: rows and running text weighed together.

An answer and the material it was made of go in, further drafts come out; called by `assistant.compose.extractive`. A
row that comes first is answered from, though running text below it may fit better, and the other way about: what fits
best of all that the best passages say stands behind the answer where it is not in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.compose import deeds, overlap, prose, ranking, rows
from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft
from ingest.models import Span
from ingest.normalise import Mapped

if TYPE_CHECKING:
    from assistant.compose.extractive import Material

PASSAGES = 10  # of a question
LEAD = 0.0  # that the best of all needs over the best of what is cited
REPLACES = 0.6  # that it needs to be told in place of what is cited
BEHIND = 0.45  # how far below what is cited a short line may score that names what the question names
MENTION, NAMED = 60, 7  # characters of such a line, and of the name
LONGEST = 300  # characters of an answer with what stands behind it


def weighed(asked: Asked, question: str, material: Material, said: Sequence[Draft]) -> list[Draft]:
    """The answer with the best that the passages say behind it, where it cites nothing as good.

    Where nothing of it comes near the best is told in its place; a list and a place stay as they are.
    """
    if not said or asked.wants(Ask.LIST, Ask.PLACE_IN_TEXT, Ask.DEFINITION):
        return list(said)
    found = ranking.scored(asked, material.ranked[:PASSAGES], material.near[:PASSAGES], material.rarity, rows=True)
    if field := deeds.field(asked, found):
        found = deeds.first(field, found, found)
    if not found:
        return list(said)
    cited = [s for s in found if _is_cited(s, said)]
    best = found[0]
    if best in cited or cited and best.score < cited[0].score + LEAD:
        mention = _mention(asked, found, cited)
        if mention is None:
            return list(said)
        best = mention
    if best.stored.passage.cells:
        told = rows.answer(asked, question, [best.stored], material.document)
    else:
        unit = best.unit
        told = prose.drafts([prose.Candidate(best.stored, unit.start, unit.end, best.score, unit.words)])
    known = {d.text for d in said}
    new = [d for d in told if d.text not in known]
    if new and best is found[0] and (not cited or best.score >= cited[0].score + REPLACES):
        return new
    return [*said, *(new if sum(len(d.text) for d in (*said, *new)) <= LONGEST else ())]


def _mention(asked: Asked, found: Sequence[ranking.Scored], cited: Sequence[ranking.Scored]) -> ranking.Scored | None:
    """A short line of running text that names what the question names, behind an answer from a row.

    Such a line (自治体情報セキュリティクラウドの運用（東北6県＋新潟）) often tells what the row does not.
    """
    if not cited or not cited[0].stored.passage.cells or asked.wants(Ask.FIGURE, Ask.WHEN, Ask.WHY, Ask.COMPARE):
        return None
    for own in found:
        if own.score < cited[0].score - BEHIND:
            return None
        short = len(own.unit.text) <= MENTION and not own.stored.passage.cells and own not in cited
        if short and len(overlap.longest(asked.text, own.unit.text)) >= NAMED:
            return own
    return None


def _is_cited(scored: ranking.Scored, said: Sequence[Draft]) -> bool:
    """Whether a draft rests on the unit, or on the row that it is of."""
    passage = scored.stored.passage
    own = [e.span for d in said for e in d.evidence if e.passage.source.id == scored.stored.source.id]
    if passage.cells:
        return any(_meet(span, s) for c in passage.cells for s in c.spans for span in own)
    mapped = Mapped.from_runs(passage.text, passage.runs)
    return any(_meet(span, mapped.span(scored.unit.start, scored.unit.end)) for span in own)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
