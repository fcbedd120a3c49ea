"""The numbered evidence that a model may use: drafts and ranked passages go in, `Numbered` entries come out.

Called by `assistant.compose.generative.writer`. First what the extractive answer rests on, then the next best
sentences, up to a number of tokens; a text that looks like orders to a model is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.compose import prose
from assistant.compose.asked import Asked
from assistant.compose.draft import Draft, Evidence
from assistant.compose.extractive import Material
from ingest import tokens
from ingest.instructions import find

_LOOKED_AT = 8  # ranked passages whose sentences are offered
_MOST = 24  # entries
_LONGEST = 420  # characters of one entry


@dataclass(frozen=True)
class Numbered:
    """A piece of evidence under the number that the model knows it by; `text` is what the model reads."""

    number: int
    text: str
    place: str
    evidence: tuple[Evidence, ...]


def further(asked: Asked, material: Material) -> list[Draft]:
    """The best sentences of the passages that were found, each as a draft of its own."""
    found = material.candidates(asked, _LOOKED_AT)[:_MOST]
    return [draft for candidate in found for draft in prose.drafts([candidate])]


def numbered(drafts: Sequence[Draft], others: Iterable[Draft], most_tokens: int) -> list[Numbered]:
    """The entries in the order of their use, within `most_tokens`; the first is always there."""
    out: list[Numbered] = []
    left, seen = most_tokens, set[object]()
    for draft in (*drafts, *others):
        key = tuple((e.passage.source.id, e.span) for e in draft.evidence)
        if not key or key in seen or find(draft.text):
            continue
        seen.add(key)
        text = " ".join(draft.text.split())[:_LONGEST]
        cost = tokens.count(text)
        if out and cost > left:
            continue
        left -= cost
        first = draft.evidence[0].passage
        place = " ".join((first.source.publisher, *first.passage.path[-2:]))
        out.append(Numbered(len(out) + 1, text, place, draft.evidence))
        if len(out) == _MOST or left <= 0:
            break
    return out
