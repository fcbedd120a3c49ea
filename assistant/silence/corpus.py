"""What is indexed, seen by whoever decides whether it answers: publishers, words and how rare they are, passages by id.

Built once for an open index from its parts and the passages that the search holds; tokenises nothing. Every look-up is
by posting lists, so that it costs the same for twenty passages as for twenty thousand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from assistant.verify.words import Word
from ingest.models import Source
from ingest.normalise import nfkc, squeeze
from vectorstore.analysis import katakana, reading
from vectorstore.codec import StoredPassage
from vectorstore.lexical import LexicalIndex

_SUFFIX = re.compile(r"(?<=.{2})[都道府県市区町村]$")
_IN_QUOTES = re.compile(r"[「『][^」』]*[」』]")
_OURS = re.compile(r"[本当][県都府道市町村](?=[のがはでにを庁]|独自|全体)|(?:うち|私たち|我が|わが)の?[県都府市町村]")


class Corpus:
    """A read-only view of the open index; safe to share between threads."""

    def __init__(
        self, lexical: Sequence[LexicalIndex], passages: Mapping[str, StoredPassage], home_publisher: str = ""
    ) -> None:
        """`passages` by id: what the lexical indexes know besides counts as absent; `home_publisher` is whom a
        question without one means."""
        self._lexical = list(lexical)
        self._passages = passages
        self.home = home_publisher
        self.sources: Mapping[str, Source] = {s.source.id: s.source for s in passages.values()}
        self.publishers = tuple(sorted({s.publisher for s in self.sources.values() if s.publisher}))
        self._readings = {p: reading(nfkc(p)) for p in self.publishers}
        self._publishers = [
            np.array([passages[i].source.publisher if i in passages else "" for i in index.ids], dtype=object)
            for index in self._lexical
        ]
        self._shown = [np.array([i in passages for i in index.ids], dtype=np.float32) for index in self._lexical]
        self._whole = [bool(shown.all()) for shown in self._shown]
        self.count = int(sum(shown.sum() for shown in self._shown))

    def named(self, question: str) -> tuple[str, ...]:
        """The publishers that a question names, by name, stem or reading; 本県 and the like are the home publisher."""
        folded = squeeze(nfkc(question))
        outside = _IN_QUOTES.sub("", folded)  # 富山県の「まなびのWEB宮城」 names Toyama alone
        if any(_SUFFIX.sub("", nfkc(p)) in outside for p in self.publishers):
            folded = outside
        kana = katakana(folded) if self.kana(question) else ""
        found = [p for p in self.publishers if _SUFFIX.sub("", nfkc(p)) in folded or kana and self._readings[p] in kana]
        if not found and self.home in self.publishers and _OURS.search(folded):
            found = [self.home]
        return tuple(found)

    @staticmethod
    def kana(question: str) -> bool:
        """Whether a question is typed in kana where others write kanji: its words cannot be told apart."""
        letters = [c for c in nfkc(question) if c.isalpha()]
        hiragana = sum("\u3041" <= c <= "\u3096" for c in letters)
        return hiragana >= 0.7 * len(letters) > 0 and not any("\u4e00" <= c <= "\u9fff" for c in letters)

    def dated(self, year: int, document_id: str) -> list[StoredPassage]:
        """The passages of a document that name a year, fiscal or not."""
        return [
            s
            for index in self._lexical
            for n in sorted({int(r) for t in (f"#y{year}", f"#fy{year}") for r in index.holders(t)})
            if (s := self._passages.get(index.ids[n])) is not None and s.source.id == document_id
        ]

    def section(self, stored: StoredPassage) -> list[StoredPassage]:
        """The passages under the very heading of one, itself among them. Looks at every passage."""
        place = stored.source.id, stored.passage.path
        return [s for s in self._passages.values() if (s.source.id, s.passage.path) == place]

    def headings(self, document_id: str) -> list[str]:
        """The headings of a document, each once. Looks at every passage."""
        held = (s.passage.path for s in self._passages.values() if s.source.id == document_id)
        return list(dict.fromkeys(heading for path in held for heading in path))

    def passage(self, passage_id: str) -> StoredPassage:
        """The passage with this id; raises KeyError."""
        return self._passages[passage_id]

    def frequency(self, word: Word) -> int:
        """In how many passages a word stands, as itself or as one of its synonyms."""
        return sum(max((self._held(n, t) for t in _terms(word)), default=0) for n in range(len(self._lexical)))

    def rarity(self, word: Word) -> float:
        """Inverse document frequency, from 0 (everywhere) to 1 (nowhere)."""
        found = self.frequency(word)
        most = math.log(1 + (self.count + 0.5) / 0.5)
        return math.log(1 + (self.count - found + 0.5) / (found + 0.5)) / most

    def holding(self, words: Iterable[Word], publishers: Sequence[str] = ()) -> list[StoredPassage]:
        """The passages that hold every word (as itself or as a synonym), of these publishers, if given."""
        asked = list(words)
        out: list[StoredPassage] = []
        for index, publishers_of in zip(self._lexical, self._publishers, strict=True):
            rows: set[int] | None = None
            for word in asked:
                found = {int(n) for t in _terms(word) for n in index.holders(t)}
                rows = found if rows is None else rows & found
                if not rows:
                    break
            allowed = sorted(rows or ())
            out.extend(
                self._passages[index.ids[n]]
                for n in allowed
                if index.ids[n] in self._passages and (not publishers or publishers_of[n] in publishers)
            )
        return out

    def covered(self, words: Sequence[Word], publisher: str | None = None) -> tuple[float, StoredPassage | None]:
        """The greatest share of the words, weighed by rarity, that one passage (of a publisher) holds, and which."""
        weights = [self.rarity(w) for w in words]
        best: tuple[float, StoredPassage | None] = (0.0, None)
        if not sum(weights):
            return best
        for index, publishers_of, shown in zip(self._lexical, self._publishers, self._shown, strict=True):
            shares = self._shares(index, words, weights) * shown
            if publisher is not None:
                shares = np.where(publishers_of == publisher, shares, 0.0)
            if len(shares) and (top := int(shares.argmax())) >= 0 and float(shares[top]) > best[0]:
                best = float(shares[top]), self._passages.get(index.ids[top])
        return best

    def sounds(self, question: str) -> float:
        """The greatest share of a question's sounds that one passage holds."""
        found = ((index.scores(question)[2], shown) for index, shown in zip(self._lexical, self._shown, strict=True))
        return max((float((s * shown).max()) for s, shown in found if len(s)), default=0.0)

    def _held(self, number: int, term: str) -> int:
        """In how many of its passages the lexical index with this number holds a term."""
        index = self._lexical[number]
        return index.frequency(term) if self._whole[number] else int(self._shown[number][index.holders(term)].sum())

    def _shares(self, index: LexicalIndex, words: Sequence[Word], weights: Sequence[float]) -> Any:
        shares = np.zeros(len(index.ids), dtype=np.float32)
        for word, weight in zip(words, weights, strict=True):
            rows = np.unique(np.concatenate([index.holders(t) for t in _terms(word)]))
            shares[rows] += weight
        return shares / np.float32(sum(weights))


def _terms(word: Word) -> list[str]:
    """The search terms of a word, as `vectorstore.analysis` makes them."""
    form = word.form.replace("-", "") if word.form.isascii() else word.form
    return [form, *(f"@{group}" for group in word.groups)]
