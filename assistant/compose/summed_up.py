"""A sentence for each section of a summary: a section goes in, its most telling sentences come out as drafts.

Called by `assistant.chain` for what `assistant.compose.summary` has planned. A sentence tells most that holds the words
which the whole section is about (the centroid of Radev et al., 2004: rarity times frequency), its first ones a little
more. Without a model this is the summary; with one it is the evidence and the fall-back of each section.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.compose import prose
from assistant.compose.draft import Draft
from assistant.compose.prose import Candidate
from assistant.compose.summary import Section
from ingest.instructions import find
from ingest.normalise import nfkc
from vectorstore.analysis import terms

SHORTEST, LONGEST = 15, 190  # characters of a sentence that is told
OFFERED = 8  # sentences of a section that a model may use
_FIRST, _ACTS = 0.1, 0.15  # what a first sentence gains, and one that tells what is done or aimed at
_DANGLES, _STATE = 0.25, 0.15  # what one loses that goes on from another, and one that tells how things are now
_HEADING = 2  # how often its heading counts as said in a section
_GOES_ON = re.compile(
    r"^(?:また|そのため|このため|さらに|しかし|一方|なお|特に|加えて|これ|それ|この|その|こうし|そこで|ただし|例えば)"
)
_DOES = re.compile(r"(?:推進|実現|目指|めざ|定め|進め|取り組|図|努め|支援|整備|設け|充実|促進|強化)[^。、]{0,8}ます。$")
_NOW = re.compile(r"現状|課題|背景|情勢|動向")
_REFERS = re.compile(r"上記|(?:以下|次|下記)(?:の|に|、)|[(（](?:図|表)|前述")
_UNTITLED = re.compile(r"^[(（]?見出しなし[)）]?$")
_NUMBER = re.compile(r"^(?:第[0-9一二三四五六七八九十]+[章節部]|[(]?[0-9]+[)]?[.、]?|[①-⑳])\s*|\s*[0-9]+$")
LABEL = "："


@dataclass(frozen=True)
class Told:
    """A section with the sentence that tells it, and further ones, best first."""

    heading: str
    lead: tuple[Draft, ...]
    others: tuple[Draft, ...]


def told(section: Section, rarity: Callable[[str], float], *, alone: bool = False) -> Told | None:
    """The section in a sentence (`alone`: three, it is all there is); None where it holds no whole sentence."""
    found = _sentences(section, rarity)
    if not found:
        return None
    best = sorted(found[:3] if alone else found[:1], key=lambda c: (c.stored.passage.start, c.start))
    name = _NUMBER.sub("", nfkc(section.heading)).strip()
    name = "" if _UNTITLED.match(name) else name
    lead = tuple(d if alone else _labelled(d, name) for c in best for d in prose.drafts([c]))
    return Told(name, lead, tuple(d for c in found[:OFFERED] for d in prose.drafts([c])))


def _sentences(section: Section, rarity: Callable[[str], float]) -> list[Candidate]:
    """The whole sentences of a section, the most telling first."""
    units = [
        Candidate(stored, a, b, 0.0, frozenset(terms(stored.passage.text[a:b])))
        for stored in section.passages
        if not stored.passage.cells
        for a, b, group in prose.units(stored.passage)
        if not group and _tells(stored.passage.text[a:b])
    ]
    said = Counter(t for u in units for t in u.words)
    for term in terms(section.heading):
        said[term] += _HEADING
    weights = {t: n * rarity(t) for t, n in said.items()}

    def worth(n: int, unit: Candidate) -> float:
        held = math.sqrt(sum(rarity(t) ** 2 for t in unit.words)) or 1.0
        whole = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        near = sum(weights[t] * rarity(t) for t in unit.words) / (held * whole)
        dangles = bool(_GOES_ON.match(unit.text.strip()) or _REFERS.search(unit.text))
        path = unit.stored.passage.path
        state = bool(path) and path[-1] != section.heading and _NOW.search(path[-1]) is not None
        gains = (_FIRST if n == 0 else 0.0) + (_ACTS if _DOES.search(unit.text.strip()) else 0.0)
        return near + gains - (_DANGLES if dangles else 0.0) - (_STATE if state else 0.0)

    scored = [replace(u, score=worth(n, u)) for n, u in enumerate(units)]
    return sorted(scored, key=lambda u: -u.score)


def _tells(text: str) -> bool:
    """Whether a text is a whole sentence of a fit length that gives no orders to a model."""
    return SHORTEST <= len(text) <= LONGEST and text.rstrip().endswith("。") and not find(text)


def _labelled(draft: Draft, name: str) -> Draft:
    return replace(draft, text=f"{name}{LABEL}{draft.text}") if name and not draft.text.startswith(name) else draft
