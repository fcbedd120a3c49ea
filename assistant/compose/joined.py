"""One answer from the answers to the parts of a question: drafts of each part go in, drafts of the whole come out.

Called by `assistant.chain`. The parts keep their order and no sentence stands twice; where prefectures stand side by
side each sentence says whose it is (`宮城県：…`), which the verifier checks against what is cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose import extractive, overlap
from assistant.compose.asked import read
from assistant.compose.draft import Draft
from assistant.compose.extractive import Material
from assistant.compose.parts import Part

NAMED = 0.5  # of a thing's pairs of characters, from which a sentence is about it
BUDGET = 150  # characters for each part
LABEL = "："  # behind the publisher that a sentence is from


@dataclass(frozen=True)
class Answered:
    """A part of a question with what answers it, best first."""

    part: Part
    drafts: tuple[Draft, ...]


def answer(part: Part, material: Material) -> Answered:
    """The answer to one part from what was found for it alone."""
    return Answered(part, tuple(extractive.brief(read(part.question), part.question, material, BUDGET)))


def told(parts: Sequence[Part], drafts: Sequence[Draft]) -> bool:
    """Whether the answer to the whole question tells of each thing already: a row for each, or one sentence for all.

    Rows side by side carry their difference as well, which the parts alone do not.
    """
    things = [p.thing for p in parts]
    if not all(things) or not drafts:
        return False
    rows = [d for d in drafts if any(e.passage.passage.cells for e in d.evidence)]
    first = [next((n for n, d in enumerate(rows) if _names(thing, d)), -1) for thing in things]
    if len(set(first)) == len(things) and min(first) >= 0:
        return True
    return not drafts[0].text.endswith("とあります。") and all(_names(thing, drafts[0]) for thing in things)


def _names(thing: str, draft: Draft) -> bool:
    return overlap.named(thing, draft.text) >= NAMED


def join(found: Sequence[Answered]) -> list[Draft]:
    """The sentences of all parts in their order, none twice, labelled where the parts are of several publishers."""
    labelled = len({a.part.publisher for a in found}) > 1
    out: list[Draft] = []
    for answered in found:
        for draft in answered.drafts:
            if not any(_same(draft, other) for other in out):
                out.append(draft)
    return [_labelled(d) for d in out] if labelled else out


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same from the same place."""
    return one.text == other.text and _places(one) == _places(other)


def _places(draft: Draft) -> set[tuple[str, int, int]]:
    return {(e.passage.source.id, e.span.start, e.span.end) for e in draft.evidence}


def _labelled(draft: Draft) -> Draft:
    publishers = {e.passage.source.publisher for e in draft.evidence}
    name = next(iter(publishers)) if len(publishers) == 1 else ""
    return replace(draft, text=f"{name}{LABEL}{draft.text}") if name and not draft.text.startswith(name) else draft
