"""Whether documents speak of a group of people in a matter: names of it and words go in, yes or no comes out.

They do where one sentence, read under its headings, or one row names the group and holds enough of the matter: a long
passage that has both somewhere speaks of many things. Called by `assistant.guardrails.persons.aside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.guardrails.persons import words as W  # noqa: N812 (as in the modules beside)
from assistant.silence.corpus import Corpus
from assistant.verify.folding import bare, fold
from assistant.verify.words import Word, content_words, vocabulary
from vectorstore.codec import StoredPassage

_ENDS = re.compile(r"(?<=[。！？])|\n")
_FIGURE = re.compile(r"\d")
_GROUP = re.compile(W.GROUP)
_ROW = "row"
_NEAR = 2  # headings above a sentence that say whom it is about; those further up speak of many
_ROUNDING = 1e-6


class Spoken:
    """Looks into the documents of an open index; safe to share between threads."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def together(self, names: Sequence[str], matter: Sequence[Word], share: float, *, figure: bool = False) -> bool:
        """Whether a sentence names a group by one of `names` and holds this share of a matter, by rarity.

        With `figure` it must hold a figure, too.
        """
        weights = [(w, self._corpus.rarity(w)) for w in matter]
        least = share * sum(weight for _, weight in weights) - _ROUNDING
        return any(
            sum(weight for word, weight in weights if vocabulary(text).holds(word)) >= least
            for name in names
            for text in self._naming(name, names, figure)
        )

    def beside(self, word: Word, matter: Sequence[Word], share: float) -> bool:
        """Whether a passage holds a word and this share of a matter, by rarity."""
        weights = [(w, self._corpus.rarity(w)) for w in matter]
        held: dict[str, float] = {}
        for other, weight in weights:
            for stored in self._corpus.holding([word, other]):
                held[stored.passage.id] = held.get(stored.passage.id, 0.0) + weight
        return any(weight >= share * sum(w for _, w in weights) for weight in held.values())

    def _naming(self, name: str, names: Sequence[str], figure: bool) -> Iterable[str]:
        """The sentences on a group, each under its headings, folded; a heading on another group is left out."""
        asked, named = content_words(fold(name)), bare(name)
        for stored in self._corpus.holding(asked) if asked else ():
            path = [h for h in stored.passage.path if not _of_others(h, names)]
            near = bare("".join(h for h in path if h in stored.passage.path[-_NEAR:]))
            for sentence in _sentences(stored):
                if (named in near or named in bare(sentence)) and not (figure and not _FIGURE.search(sentence)):
                    yield fold("。".join((*path, sentence)))


def _of_others(heading: str, names: Sequence[str]) -> bool:
    """Whether a heading is on another group of people."""
    return bool(_GROUP.search(heading)) and not any(bare(name) in bare(heading) for name in names)


@lru_cache(maxsize=4096)
def _sentences(stored: StoredPassage) -> tuple[str, ...]:
    """What a passage says, sentence by sentence; a row is one."""
    passage = stored.passage
    if passage.kind == _ROW:
        return (passage.text,)
    return tuple(p for p in _ENDS.split(passage.text) if p.strip())
