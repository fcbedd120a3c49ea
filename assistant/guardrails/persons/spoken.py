"""Whether documents speak of a group of people in a matter: names of it and words go in, yes or no comes out.

They do where one sentence, read under its headings, or one row names the group and holds enough of the matter: a long
passage that has both somewhere speaks of many things. Called by `assistant.guardrails.persons.aside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.guardrails.persons import words as W  # noqa: N812 (as in the modules beside)
from assistant.guardrails.persons.groups import mention
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
_LIKELY = 0.6  # of what a sentence must hold: what postings must show of its passage, which know fewer synonyms


class Spoken:
    """Looks into the documents of an open index; safe to share between threads."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def together(self, names: Sequence[str], matter: Sequence[Word], share: float, *, figure: bool = False) -> bool:
        """Whether a sentence names a group by one of `names` and holds this share of a matter, by rarity.

        The share is of what one passage holds at best. With `figure` the sentence must hold a figure, too.
        """
        weights = [(w, self._corpus.rarity(w)) for w in matter]
        least = share * self._corpus.covered(matter)[0] * sum(weight for _, weight in weights) - _ROUNDING
        return least > 0 and any(
            sum(weight for word, weight in weights if vocabulary(text).holds(word)) >= least
            for name in names
            for stored, weight in self._holding(content_words(fold(name)), weights)
            if weight >= _LIKELY * least
            for text in _naming(stored, name, names, figure)
        )

    def _holding(
        self, words: Sequence[Word], weights: Sequence[tuple[Word, float]]
    ) -> Iterable[tuple[StoredPassage, float]]:
        """The passages that hold all of `words` and some of a matter, with the weight of what they hold of it."""
        held: dict[str, float] = {}
        for other, weight in weights if words else ():
            for stored in self._corpus.holding([*words, other]):
                held[stored.passage.id] = held.get(stored.passage.id, 0.0) + weight
        return ((self._corpus.passage(i), weight) for i, weight in held.items())


def _naming(stored: StoredPassage, name: str, names: Sequence[str], figure: bool) -> Iterable[str]:
    """A passage's sentences on a group, under their headings, folded; headings on another group are left out."""
    named = mention(name)
    path = [h for h in stored.passage.path if not _of_others(h, names)]
    near = named.search(bare("".join(h for h in path if h in stored.passage.path[-_NEAR:])))
    for sentence in _sentences(stored):
        if (near or named.search(bare(sentence))) and not (figure and not _FIGURE.search(sentence)):
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
