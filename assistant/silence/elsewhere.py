"""Measures of another publisher: what a question says of one prefecture, and only another one's documents hold.

A question's names (rare words, nouns side by side, quoted names) are looked up in the documents of the publisher
that the question names, then in those of the others. Pure over the posting lists of the corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import evidence_text
from assistant.verify.folding import bare, fold
from assistant.verify.words import Word, vocabulary
from vectorstore.codec import StoredPassage

_QUOTED = re.compile(r"[「『“]([^「」『』“”]{2,30})[」』”]")
_WHOLE_NAME = 3  # words from which a run of nouns that stands elsewhere as it is is a name
WHOLE = 0.6  # of a name's characters that its words must make up to stand for it
RARE = 0.5  # rarity from which a word alone tells a measure
_TELLING = 0.45  # the same beside other words
_MARGIN = 0.15  # by which another publisher's best place must hold more of the question


@dataclass(frozen=True)
class Elsewhere:
    """What stands elsewhere: the name, the publisher whose documents hold it, a passage that does."""

    name: str
    publisher: str
    passage: StoredPassage
    telling: bool  # whether the name tells a measure: quoted, several words, or a rare name or loan word


def elsewhere(matter: Matter, corpus: Corpus, named: Sequence[str]) -> Elsewhere | None:
    """The measure that none of the `named` publishers has, and another one does."""
    others = [p for p in corpus.publishers if p not in named]
    nouns = [w for w in matter.words if w.noun]
    if not others or not named or not nouns:
        return None
    own = max(corpus.covered(nouns, p)[0] for p in named)
    for name, words, quoted in _names(matter, corpus):
        if _found(name, words, corpus, named):
            continue
        telling = quoted or any(corpus.rarity(w) >= RARE for w in words)
        if not telling and len(words) < 3 and corpus.holding(words, named):
            continue  # common words, together elsewhere in a sentence: a description, no name
        for other in others:
            share, _ = corpus.covered(nouns, other)
            found = _found(name, words, corpus, [other])
            whole = len(words) >= _WHOLE_NAME and _is_named(name, found) and _owned(name, matter.text)
            margin = 0.0 if quoted or whole else _MARGIN
            if found and share >= own + margin:
                best = max(found, key=lambda s: (_share(s, nouns, corpus), s.passage.id))
                return Elsewhere(name, other, best, quoted or _tells(words) and _is_named(name, found))
    return None


def _tells(words: Sequence[Word]) -> bool:
    """Whether words are a measure's name: a name or loan word among them, or three and more."""
    return any(w.named and len(w.surface) > 2 for w in words) or len(words) > 2


def _is_named(name: str, found: Sequence[StoredPassage]) -> bool:
    """Whether documents use words as a name: in quotation marks, as a heading or its end, at the head of a sentence.

    What any prefecture may have (議事録作成支援システム, 温室効果ガス) is no measure of one's own.
    """
    folded = bare(name)
    for stored in found:
        if any(bare(m[1]).strip("!・") == folded for m in _QUOTED.finditer(fold(stored.passage.text))):
            return True
        if re.search(rf"(?:^|。){re.escape(folded)}(?:とは|では|は)", bare(fold(stored.passage.text))):
            return True
        if any(bare(fold(h)).endswith(folded) for h in stored.passage.path):
            return True
    return False


def _owned(name: str, text: str) -> bool:
    """Whether a name is said to be a prefecture's own: 富山県の創業チャレンジスクール."""
    return re.search(rf"[都道府県市町村]の[「『]?{re.escape(name)}", text) is not None


def _names(matter: Matter, corpus: Corpus) -> Iterator[tuple[str, tuple[Word, ...], bool]]:
    """What may be a measure's name: quoted, nouns side by side, rare words; longer ones first."""
    for quoted in matter.quoted:
        words = tuple(w for w in matter.words if w.surface in quoted and w.noun)
        yield quoted, words, True
    for run in sorted(matter.runs, key=lambda r: -len(r.text)):
        yield run.text, run.words, False
        for a, b in zip(run.words, run.words[1:], strict=False):
            if a.end == b.start and max(corpus.rarity(a), corpus.rarity(b)) >= RARE:
                yield a.surface + b.surface, (a, b), False
    for phrase in _phrases(matter.words):
        if any(corpus.rarity(w) >= _TELLING for w in phrase):
            yield "".join(w.surface for w in phrase), phrase, False
    for word in matter.words:
        if word.noun and corpus.rarity(word) >= RARE and (word.named or len(word.surface) > 1):
            yield word.surface, (word,), False


def _phrases(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Content words side by side that are not all nouns: 空飛ぶクルマ."""
    out: list[list[Word]] = []
    for word in words:
        if out and out[-1][-1].end == word.start:
            out[-1].append(word)
        else:
            out.append([word])
    return [tuple(p) for p in out if len(p) > 1 and not all(w.noun for w in p) and p[-1].noun]


def _found(name: str, words: Sequence[Word], corpus: Corpus, publishers: Sequence[str]) -> list[StoredPassage]:
    """The passages of these publishers in which a name stands (a single word: as itself or a synonym)."""
    held = corpus.holding(words, publishers) if words else []
    if len(words) == 1 and bare(words[0].surface) == bare(name):
        return held
    folded = bare(name)
    whole = sum(len(bare(w.surface)) for w in words) >= WHOLE * len(folded)
    pattern = re.compile(r"[^\s、。,]{0,6}".join(re.escape(bare(w.surface)) for w in words)) if whole else None
    return [
        s
        for s in held
        if folded in (text := bare(evidence_text(s))) or (pattern is not None and pattern.search(text) is not None)
    ]


def _share(stored: StoredPassage, words: Sequence[Word], corpus: Corpus) -> float:
    known = vocabulary(evidence_text(stored))
    return sum(corpus.rarity(w) for w in words if known.holds(w))
