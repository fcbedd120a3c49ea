"""Answers from running text: the sentences that fit the question best, a few where it asks for more.

Ranked passages and the nearness of their sentences go in, drafts come out; called by
`assistant.compose.extractive`. How well each fits is told by `assistant.compose.ranking`; further ones are taken for
words of the question that are still open, and a list that the best one belongs to is given whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.compose import enough, ranking
from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft, Evidence
from assistant.compose.groups import is_sentence as _is_sentence
from assistant.compose.groups import units as _units
from ingest.models import Kind, Passage, Span
from ingest.normalise import Mapped, nfkc
from ingest.passages import bounded
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage

TERM = 0.3  # for the glossary's entry of the word that is asked for
OPEN = 0.5  # for the share of the question's words that no chosen sentence holds yet
ENTRY = 0.6  # of the question's words in a glossary's entry that answers it unasked
ELSEWHERE = 0.5  # that a sentence of another section loses
WORST = 1.6  # how much less than the first a further sentence may score
BRIEF, LONG = 200, 320  # characters of an answer to a question for one thing, and for reasons, ways and lists
MOST = 4  # sentences
LOOKED_AT = 8  # ranked passages
WHOLE = 520  # characters of a list that is given whole
ALONE = 0.35  # that an item scores above the others of its list where the question is about it alone
_EXPLAINED = re.compile(
    r"用語(?:解説|集)?|解説|説明|仕組み|しくみ|簡単|紹介|概要|意味|言葉|略"
)  # asks, and names no matter
_ANNOUNCES = re.compile(r"(?:以下|次|下記)(?:の|に|、)[^。]{0,40}。?$")
_MARKS = re.compile(r"^注\d*\s+|^[・●○■□◆◇▪•※\-*＊]+\s*|^(?:[（(]\d+[）)]|[①-⑳])\s*")
_FORMS = re.compile(r"[()]")  # a headword and what stands in brackets behind it
Near = ranking.Near
Document = Callable[[str], Sequence[StoredPassage]]


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer: its place in a passage's text and how well it fits."""

    stored: StoredPassage
    start: int
    end: int
    score: float
    words: frozenset[str]

    @property
    def text(self) -> str:
        """The sentence as the passage has it."""
        return self.stored.passage.text[self.start : self.end]


def candidates(
    asked: Asked,
    ranked: Sequence[tuple[StoredPassage, float]],
    near: Sequence[Near],
    rarity: Callable[[str], float],
    *,
    rows: bool = False,
) -> list[Candidate]:
    """All sentences of the ranked passages that are running text, best first; lines of a layout in groups.

    With `rows` the cells of table rows count as well.
    """
    return sorted(
        (
            Candidate(f.stored, f.unit.start, f.unit.end, f.score + _term(asked, f.stored.passage), f.unit.words)
            for f in ranking.scored(asked, ranked, near, rarity, rows=rows)
            if not f.unit.folded.rstrip("」』) ").endswith("?")  # a question answers none
        ),
        key=lambda c: -c.score,
    )


def _term(asked: Asked, passage: Passage) -> float:
    """What the glossary's entry of the word that is asked for gains."""
    return TERM if passage.kind is Kind.TERM and asked.wants(Ask.DEFINITION) and _is_about(passage, asked) else 0.0


def _share(weights: Mapping[str, float], words: frozenset[str]) -> float:
    """The share of the question's words, weighed by their rarity, that `words` holds."""
    return sum(w for t, w in weights.items() if t in words) / (sum(weights.values()) or 1.0)


def _is_about(passage: Passage, asked: Asked) -> bool:
    """Whether the question names the entry's headword, by one of its forms (DX（…）) or most of its words."""
    head, wanted = passage.path[-1] if passage.path else "", set(terms(asked.text))
    forms = [own for form in _FORMS.split(nfkc(head)) if (own := _words(form))]
    return any(2 * sum(not wanted.isdisjoint(word) for word in own) > len(own) for own in forms)


def _words(text: str) -> list[set[str]]:
    """The words of a text, each with the synonym group (@…) that stands behind it among the terms."""
    out: list[set[str]] = []
    for term in terms(text):
        if term.startswith("@") and out:
            out[-1].add(term)
        else:
            out.append({term})
    return out


def answer(
    asked: Asked,
    found: Sequence[Candidate],
    rarity: Callable[[str], float],
    *,
    budget: int | None = None,
    document: Document | None = None,
) -> list[Draft]:
    """The chosen sentences in reading order as drafts; `rarity` weighs the question's words.

    `document` gives all passages of a document: without it a list is as long as the passage that holds its best item.
    """
    return drafts(choose(asked, found, rarity, budget=budget, document=document))


