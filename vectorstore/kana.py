"""A question typed in kana, in the documents' own words: いじゅう becomes 移住 where they tell of 移住.

Words and how they are read go in when the lexical index is built; a question in kana goes in, the same with the words
that the documents have for it comes out. Called by the hybrid search before a question is embedded. The cheapest cut
of the question into known words is taken (unigram model, Viterbi); what no word fits stays as it was typed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from ingest.normalise import nfkc
from vectorstore.analysis import katakana

Words = dict[str, tuple[str, int]]  # reading in katakana -> the word most often read so, and how often it stands
_UNKNOWN = 14.0  # cost of a character that no word holds; a word costs the logarithm of its rarity
_LONGEST = 24  # kana of a word
_HIRAGANA = re.compile(r"[ぁ-ん]+")
# Years are terms of their own in the index, so their words may be missing from it.
_ALWAYS = {"レイワ": "令和", "ヘイセイ": "平成", "ネンド": "年度", "ナンネン": "何年", "ナンネンド": "何年度"}


def is_kana(question: str) -> bool:
    """Whether a question is typed in hiragana where others write kanji."""
    letters = [c for c in nfkc(question) if c.isalpha()]
    kanji = sum("\u4e00" <= c <= "\u9fff" for c in letters)
    return sum("\u3041" <= c <= "\u3096" for c in letters) >= 0.7 * len(letters) > 0 and kanji <= 0.05 * len(letters)


def words(counted: Mapping[tuple[str, str], int]) -> Words:
    """For each reading the word that is read so most often; a single kana is itself alone (か is no 化)."""
    out: Words = {}
    for (read, word), count in sorted(counted.items()):
        fits = 1 < len(read) <= _LONGEST or _HIRAGANA.fullmatch(word) is not None
        if fits and read and count > out.get(read, ("", 0))[1]:
            out[read] = word, count
    return out


def joined(parts: Iterable[Words]) -> Words:
    """The words of several indexes as those of one."""
    counted: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for read, (word, count) in part.items():
            counted[read, word] += count
    return words(counted)


class Kana:
    """Converts questions by the words of the open indexes; safe to share between threads."""

    def __init__(self, known: Words) -> None:
        self._known = known

    @cached_property
    def _costs(self) -> dict[str, tuple[str, float]]:
        """The words by reading with what each costs."""
        total = sum(count for _, count in self._known.values()) + 1
        costs = {read: (word, math.log(total / count)) for read, (word, count) in self._known.items()}
        dearest = math.log(total)
        return {**{read: (word, dearest) for read, word in _ALWAYS.items()}, **costs}

    def converted(self, question: str) -> str:
        """A question in kana with the documents' words in it; any other question as it is."""
        if not self._known or not is_kana(question):
            return question
        runs = nfkc(question).split()
        written = [self._cut(run) for run in runs]
        return question if written == runs else " ".join(written)

    def _cut(self, run: str) -> str:
        """The cheapest cut of a run without blanks, each word as the documents write it."""
        read, size, known = katakana(run), len(run), self._costs
        best = [0.0, *[math.inf] * size]
        came: list[tuple[int, str]] = [(0, "")] * (size + 1)
        for i in range(size):
            if best[i] + _UNKNOWN < best[i + 1]:
                best[i + 1], came[i + 1] = best[i] + _UNKNOWN, (i, run[i])
            for end in range(i + 1, min(size, i + _LONGEST) + 1):
                word, cost = known.get(read[i:end], ("", math.inf))
                if best[i] + cost < best[end]:
                    best[end], came[end] = best[i] + cost, (i, word)
        out, at = [], size
        while at:
            at, word = came[at]
            out.append(word)
        return "".join(out[::-1])
