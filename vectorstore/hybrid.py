"""Dense and lexical scores fused: a question goes in, ranked passages come out.

Called by the chain, `search`, the LangChain retriever and the evaluation. One rule for all texts: both lists are scaled
to 0..1 and added, with the shares of the question's words and of its sounds that a passage holds. BM25 weighs more in
sections of long documents, meaning more in short entries with a title of their own (FAQ), which also score by that
title. Figures for each part stand in docs/retrieval.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

import numpy as np

from ingest.models import Kind
from ingest.normalise import nfkc, squeeze
from vectorstore.analysis import katakana, reading
from vectorstore.asked import wants_definition, wants_time
from vectorstore.chroma import DenseIndex, Filters
from vectorstore.codec import StoredPassage
from vectorstore.details import DetailVectors, sentence_spans
from vectorstore.embeddings import Vectors
from vectorstore.facts import Facts, Raw
from vectorstore.kana import Kana, is_kana, joined
from vectorstore.lexical import LexicalIndex
from vectorstore.reranker import TOP, Reranker
from vectorstore.sections import Found, Sections
from vectorstore.titles import TitleVectors, is_entry

SECTION_WEIGHT = 0.2  # of words against meaning, in sections of documents
ENTRY_WEIGHT = 0.1  # the same in short entries
COVERAGE, ENTRY_COVERAGE = 0.4, 0.3  # of the share of the question's words that a passage holds; in short entries
TITLE_WEIGHT = 0.35  # of an entry's title against its text, among vectors
PUBLISHER_BONUS = 0.4  # for the publisher that a question names, or the home publisher
SOUNDS, ENTRY_SOUNDS = 0.4, 0.05  # of the share of the pieces of the question's reading that it holds
KANA_SOUNDS, _KANA_MEANING = 1.5, 0.2  # the same in a question typed in kana, and of its meaning
DATED = 0.15  # of a passage with a year or date, where the question asks when
FIGURES = 0.2  # of a passage with figures of the kind that the question asks for
GROUPS = 0.3  # of the list of those that share what the question names, where it asks for all of them
QUOTED = 0.3  # of a passage that has the name which the question puts in quotation marks
TERM_COST = 0.1  # of glossary entries, unless the question is for the meaning of a word
LIST_COST = 0.1  # of lists of names, which share words with most questions about their section
SAME = 0.9  # shared three-character pieces from which two passages are one
_POOL = 4  # candidates looked at for each result asked for, before near duplicates fold
_MEMBERS = 3  # passages looked at for each place asked for, before those of one section join
_SUFFIX = re.compile(r"(?<=.{2})[都道府県市区町村]$")
_QUOTED = re.compile(r"[「『“\"]([^「」『』“”\"]{3,40})[」』”\"]")
_REPEATED = re.compile(r"\(再掲\)")
# What follows a publisher's reading: a short one alone is part of other words (ミエ of 三重 in みえる).
_BEHIND_READING = "(?:ケン|ト|ドウ|フ|シ|ク|チョウ|マチ|ムラ|ソン|ノ)"


@dataclass(frozen=True)
class Part:
    """One index version: its dense and lexical indexes, the vectors of its titles and sentences."""

    dense: DenseIndex
    lexical: LexicalIndex
    titles: TitleVectors
    details: DetailVectors


@dataclass(frozen=True)
class Weights:
    """What the fusion weighs; benchmarks vary it, everything else uses the default."""

    section: float = SECTION_WEIGHT
    entry: float = ENTRY_WEIGHT
    title: float = TITLE_WEIGHT
    details: bool = True  # sentences with vectors of their own
    publisher: float = PUBLISHER_BONUS
    coverage: float = COVERAGE
    entry_coverage: float = ENTRY_COVERAGE
    sounds: float = SOUNDS
    entry_sounds: float = ENTRY_SOUNDS
    kana: float = KANA_SOUNDS
    terms: float = TERM_COST
    lists: float = LIST_COST
    dated: float = DATED
    figures: float = FIGURES
    groups: float = GROUPS
    quoted: float = QUOTED
    turns: bool = True  # named publishers take turns
    folding: bool = True


class HybridSearch:
    """Searches open index versions as one; safe to share between threads."""

    def __init__(
        self,
        parts: Sequence[Part],
        home_publisher: str = "",
        weights: Weights = Weights(),  # noqa: B008
        hidden: Collection[str] = (),
        reranker: Reranker | None = None,
    ) -> None:
        """`home_publisher` is whom a question means that names none; documents in `hidden` are never found."""
        self._reranker = reranker
        self._parts = list(parts)
        self._home = home_publisher
        self._weights = weights
        self._passages: dict[str, StoredPassage] = {}
        self._facts = []
        for part in self._parts:
            found = sorted(part.dense.all(), key=lambda p: p.passage.id)
            self._passages.update((p.passage.id, p) for p in found if p.source.id not in hidden)
            self._facts.append(Facts(found, (part.lexical.ids, part.titles.ids, part.details.ids), hidden))
        self._sections = Sections(self._passages.values())
        self._publishers = sorted({p.source.publisher for p in self._passages.values() if p.source.publisher})
        self._kana = Kana(joined(part.lexical.words for part in self._parts))
        self._readings = {name: reading(_SUFFIX.sub("", nfkc(name))) for name in self._publishers}

    def search(
        self, question: str, vector: Vectors, k: int, filters: Filters | None = None
    ) -> list[tuple[StoredPassage, float]]:
        """The `k` best passages for a question whose vector, shape (d,), is given; ties by id.

        Near duplicates fold into the best of them, table rows and entries never do.
        """
        if k < 1:
            return []
        if self._reranker is None:
            return self._search(question, vector, k, filters)
        found = self._reranker.reordered(question, self._search(question, vector, max(k, TOP), filters))
        if self._weights.turns and len(named := self.named(question)) > 1:
            found = [found[n] for n in self._in_turn(range(len(found)), [p.passage.id for p, _ in found], named)]
        return found[:k]

    def _search(
        self, question: str, vector: Vectors, k: int, filters: Filters | None
    ) -> list[tuple[StoredPassage, float]]:
        """The same by the fused scores alone."""
        named = self.named(question)
        raw = [self._ask(part, facts, question, vector) for part, facts in zip(self._parts, self._facts, strict=True)]
        ids = [i for r in raw for i in r.ids]
        if not ids:
            return []
        every = self._fused(question, raw, named)
        if filters is not None:
            keep = [n for n, i in enumerate(ids) if matches(self._passages[i], filters)]
            ids, every = [ids[n] for n in keep], every[keep]
        every = self._with_quoted(question, ids, every, _best(ids, every, _POOL * k + 20))
        best = _best(ids, every, _POOL * k + 20)
        if self._weights.turns and len(named) > 1:
            best = self._in_turn(best, ids, named)
        chosen = self._folded([ids[n] for n in best], k) if self._weights.folding else [ids[n] for n in best[:k]]
        by_id = {ids[n]: float(every[n]) for n in best}
        return [(self._passages[i], by_id[i]) for i in chosen]

    def find(self, question: str, vector: Vectors, k: int, filters: Filters | None = None) -> list[Found]:
        """The `k` best places: each passage with what stands around it in a short section, and with its list."""
        ranked = self.search(question, vector, _MEMBERS * k + 10, filters)
        allowed = None if filters is None else lambda stored: matches(stored, filters)
        return self._sections.gather(ranked, k, allowed)

    def written(self, question: str) -> str:
        """A question typed in kana with the documents' own words in it, to be embedded and searched instead."""
        return self._kana.converted(question)

    @property
    def passages(self) -> Mapping[str, StoredPassage]:
        """All passages of the open indexes by id, hidden documents left out."""
        return self._passages

    def document(self, document_id: str) -> list[StoredPassage]:
        """All passages of a document in reading order, lists of names among them."""
        return self._sections.document(document_id)

    def rarity(self, term: str) -> float:
        """How much a search term tells passages apart: its inverse document frequency over all open indexes."""
        count = sum(f.held(p.lexical, term) for p, f in zip(self._parts, self._facts, strict=True))
        return math.log(1 + (len(self._passages) - count + 0.5) / (count + 0.5))

    def nearness(self, passages: Sequence[StoredPassage], vector: Vectors) -> list[dict[tuple[int, int], float]]:
        """For each passage the cosines of its sentences by their place in its text, and that of the whole text."""
        whole: dict[str, float] = {}
        for part in self._parts:
            ids, cosines = part.dense.scores(vector)
            whole.update(zip(ids, cosines.tolist(), strict=True))
        out = []
        for stored in passages:
            passage, found = stored.passage, {(0, len(stored.passage.text)): whole.get(stored.passage.id, 0.0)}
            for part in self._parts:
                own = part.details.sentences(passage.id, vector)
                if len(own):
                    found.update(zip(sentence_spans(passage), own.tolist(), strict=True))
            out.append(found)
        return out

    def covered(self, question: str, passages: Sequence[StoredPassage]) -> float:
        """The greatest share of the question's terms, weighed by rarity, that one of the passages holds."""
        wanted = {stored.passage.id for stored in passages}
        return max(
            (
                float(share)
                for part in self._parts
                for i, share in zip(part.lexical.ids, part.lexical.scores(question)[1].tolist(), strict=True)
                if i in wanted
            ),
            default=0.0,
        )

    def neighbours(self, passage_id: str, before: int = 1, after: int = 1) -> list[StoredPassage]:
        """The passages around one in reading order, itself among them; empty for an unknown id."""
        return self._sections.neighbours(passage_id, before, after)

    def named(self, question: str) -> tuple[str, ...]:
        """The publishers that a question names (by name, stem or reading), else the home publisher, if any."""
        folded = squeeze(nfkc(question))
        kana = folded if not any("\u4e00" <= c <= "\u9fff" for c in folded) else ""
        found = [
            n
            for n in self._publishers
            if _SUFFIX.sub("", nfkc(n)) in folded or kana and _is_read(self._readings[n], katakana(kana))
        ]
        if not found and self._home in self._publishers:
            found = [self._home]
        return tuple(found)

    def _ask(self, part: Part, facts: Facts, question: str, vector: Vectors) -> Raw:
        """The unscaled scores of one part."""
        ids, cosines = part.dense.scores(vector)
        rows = facts.rows(ids)
        if self._weights.details:
            cosines = np.maximum(cosines, facts.spread(facts.details, part.details.scores(vector), -1.0)[rows])
        if share := self._weights.title:
            own = facts.spread(facts.titles, part.titles.scores(vector), np.nan)[rows]
            cosines = np.where(np.isnan(own), cosines, (1 - share) * cosines + share * own)
        lexical, covered, sounds = (facts.spread(facts.lexical, s, 0.0)[rows] for s in part.lexical.scores(question))
        found = facts.figures(question), facts.groups(question)
        known = (facts.entry, facts.lists, facts.terms, facts.dated, *found, facts.publishers)
        raw = Raw(ids, cosines, lexical, covered, sounds, tuple(f[rows] for f in known))
        return raw if facts.shown.all() else raw.only(facts.shown[rows])

    def _fused(self, question: str, raw: Sequence[Raw], named: tuple[str, ...]) -> Vectors:
        """The scores of all passages, those of all parts on one scale."""
        weights = self._weights
        cosines, lexical = _scaled(_joined(r.cosines for r in raw)), _scaled(_joined(r.lexical for r in raw))
        covered, sounds = _joined(r.covered for r in raw), _joined(r.sounds for r in raw)
        entry, lists, terms, dated, figures, groups, publishers = (
            np.concatenate(f) for f in zip(*(r.facts for r in raw), strict=True)
        )
        if weights.kana and is_kana(question):
            # Words cannot be told apart in kana: what it sounds like decides.
            fused = weights.kana * sounds + _KANA_MEANING * cosines
        else:
            share, words, read = (
                np.where(entry, np.float32(one), np.float32(other))
                for one, other in (
                    (weights.entry, weights.section),
                    (weights.entry_coverage, weights.coverage),
                    (weights.entry_sounds, weights.sounds),
                )
            )
            fused = share * lexical + (1 - share) * cosines + words * covered + read * sounds
        fused += weights.figures * figures + weights.groups * groups - weights.lists * lists
        if not wants_definition(question):
            fused -= weights.terms * terms
        if wants_time(question):
            fused += weights.dated * dated
        fused += weights.publisher * np.isin(publishers, named)
        return np.asarray(fused, dtype=np.float32)

    def _with_quoted(self, question: str, ids: Sequence[str], scores: Vectors, best: Sequence[int]) -> Vectors:
        """The scores with a bonus for those of the best that have a name as the question has it in quotation marks."""
        names = [squeeze(nfkc(n)).lower() for n in _QUOTED.findall(question)]
        if not names or not self._weights.quoted:
            return scores
        out = scores.copy()
        for n in best:
            passage = self._passages[ids[n]].passage
            text = squeeze(nfkc(" ".join((*passage.path, passage.text)))).lower()
            out[n] += self._weights.quoted * sum(name in text for name in names) / len(names)
        return out

    def _in_turn(self, best: Sequence[int], ids: Sequence[str], named: tuple[str, ...]) -> list[int]:
        """The best of each named publisher in turn: a comparison needs all of them."""
        groups: dict[str, list[int]] = {}
        rest: list[int] = []
        for n in best:
            publisher = self._passages[ids[n]].source.publisher
            (groups.setdefault(publisher, []) if publisher in named else rest).append(n)
        turns = [n for turn in zip_longest(*groups.values()) for n in turn if n is not None]
        return turns + rest

    def _folded(self, order: Sequence[str], k: int) -> list[str]:
        """The first `k` of `order` without passages that say what an earlier one says."""
        chosen: list[str] = []
        seen: list[frozenset[str]] = []
        for passage_id in order:
            passage = self._passages[passage_id].passage
            # Records stay apart: two entries with one answer have two titles.
            apart = passage.kind is Kind.ROW or is_entry(passage)
            pieces = frozenset() if apart else _pieces(passage.text)
            if pieces and any(_alike(pieces, other) for other in seen):
                continue
            chosen.append(passage_id)
            seen.append(pieces)
            if len(chosen) == k:
                break
        return chosen


