"""Answers without a model: ranked passages go in, drafts come out. Called by `assistant.chain`.

Looks at what is asked for and at what stands first: a list gives itself whole, a table row its cells, running text its
best sentences. A question about several publishers gets a line for each of them, a figure that another place gives
otherwise that one too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.compose import (
    beside,
    computed,
    conflicts,
    deeds,
    disputed,
    figure_places,
    headings,
    lists,
    meanings,
    period,
    prose,
    publishers,
    row_tables,
    rows,
    series,
    siblings,
)
from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft
from assistant.compose.prose import Near
from assistant.verify.folding import fold
from assistant.verify.quantities import quantities
from ingest.models import Kind
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage

GENERATOR = "extractive"
_ROWS, _LISTS, _PROSE = 12, 8, prose.LOOKED_AT  # how many ranked passages each way of answering looks at
_HEADINGS = 3  # passages whose headings may hold a date
_OTHER_ROWS = 3  # rows that may give the figure in place of the best one
_PLACES = 20  # ranked passages in which another figure is looked for
_LINE = 150  # characters for each publisher of a comparison


@dataclass(frozen=True)
class Material:
    """What an answer is made of. `near` goes with `ranked`; `named` are the publishers that the question names.

    `rarity` weighs a search term, `document` gives all passages of a document in reading order, `text` its reader text;
    `home` is the publisher that a question without a name means.
    """

    ranked: Sequence[tuple[StoredPassage, float]]
    near: Sequence[Near]
    named: Sequence[str]
    rarity: Callable[[str], float]
    document: Callable[[str], Sequence[StoredPassage]]
    text: Callable[[str], str] = lambda document_id: ""
    home: str = ""

    def passages(self, most: int) -> list[StoredPassage]:
        """The best passages."""
        return [stored for stored, _ in self.ranked[:most]]

    def of(self, publisher: str) -> Material:
        """The part that one publisher's documents give."""
        own = [n for n, (stored, _) in enumerate(self.ranked) if stored.source.publisher == publisher]
        return replace(self, ranked=[self.ranked[n] for n in own], near=[self.near[n] for n in own])

    def candidates(self, asked: Asked, most: int, *, rows: bool = False) -> list[prose.Candidate]:
        """The sentences of the best passages, best first."""
        found = prose.candidates(asked, self.ranked[:most], self.near[:most], self.rarity, rows=rows)
        if field := deeds.field(asked, found):
            further = prose.candidates(asked, self.ranked, self.near, self.rarity)
            return deeds.first(field, found, further)
        return found


def compose(asked: Asked, question: str, material: Material) -> list[Draft]:
    """The sentences that answer, none where nothing fits."""
    if len(material.named) > 1:
        return [d for name in material.named for d in _answer(asked, question, material.of(name), _LINE)]
    return publishers.attributed(_composed(asked, question, material), material.named, material.home)


def _composed(asked: Asked, question: str, material: Material) -> list[Draft]:
    if found := siblings.answer(asked, material.passages(_PLACES), material.document, material.text):
        return found
    if found := series.answer(asked, material.passages(series.NEAR), material.document, material.text):
        return found
    if found := period.answer(asked, material.passages(period.NEAR), material.document):
        return [*found, *(_beyond(asked, material, found) if period.asks_more(asked) else ())]
    if not disputed.asks(asked) and (found := _listed(asked, question, material)):
        return found
    said = beside.weighed(asked, question, material, _answer(asked, question, material, None))
    dated = headings.dated(asked, material.passages(_HEADINGS), said, material.rarity, material.text)
    said = [*dated, *(said if not dated else headings.of_section(dated[0], said))]
    if not asked.wants(Ask.FIGURE) and not any(c.isdigit() for c in asked.text) and not disputed.asks(asked):
        return said
    return _other_figures(asked, material, said)


def _beyond(asked: Asked, material: Material, told: Sequence[Draft]) -> list[Draft]:
    """What else answers, where `told` answers a part."""
    found = prose.answer(asked, material.candidates(asked, _PROSE), material.rarity)
    known = {d.text for d in told}
    return [d for d in found if d.text not in known]


def brief(asked: Asked, question: str, material: Material, budget: int) -> list[Draft]:
    """The same for one part of a longer question, in about `budget` characters."""
    return _answer(asked, question, material, budget)


