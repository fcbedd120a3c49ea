"""A question as it is searched and answered: without what kind of person asks, unless that is what is asked about.

A guarded question goes in, the question to search for comes out. Called by `assistant.chain` beside the guards, before
anything is searched: whether the documents speak of a group with respect to the matter is asked of their words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.asked import Ask, read
from assistant.guardrails.persons import described, groups
from assistant.guardrails.persons import words as W  # noqa: N812 (as in the modules beside)
from assistant.guardrails.persons.groups import Group
from assistant.silence import matter as matters
from assistant.silence.corpus import Corpus
from assistant.verify.folding import fold
from assistant.verify.words import Word, content_words

_TOGETHER = 0.4  # of the matter's nouns, by rarity: what a passage about a group must hold to be about both
_COUNTED = 0.7  # the same, to hold a figure of the group
_KNOWN = 0.5  # of the matter's nouns, by rarity: what one passage must hold for a question to stand without the asker
_ABROAD = "外国人"
# What is asked about the group itself: how many, what it is, why, how it differs.
_OF_THEM = (Ask.FIGURE, Ask.DEFINITION, Ask.WHY, Ask.COMPARE)
# What anybody may ask for: alone it is no matter that could be searched without the group.
_GENERAL = frozenset(W.GENERAL.split())


@dataclass(frozen=True)
class Aside:
    """What to search for; `unknown` is a group of which a figure is asked that the documents do not speak of so."""

    question: str
    unknown: str = ""


class Persons:
    """Sets persons' attributes aside; safe to share between threads."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def aside(self, question: str) -> Aside:
        """`question` without descriptions of persons; itself where nothing would be left to ask."""
        text = described.relatives(self._told_apart(question))
        asked = read(text)
        unknown = ""
        for group in reversed(groups.named(text)):
            if _is_told(group, text) or not asked.wants(*_OF_THEM):
                text = self._without(text, group)
            elif asked.wants(Ask.FIGURE) and self._rest(text, group, _COUNTED):
                unknown = group.word
        return Aside(text if text.strip() else question, unknown)

    def _told_apart(self, question: str) -> str:
        """The question without what it tells of persons, as far as the documents know what is left."""
        for sentence in described.telling(question):
            rest = question.replace(sentence, "", 1)
            if self._stands_alone(rest, question) and not self._connected(sentence, rest):
                question = rest
        bare, plainer = described.clauses(question), described.attributes(question)
        if self._stands_alone(bare, question):
            return bare
        return plainer if self._matter(plainer, every=True) else question

    def _stands_alone(self, rest: str, whole: str) -> bool:
        """Whether one passage knows what is left of a question, and no publisher but the home one was taken out."""
        matter = self._matter(rest)
        lost = set(self._corpus.named(whole)) - set(self._corpus.named(rest)) - {self._corpus.home}
        return bool(matter) and not lost and self._corpus.covered(matter)[0] >= _KNOWN

    def _connected(self, sentence: str, rest: str) -> bool:
        """Whether a passage speaks of what a sentence tells together with what the rest asks."""
        matter, told = self._matter(rest), self._matter(sentence)
        return any(self._treated(word.surface, matter, _COUNTED) for word in told)

    def _rest(self, text: str, group: Group, share: float = _TOGETHER) -> str:
        """The question without a group that the documents do not speak of in this matter; nothing where they do."""
        rest = groups.without(text, group)
        matter = self._matter(rest)
        if not matter or any(self._treated(word, matter, share) for word in groups.called(group.word)):
            return ""
        if group.acts and any(self._known(word) for word in groups.called(group.word)):
            return ""
        return rest

    def _without(self, text: str, group: Group) -> str:
        rest = self._rest(text, group)
        if rest and groups.is_abroad(group.word) and self._treated(_ABROAD, self._matter(rest)):
            return text[: group.start] + _ABROAD + text[group.start + len(group.word) :]
        return rest or text

    def _known(self, group: str) -> bool:
        """Whether the documents speak of a group at all."""
        asked = content_words(fold(group))
        return bool(asked) and bool(self._corpus.holding(asked))

    def _treated(self, group: str, matter: Sequence[Word], share: float = _TOGETHER) -> bool:
        """Whether a passage speaks of a group and holds this share of a matter."""
        asked = content_words(fold(group))
        weights = [(w, self._corpus.rarity(w)) for w in matter]
        least = share * sum(weight for _, weight in weights)
        held: dict[str, float] = {}
        for word, weight in weights:
            for stored in self._corpus.holding([*asked, word]) if asked else ():
                held[stored.passage.id] = held.get(stored.passage.id, 0.0) + weight
        return any(weight >= least for weight in held.values())

    def _matter(self, question: str, *, every: bool = False) -> list[Word]:
        """The nouns of a question that say what it is about; `every` looks at the sentences that ask nothing, too."""
        found = matters.read(described.kindless(question), self._corpus.publishers, every=every)
        return [w for w in found.words if w.noun and w.form not in _GENERAL]


def _is_told(group: Group, text: str) -> bool:
    """Whether a group stands in a sentence that tells of somebody and asks nothing."""
    places = ((text.find(s), len(s)) for s in described.telling(text))
    return any(begin <= group.start < begin + length for begin, length in places)