def is_for_term(asked: Asked, passages: Sequence[StoredPassage], rarity: Callable[[str], float]) -> bool:
    """Whether a question that asks for no meaning in so many words is yet about the glossary's entry that comes first.

    It is where the entry holds most of the question's words, or more of them than any other place; the items of a list
    stand in it as well.
    """
    first = passages[0].passage
    if first.kind is not Kind.TERM or not _is_about(first, asked):
        return False
    weights = {t: rarity(t) for t in terms(_EXPLAINED.sub(" ", asked.text))}
    own, *others = [
        _share(weights, frozenset(terms(" ".join((*p.passage.path, p.passage.text)))))
        for p in passages
        if p is passages[0] or p.passage.kind is not Kind.TERM
    ]
    return asked.wants(Ask.LIST) or own >= ENTRY or own > max(others, default=0.0)


def has_entry(asked: Asked, passages: Sequence[StoredPassage]) -> bool:
    """Whether the glossary's entry of the word that is asked for is among the passages."""
    return any(p.passage.kind is Kind.TERM and _is_about(p.passage, asked) for p in passages)


def definition(asked: Asked, passages: Sequence[StoredPassage]) -> list[Draft]:
    """The glossary's entry of the word whose meaning is asked for, if there is one."""
    own = [p for p in passages if p.passage.kind is Kind.TERM and _is_about(p.passage, asked)]
    own = own or [p for p in passages[:1] if p.passage.kind is Kind.FOOTNOTE]
    if not own and passages[0].passage.kind is Kind.TERM:
        own = [passages[0]]
    if not own:
        return []
    # The headword that the question names in the most words: MaaS before サービス.
    return entry(max(own, key=lambda p: (_named(p.passage, asked), -own.index(p))))


def entry(stored: StoredPassage) -> list[Draft]:
    """What an entry or a footnote says, from its begin."""
    out: list[Candidate] = []
    for start, end, _ in _units(stored.passage):
        if out and end - out[0].start > LONG:
            break
        out.append(Candidate(stored, start, end, 0.0, frozenset()))
    return drafts(out)


def _named(passage: Passage, asked: Asked) -> int:
    head = nfkc(passage.path[-1]).lower() if passage.path else ""
    return len(head) if head and head in asked.text.lower() else len(set(terms(head)) & set(terms(asked.text)))


def choose(
    asked: Asked,
    found: Sequence[Candidate],
    rarity: Callable[[str], float],
    *,
    budget: int | None = None,
    document: Document | None = None,
) -> list[Candidate]:
    """The sentences that answer, in the order of the text where they share a passage."""
    if not found:
        return []
    first = found[0]
    section = _section(first.stored, document)
    if whole := _whole(asked, first, found, section):
        return whole
    chosen = [first]
    least = enough.least(asked, part=budget is not None)
    for candidate, known in offers(asked, found, rarity, budget=budget):
        if not enough.is_worth(known, least):
            break
        chosen.append(candidate)
    chosen = _with_antecedents(chosen, section)
    order = list(dict.fromkeys(c.stored.passage.id for c in chosen))
    return sorted(chosen, key=lambda c: (order.index(c.stored.passage.id), c.start))


def offers(
    asked: Asked, found: Sequence[Candidate], rarity: Callable[[str], float], *, budget: int | None = None
) -> Iterator[tuple[Candidate, dict[str, float]]]:
    """Further sentences, the most worth first, each with what tells whether it is; all before it count as told."""
    weights = {t: rarity(t) for t in terms(asked.text)}
    total = sum(weights.values()) or 1.0
    first = found[0]
    told, said, rest = [first], set(first.words), list(found[1:])
    left = budget or (LONG if asked.wants(Ask.WHY, Ask.HOW, Ask.LIST, Ask.COMPARE) else BRIEF)
    left -= len(first.text)

    def opens(candidate: Candidate) -> float:
        return sum(w for t, w in weights.items() if t in candidate.words and t not in said) / total

    def worth(candidate: Candidate) -> float:
        far = _place(candidate) != _place(first)
        return candidate.score + OPEN * opens(candidate) - (ELSEWHERE if far else 0.0)

    while rest and len(told) < MOST:
        best = max(rest, key=worth)
        if worth(best) < first.score - WORST:
            return
        rest.remove(best)
        if len(best.text) > left or any(_overlap(best, c) for c in told):
            continue
        same = _place(best) == _place(first)
        gap = best.score - first.score
        yield best, enough.features(asked, gap, opens(best), len(told), best.text, same_place=same)
        told.append(best)
        said |= best.words
        left -= len(best.text)


def _with_antecedents(chosen: Sequence[Candidate], section: Sequence[StoredPassage]) -> list[Candidate]:
    """The sentences, one that opens with これ or その behind the one before it; further ones without it left out."""
    units = [Candidate(s, a, b, 0.0, frozenset()) for s in section for a, b, _ in _units(s.passage)]
    out: list[Candidate] = []
    for candidate in chosen:
        if not enough.refers_back(candidate.text):
            out.append(candidate)
            continue
        at = next((n for n, u in enumerate(units) if u.stored == candidate.stored and u.start == candidate.start), 0)
        before = units[at - 1] if at else None
        if before is None or any(_overlap(before, c) for c in chosen):
            out.append(candidate)
        elif candidate is chosen[0] and len(before.text) <= BRIEF:
            out += [before, candidate]
    return out