def one_reading(asked: Asked, drafts: Sequence[Draft]) -> list[Draft]:
    """The sentence with the most words of a question that is asked back; none that has no word of it."""
    wanted = set(terms(asked.text))
    held = [len(wanted & set(terms(d.text))) for d in drafts]
    return [drafts[held.index(max(held))]] if any(held) else []


def too_long(asked: Asked, question: str, material: Material) -> int | None:
    """The number of items of a list that is too long to be told whole, if that is what is asked for."""
    found = lists.notice(asked, question, material.passages(_LISTS), material.document)
    return found[0] if found else None


def _answer(asked: Asked, question: str, material: Material, budget: int | None) -> list[Draft]:
    if not material.ranked:
        return []
    first = material.ranked[0][0].passage
    few = material.passages(_LISTS)
    if found := _listed(asked, question, material):
        return found
    if budget is not None and (found := period.answer(asked, material.passages(period.NEAR), material.document)):
        return found
    if asked.wants(Ask.PLACE_IN_TEXT):
        places = material.candidates(asked, _PROSE, rows=True)
        return (rows.located(places[0].stored) if places else []) or prose.located(places)
    fact = asked.wants(Ask.FIGURE, Ask.WHO, Ask.WHEN)
    if found := _meaning(asked, material, few, part=budget is not None):
        return found
    entry = first.kind is Kind.TERM and not fact  # that the question only touches: it is no row to answer from
    if first.cells and not entry and (found := _from_rows(asked, question, material)):
        return found
    if first.lists and (found := lists.answer(asked, question, few, material.document)):
        return found
    if not first.cells and (found := row_tables.answer(asked, question, few, material.document)):
        return found
    sentences = material.candidates(asked, _PROSE)
    best = sentences[0] if sentences else None
    if best and prose.announces(best) and (found := lists.announced(best.text, best.stored, material.document)):
        return found
    told = prose.answer(asked, sentences, material.rarity, budget=budget, document=material.document)
    if not told and first.cells:
        return rows.anything(asked, material.ranked[0][0])
    return [*told, *computed.differences(asked, told)]


def _meaning(asked: Asked, material: Material, few: Sequence[StoredPassage], *, part: bool) -> list[Draft]:
    """The meaning of the word that is asked for: what the documents say of it themselves, or the glossary's entry.

    In one `part` of a question over several publishers each one's own meaning comes first.
    """
    if asked.wants(Ask.DEFINITION):
        sentences = material.candidates(asked, _PROSE)
        entry = prose.definition(asked, few)
        if not entry or not prose.has_entry(asked, few):
            entry = meanings.exact(asked, few, material.document, sentences[:3]) or entry
        return meanings.own(asked, sentences, part=part) or entry or meanings.told(asked, sentences)
    fact = asked.wants(Ask.FIGURE, Ask.WHO, Ask.WHEN, Ask.YES_NO) or deeds.wanted(asked)
    return prose.definition(asked, few) if not fact and prose.is_for_term(asked, few, material.rarity) else []


def _listed(asked: Asked, question: str, material: Material) -> list[Draft]:
    """The list that is asked for, whole."""
    if not material.ranked or not (asked.wants(Ask.LIST) or lists.selects(asked)):
        return []
    return lists.answer(asked, question, material.passages(_LISTS), material.document)


def _from_rows(asked: Asked, question: str, material: Material) -> list[Draft]:
    """What the best row says; where a figure is asked for, what the first of the best rows says that gives one."""
    own = [p for p in material.passages(_ROWS) if p.passage.cells]
    first = rows.answer(asked, question, own, material.document)
    if not asked.wants(Ask.FIGURE) or _has_figure(first):
        return first
    for n in range(1, min(_OTHER_ROWS, len(own))):
        other = rows.answer(asked, question, [own[n], *own[:n], *own[n + 1 :]], material.document)
        if _has_figure(other):
            return other
    return first


def _has_figure(found: Sequence[Draft]) -> bool:
    return any(quantities(fold(draft.text)) for draft in found)


def _other_figures(asked: Asked, material: Material, said: Sequence[Draft]) -> list[Draft]:
    """The answer with what other places say where they give another figure for the same thing."""
    weights = {t: material.rarity(t) for t in terms(asked.text)}
    places = list(figure_places.of_passages(asked, material.passages(_PLACES)))
    if disputed.asks(asked) and (found := disputed.answer(asked, said, places, weights)):
        return found
    return [*said, *conflicts.further(asked, said, places, weights)]
