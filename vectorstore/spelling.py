"""Mends kanji that an input method chose wrongly: a question goes in, the same with 避難 for 非難 comes out.

A character is changed only where the documents themselves show the right one: the word as typed stands nowhere, with
one character changed it stands there amid the same neighbours and sounds alike. What is a word of its own beside
other neighbours (科学館 where the documents tell of 化学) stays. Called by `assistant.chain` before the search.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from ingest.normalise import nfkc, squeeze
from vectorstore.analysis import morphemes, reading

_RUN = re.compile(r"[\u3400-\u9fff々]{3,}|[\u3400-\u9fff々ァ-ヶー]{4,}")
_KANJI = re.compile(r"[\u3400-\u9fff]")
_LONG = 5  # characters of a run that tell the right one where its reading does not
_MOST = 3  # characters changed in one question


class Spelling:
    """The texts of the documents, searched by string; made when the first doubtful word is met."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _all(self) -> str:
        return "\n".join(squeeze(nfkc(text)) for text in self._texts)

    @cached_property
    def _beside(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """The kanji that follow, and that precede, each character."""
        after: dict[str, set[str]] = defaultdict(set)
        before: dict[str, set[str]] = defaultdict(set)
        for one, other in set(zip(self._all, self._all[1:], strict=False)):
            if _KANJI.match(other):
                after[one].add(other)
            if _KANJI.match(one):
                before[other].add(one)
        return dict(after), dict(before)

    def mended(self, question: str) -> str:
        """`question` with wrongly chosen kanji changed; unchanged where there is nothing to change."""
        out, changes = question, 0
        for run in _RUN.finditer(question):
            word = nfkc(run[0])
            if len(word) != len(run[0]) or word in self._all:
                continue
            for place in range(len(word)):
                if changes == _MOST:
                    return out
                right = self._right(word, place)
                if right:
                    word = word[:place] + right + word[place + 1 :]
                    changes += 1
            out = out[: run.start()] + word + out[run.end() :]
        return out

    def _right(self, word: str, place: int) -> str:
        """The character that the documents have at `place` of `word`, or nothing."""
        if not _KANJI.match(word[place]) or _unit(word, place) > 1 and not 2 <= place < len(word) - 2:
            return ""
        found = self._between(word[place - 1] if place else "", word[place + 1 : place + 2])
        if word[place] in found or word[max(0, place - 2) : place + 3] in self._all:
            return ""  # it stands beside its neighbours: the run is new, not the word
        alike = [c for c in sorted(found) if self._sounds_alike(word, place, c)]
        if len(alike) == 1:
            return alike[0]
        return self._by_neighbours(word, place, found) if not alike else ""

    def _between(self, before: str, after: str) -> set[str]:
        """The kanji that stand behind the one and before the other character in the documents."""
        following, preceding = self._beside
        left, right = following.get(before, set()), preceding.get(after, set())
        return left & right if before and after else left or right

    def _sounds_alike(self, word: str, place: int, char: str) -> bool:
        """Whether `char` makes a word that sounds as it was typed, amid neighbours that the documents have."""
        a, b = max(0, place - 2), place + 3
        mended = word[:place] + char + word[place + 1 :]
        if mended[a:b] not in self._all or reading(mended[a:b]) != reading(word[a:b]):
            return False  # the search is the cheaper of the two
        # What is a word as typed (個別非難計画) needs both its neighbours to be told wrong.
        return _unit(mended, place) > 1 and (_unit(word, place) == 1 or place >= 2 and place + 2 < len(word))

    def _by_neighbours(self, word: str, place: int, found: set[str]) -> str:
        """The only character that makes the whole run one that the documents have, where it is no word as typed
        (自主防災組識)."""
        if len(word) < _LONG or _unit(word, place) > 1:
            return ""
        fits = [c for c in sorted(found) if word[:place] + c + word[place + 1 :] in self._all]
        return fits[0] if len(fits) == 1 and _unit(word[:place] + fits[0] + word[place + 1 :], place) > 1 else ""


def _unit(word: str, place: int) -> int:
    """The length of the dictionary's short unit at `place`."""
    at = 0
    for morpheme in morphemes(word):
        for unit in morpheme.short or (morpheme,):
            at += len(unit.surface)
            if at > place:
                return len(unit.surface)
    return 1
