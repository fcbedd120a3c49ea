"""A follow-up told as a question that stands alone, by a chat model: questions go in, one question or None comes out.

Made by `assistant.chain` where a chat model writes; `assistant.followup.condense` does it by rules where none does, and
where this one gives None: nothing in time, or more than what was asked before. The model sees masked questions alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable

from assistant.compose import grammar
from assistant.compose.grammar import Token
from assistant.followup import words
from assistant.followup.reading import Reading, points, read
from assistant.guardrails.hygiene import MAX_QUESTION
from assistant.models.breaker import Breaker
from assistant.models.call import Caller
from assistant.models.errors import ModelError
from ingest.normalise import nfkc, squeeze
from prompts import generation

SHARE, LONGEST = 0.25, 5.0  # of the time of an answer, and seconds, that a model may take for this
MOST = 3  # questions before that it is shown
_RUN = 12  # characters of the instructions in one piece
_FENCES = str.maketrans("<>{}", "＜＞｛｝")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_LINK = re.compile(r"https?:|www\.|\]\(|<\s*[a-z/!]", re.IGNORECASE)
_AHEAD = re.compile(r"^(?:書き直した)?(?:質問|回答|答え)[:：]\s*")
_QUOTED = re.compile(r"^「([^「」]*)」$")


class ByModel:
    """Condenses by one model; safe to share between threads."""

    def __init__(self, model: Runnable[Any, Any], seconds: float, breaker: Breaker) -> None:
        """`seconds` for a whole answer, of which this takes a part; `breaker` is that of the model's other calls."""
        self._caller, self._seconds = Caller(model, 0, breaker), min(SHARE * seconds, LONGEST)

    def condensed(self, question: str, before: Sequence[str]) -> str | None:
        """`question` as one that stands alone, itself where it does; None where the model cannot be used for it."""
        try:
            reply = "".join(self._caller.stream(_messages(question, before[-MOST:]), self._seconds))
        except ModelError:
            return None  # counted by the breaker; the rules take over
        told = _cleaned(reply)
        if squeeze(nfkc(told)) == squeeze(nfkc(question)):
            return question
        return told if faithful(told, question, before) else None


def faithful(told: str, question: str, before: Sequence[str]) -> bool:
    """Whether `told` keeps all that is asked now and adds nothing that was not asked before."""
    if not told or len(told) > MAX_QUESTION or "\n" in told or _LINK.search(nfkc(told)):
        return False
    rules = squeeze(nfkc(generation.CONDENSE))
    said = squeeze(nfkc(told))
    if any(said[i : i + _RUN] in rules for i in range(len(said) - _RUN + 1)):
        return False
    new, asked, former = read(nfkc(told)), read(nfkc(question)), [read(nfkc(b)) for b in before]
    known = _words(asked).union(*map(_words, former))
    if _words(new) - known - words.RELATIONAL or _negated(new) != _negated(asked) or not new.content():
        return False
    if any(map(_questions, asked.tokens)) and not any(map(_questions, new.tokens)):
        return False
    return _kept(asked) <= _words(new) | {new.text[y.start : y.end] for y in new.years}


def _cleaned(reply: str) -> str:
    """The one line of a reply, without what models put around it."""
    lines = [line.strip() for line in reply.strip().strip("`").splitlines() if line.strip()]
    told = _AHEAD.sub("", lines[0]) if len(lines) == 1 else ""
    return m[1] if (m := _QUOTED.match(told)) else told


def _words(reading: Reading) -> set[str]:
    """What names, counts or does something in a question: short forms of its nouns and verbs, its figures."""
    out = set(_FIGURE.findall(reading.text))
    for token in reading.tokens:
        for m in token.morpheme.short or (token.morpheme,):
            if m.pos[0] in ("名詞", "形状詞", "動詞", "形容詞") and m.pos[1] not in ("数詞", "非自立可能"):
                out.add(m.form)
    return out


def _kept(asked: Reading) -> set[str]:
    """What of the question must be there still: all that it names, without the words that only point back."""
    out = set(_FIGURE.findall(asked.text))
    for n, token in enumerate(asked.tokens):
        behind = asked.tokens[n + 1] if n + 1 < len(asked.tokens) else None
        if (asked.names(token) or token.morpheme.pos[0] == "動詞") and not points(token, behind):
            out |= {m.form for m in token.morpheme.short or (token.morpheme,)} & _words(asked)
    return out


def _questions(token: Token) -> bool:
    return grammar.QUESTION.match(token.surface) is not None


def _negated(reading: Reading) -> bool:
    return any(t.morpheme.form in ("無い", "ない", "ず", "ぬ") for t in reading.tokens)


def _messages(question: str, before: Sequence[str]) -> list[BaseMessage]:
    shown = "\n".join(generation.CONDENSE_BEFORE.format(question=b.translate(_FENCES)) for b in before)
    asked = generation.CONDENSE_ASKED.format(before=shown, question=question.translate(_FENCES))
    return [SystemMessage(generation.CONDENSE), HumanMessage(asked)]
