"""One answer from the answers to the parts of a question: drafts of each part go in, drafts of the whole come out.

Called by `assistant.chain`. The parts keep their order and no sentence stands twice; where prefectures stand side by
side each sentence says whose it is (`宮城県：…`), which the verifier checks against what is cited.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.compose import disputed, extractive, meanings, overlap, publishers
from assistant.compose.asked import Ask, Asked, read
from assistant.compose.draft import Draft
from assistant.compose.extractive import Material
from assistant.compose.parts import Part
from ingest.normalise import nfkc

NAMED = 0.5  # of a thing's pairs of characters, from which a sentence is about it
HELD = 0.25  # of a part's words in a passage, below which its publisher says nothing about it
COMPARED = 0.4  # of the share that another publisher's passages hold of the same part
_NAME = re.compile(r"[ァ-ヴー]{5,}|[a-z]{4,}")  # a name in katakana or Latin letters, which has no other words
_MEANING = re.compile(r"とは何ですか$")  # what a question for a difference makes of each thing
LOOKED_AT = 5  # passages in which a part's words are looked for
BUDGET = 150  # characters for each part


@dataclass(frozen=True)
class Found:
    """What was found for a part alone; `held` is the share of its words that one of the best passages holds."""

    part: Part
    material: Material
    held: float


@dataclass(frozen=True)
class Answered:
    """A part of a question with what answers it, best first; nothing where nothing was found."""

    part: Part
    drafts: tuple[Draft, ...]


def answers(found: Sequence[Found]) -> list[Answered]:
    """The answer to each part from what was found for it alone; none from documents that are silent on it.

    They are where their best passages hold hardly a word of the part, or far fewer than those of another publisher
    that is asked the same.
    """
    out: list[Answered] = []
    for own in found:
        same = max(f.held for f in found if f.part.question == own.part.question)
        silent = bool(own.part.publisher) and (own.held < HELD or own.held < COMPARED * same or _lacks(own, found))
        question = own.part.question
        if silent:  # the very word may yet be defined in a footnote
            first = own.material.passages(LOOKED_AT)
            drafts = meanings.exact(read(question), first, own.material.document)
        else:
            drafts = extractive.brief(read(question), question, own.material, BUDGET)
        out.append(Answered(own.part, tuple(drafts)))
    return out


def _lacks(own: Found, found: Sequence[Found]) -> bool:
    """Whether another publisher's passages have the longest name that is asked for, and none of these has it."""
    names = _NAME.findall(nfkc(own.part.question).lower())
    name = max(names, key=len, default="")
    others = [f for f in found if f is not own and f.part.question == own.part.question]
    return bool(name) and not _holds(own, name) and any(_holds(f, name) for f in others)


def _holds(found: Found, name: str) -> bool:
    return any(
        name in overlap.plain(" ".join([*stored.passage.path, stored.passage.text]))
        for stored, _ in found.material.ranked
    )


def compares(parts: Sequence[Part]) -> bool:
    """Whether the parts are of several publishers: then the whole question needs no answer of its own."""
    return len({p.publisher for p in parts}) > 1


def left_open(parts: Sequence[Part], publishers: Collection[str]) -> tuple[str, ...]:
    """The publishers of a comparison that nothing is cited from; `publishers` are those of the citations."""
    return tuple(dict.fromkeys(p.publisher for p in parts if p.publisher not in publishers)) if compares(parts) else ()


def told(asked: Asked, parts: Sequence[Part], drafts: Sequence[Draft]) -> bool:
    """Whether the answer to the whole question tells of each thing already: a row for each, or one sentence for all.

    Where a figure is asked for, one must stand behind each. Rows side by side carry their difference as well, which
    the parts alone do not.
    """
    things = [p.thing for p in parts]
    if len(drafts) > 1 and disputed.asks(asked):
        return True  # each figure with its place
    if not all(things) or not drafts or all(_MEANING.search(p.question) for p in parts):
        return False
    rows = [d for d in drafts if any(e.passage.passage.cells for e in d.evidence)]
    first = [next((d for d in rows if _names(thing, d)), None) for thing in things]
    places = [{e.passage.passage.id for e in d.evidence} for d in first if d is not None]
    if len(places) == len(things) and not set.intersection(*places):
        return True
    figure = asked.wants(Ask.FIGURE)
    return all(_names(thing, drafts[0]) and (not figure or _counted(thing, drafts[0])) for thing in things)


def join(whole: Sequence[Draft], found: Sequence[Answered]) -> list[Draft]:
    """The sentences of all parts in their order, none twice, labelled where the parts are of several publishers.

    Where no part finds anything the answer to the `whole` question stays.
    """
    said = _once(d for answered in found for d in answered.drafts)
    if not said:
        return list(whole)
    return [publishers.labelled(d) for d in said] if compares([a.part for a in found]) else said


def _once(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts without those that say what an earlier one says."""
    out: list[Draft] = []
    for draft in drafts:
        if all(draft.text != other.text for other in out):
            out.append(draft)
    return out


def _names(thing: str, draft: Draft) -> bool:
    return overlap.named(thing, draft.text) >= NAMED


def _counted(thing: str, draft: Draft) -> bool:
    """Whether a figure stands behind the words of a thing."""
    text, words = overlap.plain(draft.text), overlap.longest(thing, draft.text)
    return any(c.isdigit() for c in text[text.find(words) + len(words) :])
