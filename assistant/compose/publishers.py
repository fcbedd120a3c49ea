"""Whose documents a sentence is from, said where that is not whom the question means.

Drafts go in, drafts come out; called by the composers. A question that names no publisher means the home publisher:
what another one's documents say is told with its name, and left out behind what the home publisher's own say. The
verifier checks the name against what is cited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.draft import Draft

LABEL = "："  # behind the publisher that a sentence is from


def attributed(drafts: Sequence[Draft], named: Sequence[str], home: str) -> list[Draft]:
    """The drafts for a question that names `named`, at most one; others' sentences labelled or left out."""
    meant = named[0] if named else home
    if not meant or not drafts or _is_of(drafts[0], meant):
        return [d for d in drafts if not meant or _is_of(d, meant) or not d.evidence]
    return [d if _is_of(d, meant) else labelled(d) for d in drafts]


def _is_of(draft: Draft, publisher: str) -> bool:
    return any(e.passage.source.publisher == publisher for e in draft.evidence)


def labelled(draft: Draft) -> Draft:
    """The draft with the name of the one publisher that its evidence is from, unless it begins with it."""
    publishers = {e.passage.source.publisher for e in draft.evidence}
    name = publishers.pop() if len(publishers) == 1 else ""
    return replace(draft, text=f"{name}{LABEL}{draft.text}") if name and not draft.text.startswith(name) else draft