def _best(ids: Sequence[str], scores: Vectors, most: int) -> list[int]:
    """The places of the `most` best scores, best first, equal ones by id."""
    rows = np.arange(len(scores))
    if len(scores) > most:
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        rows = np.flatnonzero(scores >= least)
    return sorted(rows.tolist(), key=lambda n: (-scores[n], ids[n]))[:most]


def matches(stored: StoredPassage, filters: Filters) -> bool:
    """Whether a passage meets every filter."""
    source, passage = stored.source, stored.passage
    asked = (
        (filters.document_ids, source.id),
        (filters.publishers, source.publisher),
        (filters.periods, source.period),
        (filters.kinds, str(passage.kind)),
        (filters.editions, source.edition),
    )
    return all(not values or value in values for values, value in asked)


def _joined(arrays: Iterable[Vectors]) -> Vectors:
    return np.concatenate(list(arrays))


def _scaled(scores: Vectors) -> Vectors:
    """Scores from 0 (the least) to 1 (the best); all 0 where they do not differ."""
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two passages' pieces are nearly the same; sizes that differ too much are told without comparing."""
    if len(one) < SAME * len(other) or len(other) < SAME * len(one):
        return False
    return len(one & other) >= SAME * len(one | other)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[str]:
    folded = _REPEATED.sub("", squeeze(nfkc(text)))
    return frozenset(folded[i : i + 3] for i in range(max(1, len(folded) - 2)))


def _is_read(name: str, question: str) -> bool:
    """Whether a publisher's reading stands in a question, both in katakana."""
    if len(name) >= 3:
        return name in question
    return bool(name) and re.search(re.escape(name) + _BEHIND_READING, question) is not None
