"""Which year, role and item a figure belongs to, and whether the evidence gives it the same ones.

「R3は59.6%、R5は79.2%」 gives each figure its year; a cell has them in its column headers. Sentence and evidence
are read alike; a figure is at fault where every place that carries it tells it otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence, Group
from assistant.verify.folding import CIRCLED, bare
from assistant.verify.model import Fault, Kind
from assistant.verify.quantities import Quantity, quantities
from assistant.verify.times import same_year, times
from assistant.verify.words import content_words, vocabulary
from ingest.dates import Year

_ROLES = {
    "達成率": re.compile(r"達成率"),
    "目標": re.compile(r"目標(?!達成|の達成)|計画値"),
    "実績": re.compile(r"実績"),
    "基準": re.compile(r"基準値|基準(?=\()"),
    "予算": re.compile(r"予算"),
    "決算": re.compile(r"決算"),
}
_CIRCLED = re.compile(f"[{chr(CIRCLED + 1)}-{chr(CIRCLED + 20)}]")
_BEHIND = re.compile(r"\s?\(([^()]*)\)")


@dataclass(frozen=True)
class Label:
    """What stands around a figure: years, roles, the circled number of its item ("" where there is none)."""

    years: tuple[Year, ...]
    roles: frozenset[str]
    item: str


@lru_cache(maxsize=4096)
def _labels(text: str) -> dict[int, Label]:
    """The label of each figure of a folded text, by its place: what stands between the figure before and it, or
    in brackets behind it."""
    out: dict[int, Label] = {}
    begin = 0
    for q in quantities(text):
        segment = text[begin : q.start]
        behind = _BEHIND.match(text, q.end)
        own = f"{segment} {behind[1]}" if behind and _tells(behind[1]) else segment
        items = _CIRCLED.findall(text[: q.start])
        out[q.start] = Label(times(own).years, _roles(own), items[-1] if items else "")
        begin = behind.end() if behind and own is not segment else q.end
    return out


def _tells(text: str) -> bool:
    return bool(times(text).years or _roles(text))


def _roles(text: str) -> frozenset[str]:
    return frozenset(name for name, told in _ROLES.items() if told.search(text))


def years_of(q: Quantity, evidence: Evidence) -> tuple[int, ...]:
    """The years, in order, that the evidence gives to a figure."""
    found = [y.year for g in evidence.groups for text, given in g.carriers(q) for y in _years(g, text, given)]
    return tuple(sorted(set(found)))


def _years(group: Group, text: str, given: Quantity) -> tuple[Year, ...]:
    """The years of a figure of the evidence: those beside it, else those of its column's headers."""
    beside = _labels(text)[given.start].years
    return beside or (tuple(y for c in group.context for y in times(c).years) if text == group.quote else ())


def faults(claim: Claim, evidence: Evidence, figures: Sequence[Quantity]) -> list[Fault]:
    """Figures of the claim (those given, which the evidence carries) that belong elsewhere in the evidence."""
    own = _labels(claim.rest)
    out: list[Fault] = []
    for n, q in enumerate(figures):
        places = [(g, text, given) for g in evidence.groups for text, given in g.carriers(q)]
        label = own.get(q.start, Label((), frozenset(), ""))
        begin = max((f.end for f in claim.quantities if f.end <= q.start), default=0)
        before = claim.rest[begin : q.start]
        for kind, fits in _checks(label, before):
            if places and not any(fits(*place) for place in places):
                out.append(Fault(kind, q.text))
                break
        else:
            if n < len(figures) and len(evidence.groups) > 1 and (word := _elsewhere(before, places, evidence)):
                out.append(Fault(Kind.SUBJECT, word))
    return out


Fits = Callable[[Group, str, Quantity], bool]


def _checks(label: Label, before: str) -> list[tuple[Kind, Fits]]:
    def year(group: Group, text: str, given: Quantity) -> bool:
        found = _years(group, text, given)
        return not found or not label.years or any(same_year(a, b) for a in label.years for b in found)

    def role(group: Group, text: str, given: Quantity) -> bool:
        found = _labels(text)[given.start].roles
        if not found and text == group.quote:
            found = frozenset(r for c in group.context for r in _roles(c))
        return not found or not label.roles or bool(found & label.roles)

    def item(group: Group, text: str, given: Quantity) -> bool:
        own = _labels(text)[given.start].item
        if label.item:
            return not own or own == label.item
        return not own or not _other_item(before, own, group)

    return [(Kind.LABEL, year), (Kind.LABEL, role), (Kind.SUBJECT, item)]


def _other_item(before: str, own: str, group: Group) -> bool:
    """Whether the words before a figure name another item of the row's list (① …, ② …) and nothing of its own."""
    named = vocabulary(before)
    hits: dict[str, int] = {}
    for context in group.context:
        marks = list(_CIRCLED.finditer(context))
        parts = {
            m[0]: context[m.end() : (marks[i + 1].start() if i + 1 < len(marks) else None)] for i, m in enumerate(marks)
        }
        words = {mark: {w.form for w in content_words(part)} for mark, part in parts.items()}
        for mark, forms in words.items():
            others = set().union(*(f for m, f in words.items() if m != mark)) if len(words) > 1 else set()
            hits[mark] = hits.get(mark, 0) + len((forms - others) & named.forms)
    return not hits.get(own) and any(hits.values())


def _elsewhere(before: str, places: Sequence[tuple[Group, str, Quantity]], evidence: Evidence) -> str:
    """What stands in front of a figure that another place of the evidence has, but none that carries the figure."""
    carrying = [g for g, _, _ in places]
    if not carrying:
        return ""
    said = bare(before)
    own = {bare(c) for g in carrying for c in g.context}
    for group in evidence.groups:
        other = [c for c in map(bare, group.context) if len(c) > 1 and c not in own and c in said]
        if other and group not in carrying and not any(c in said for g in carrying for c in _own_headers(g, group)):
            return other[0]
    for word in content_words(before):
        if word.noun and not any(g.words.holds(word) for g in carrying) and evidence.words.holds(word):
            return word.surface
    return ""


def _own_headers(group: Group, other: Group) -> list[str]:
    """The context that tells a cell from another one: its own column headers."""
    others = {bare(c) for c in other.context}
    return [c for c in map(bare, group.context) if len(c) > 1 and c not in others]