def announces(candidate: Candidate) -> bool:
    """Whether a sentence says that something follows."""
    return _ANNOUNCES.search(candidate.text) is not None


def _place(candidate: Candidate) -> tuple[str, tuple[str, ...]]:
    return candidate.stored.source.id, candidate.stored.passage.path


def _section(stored: StoredPassage, document: Document | None) -> list[StoredPassage]:
    """The running text under the same headings, in reading order."""
    if document is None:
        return [stored]
    own = [s for s in document(stored.source.id) if s.passage.path == stored.passage.path]
    return [s for s in own if s.passage.kind is stored.passage.kind and not s.passage.lists] or [stored]


def _whole(
    asked: Asked, first: Candidate, found: Sequence[Candidate], section: Sequence[StoredPassage]
) -> list[Candidate]:
    """All of a short list where its items are asked for, and what a sentence announces ("the following")."""
    units = [Candidate(s, a, b, 0.0, frozenset()) for s in section for a, b, _ in _units(s.passage)]
    if _ANNOUNCES.search(first.text):
        begin = next((n for n, u in enumerate(units) if u.stored == first.stored and u.start == first.start), 0)
        return _within(units[begin:])
    items = first.stored.passage.kind is Kind.ITEM and asked.wants(Ask.LIST, Ask.HOW)
    if items and sum(len(s.passage.text) for s in section) <= WHOLE and not _stands_out(first, found):
        return _within(units)
    return []


def _stands_out(first: Candidate, found: Sequence[Candidate]) -> bool:
    """Whether the question is about one item: the others of its section fit it much worse."""
    others = [c.score for c in found if c is not first and _place(c) == _place(first)]
    return bool(others) and max(others) < first.score - ALONE


def _within(units: Sequence[Candidate]) -> list[Candidate]:
    """The first units up to the longest answer, none twice."""
    out: list[Candidate] = []
    left = WHOLE
    for unit in units:
        left -= len(unit.text)
        if out and left < 0:
            break
        if not any(_overlap(unit, other) for other in out):
            out.append(unit)
    return out if len(out) > 1 else []


def _overlap(one: Candidate, other: Candidate) -> bool:
    if one.text == other.text:
        return True
    return one.stored is other.stored and one.start < other.end and other.start < one.end


def drafts(chosen: Sequence[Candidate]) -> list[Draft]:
    """The chosen sentences as drafts; fragments of one passage become one sentence that quotes them."""
    out: list[Draft] = []
    fragments: list[Candidate] = []
    for candidate in chosen:
        if _is_sentence(candidate.text):
            out.extend(_quoted(fragments))
            fragments = []
            out.append(Draft(_MARKS.sub("", candidate.text), evidence(candidate)))
            continue
        if fragments and fragments[0].stored is not candidate.stored:
            out.extend(_quoted(fragments))
            fragments = []
        fragments.append(candidate)
    return [*out, *_quoted(fragments)]


def _quoted(fragments: Sequence[Candidate]) -> list[Draft]:
    if not fragments:
        return []
    said = "、".join(f"「{' '.join(_MARKS.sub('', c.text).split())}」" for c in fragments)
    path = fragments[0].stored.passage.path[-1:]
    return [Draft(f"{headings(path)}{said}とあります。", tuple(e for c in fragments for e in evidence(c)))]


def headings(path: Sequence[str]) -> str:
    """The place as a sentence begins: 「第4章」の「1暮らしのDX」に."""
    return "の".join(f"「{h}」" for h in path) + "に" if path else ""


def located(found: Sequence[Candidate]) -> list[Draft]:
    """Where the best sentence stands, with all headings above it."""
    if not found or not found[0].stored.passage.path:
        return []
    best = found[0]
    text = " ".join(_MARKS.sub("", best.text).split()).rstrip("。")
    return [Draft(f"{headings(best.stored.passage.path)}「{text}」とあります。", evidence(best))]


def evidence(candidate: Candidate) -> tuple[Evidence, ...]:
    """The places of a sentence, each bounded, with the spans that its passage depends on."""
    passage = candidate.stored.passage
    mapped = Mapped.from_runs(passage.text, passage.runs)
    context: tuple[Span, ...] = passage.context if passage.kind is not Kind.TERM else ()
    spans = bounded(mapped.span(candidate.start, candidate.end))
    return tuple(Evidence(candidate.stored, span, context) for span in spans)


def units(passage: Passage) -> list[tuple[int, int, bool]]:
    """Where in a passage's text what can be said stands; the flag marks groups of lines of a lost layout."""
    return _units(passage)
