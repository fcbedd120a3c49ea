"""Whether documents speak of a group of people in a matter: names of it and words go in, yes or no comes out.

They do where one sentence, read under its headings, or one row names the group and holds enough of the matter: a long
passage that has both somewhere speaks of many things. Called by `assistant.guardrails.persons.aside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.silence.corpus import Corpus
from assistant.verify.folding import bare, fold
from assistant.verify.words import Word, content_words, vocabulary
from vectorstore.codec import StoredPassage

_ENDS = re.compile(r"(?<=[。！？])|\n")
_ROW = "row"


class Spoken:
    """Looks into the documents of an open index; safe to share between threads."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def together(self, names: Iterable[str], matter: Sequence[Word], share: float) -> bool:
        """Whether a sentence names a group by one of `names` and holds this share of a matter, by rarity."""
        weights = [(w, self._corpus.rarity(w)) for w in matter]
        least = share * sum(weight for _, weight in weights)
        return any(
            sum(weight for word, weight in weights if vocabulary(sentence).holds(word)) >= least
            for name in names
            for sentence in self._naming(name)
        )

    def beside(self, word: Word, matter: Sequence[Word], share: float) -> bool:
        """Whether a passage holds a word and this share of a matter, by rarity."""
        weights = [(w, self._corpus.rarity(w)) for w in matter]
        held: dict[str, float] = {}
        for other, weight in weights:
            for stored in self._corpus.holding([word, other]):
                held[stored.passage.id] = held.get(stored.passage.id, 0.0) + weight
        return any(weight >= share * sum(w for _, w in weights) for weight in held.values())

    def _naming(self, name: str) -> Iterable[str]:
        """The sentences that name a group, folded."""
        asked, named = content_words(fold(name)), bare(name)
        for stored in self._corpus.holding(asked) if asked else ():
            yield from (s for s in _sentences(stored) if named in bare(s))


@lru_cache(maxsize=4096)
def _sentences(stored: StoredPassage) -> tuple[str, ...]:
    """What a passage says, sentence by sentence, each under its headings; a row is one."""
    passage = stored.passage
    headings = " ".join(passage.path)
    parts = [passage.text] if passage.kind == _ROW else [p for p in _ENDS.split(passage.text) if p and p.strip()]
    return tuple(fold(f"{headings}。{part}") for part in parts)
