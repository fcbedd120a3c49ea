"""A question as it is searched and answered: without what kind of person asks, unless that is what is asked about.

A guarded question goes in, the question to search for comes out. Called by `assistant.chain` beside the guards, before
anything is searched: whether the documents speak of a group with respect to the matter is asked of their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.compose.asked import Ask, read
from assistant.guardrails.persons import described, groups
from assistant.guardrails.persons import words as W  # noqa: N812 (as in the modules beside)
from assistant.guardrails.persons.groups import Group
from assistant.guardrails.persons.spoken import Spoken
from assistant.silence import matter as matters
from assistant.silence.corpus import Corpus
from assistant.verify.words import Word

_TOGETHER = 0.65  # of the matter's nouns, by rarity: what a sentence on a group must hold to be about both
_KNOWN = 0.5  # of the matter's nouns, by rarity: what one passage must hold for a question to stand without the asker
_TOLD = 8  # sentences that tell of somebody, and groups, that are looked at in one question
# A figure itself is asked, not what is done about one (割合を上げる取組).
_COUNTS = re.compile(
    r"何(?!が|を|に|で|か(?!所|月))[^、。]|いくつ|いくら|どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい|程度)|"
    r"[数率額量値合比](?:は|って|が|の推移|[?]|$)|[数率額量値合比]を(?:教|知|示|お?願)"
)
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
        self._spoken = Spoken(corpus)

    def aside(self, question: str) -> Aside:
        """`question` without descriptions of persons; itself where nothing would be left to ask."""
        text = described.relatives(self._told_apart(question))
        asked, found, unknown = read(text), [g for g in groups.named(text) if not _is_told(g, text)], ""
        if not found:
            return Aside(text if text.strip() else question)
        rest = groups.without(text, found)
        matter, share = self._matter(rest), _TOGETHER
        if not matter:  # 窓口, 相談: what anybody may ask for is all that is asked
            matter, share = self._matter(rest, general=True), 1.0
        for group in reversed(found[:_TOLD] if matter else []):
            counted = asked.wants(Ask.FIGURE) and bool(_COUNTS.search(asked.text)) and not group.gains
            if counted or asked.wants(Ask.WHY) and group.acts:  # nobody else's answer is theirs
                unknown = unknown if self._speak_of(group, matter, share, figure=counted) else group.word
            elif not self._speak_of(group, matter, share):
                text = groups.without(text, [group])
            elif groups.is_abroad(group.word) and not self._spoken.together([group.word], matter, share):
                text = text[: group.start] + groups.ABROAD + text[group.start + len(group.word) :]
        return Aside(text if text.strip() else question, unknown)

    def _speak_of(self, group: Group, matter: list[Word], share: float, *, figure: bool = False) -> bool:
        """Whether the documents speak of a group in a matter, by any of its names; of a `figure` of it."""
        return self._spoken.together(groups.called(group.word), matter, share, figure=figure)

    def _told_apart(self, question: str) -> str:
        """The question without what it tells of persons, as far as the documents know what is left."""
        for sentence in described.telling(question)[:_TOLD]:
            rest = question.replace(sentence, "", 1)
            apart = described.relayed(sentence) or not self._connected(sentence, rest)
            if apart and self._stands_alone(rest, question):
                question = rest
        bare, plainer = described.clauses(question), described.attributes(question)
        if bare != question and self._stands_alone(bare, question):
            return bare
        return plainer if plainer != question and self._matter(plainer, every=True) else question

    def _stands_alone(self, rest: str, whole: str) -> bool:
        """Whether one passage knows what is left of a question, and no publisher but the home one was taken out."""
        matter = self._matter(rest)
        lost = set(self._corpus.named(whole)) - set(self._corpus.named(rest)) - {self._corpus.home}
        return bool(matter) and not lost and self._corpus.covered(matter)[0] >= _KNOWN

    def _connected(self, sentence: str, rest: str) -> bool:
        """Whether the documents speak of what a sentence tells in the matter that the rest asks about."""
        matter, told = self._matter(rest), self._matter(described.personless(sentence))
        return any(self._spoken.together((word.surface,), matter, _TOGETHER) for word in told if len(word.surface) > 1)

    def _matter(self, question: str, *, every: bool = False, general: bool = False) -> list[Word]:
        """The nouns of a question that say what it is about; `every` looks at the sentences that ask nothing, too.

        `general` gives all words in their place, those that say what anybody may ask for.
        """
        found = matters.read(described.kindless(question), self._corpus.publishers, every=every)
        once = {w.form: w for w in found.words if general or w.noun and w.form not in _GENERAL}
        return list(once.values())


def _is_told(group: Group, text: str) -> bool:
    """Whether a group stands in a sentence that tells of somebody and asks nothing."""
    places = ((text.find(s), len(s)) for s in described.telling(text))
    return any(begin <= group.start < begin + length for begin, length in places)
