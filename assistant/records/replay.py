"""Asks recorded questions again on today's index: entries go in, what differs comes out; called by `audit replay`.

A replay is not recorded itself. Versions that differ are told, and are no difference as long as the answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from assistant.answer import Answer
from assistant.given import NOTHING, Given
from assistant.records import content
from assistant.records.entry import Entry, loaded
from assistant.records.trace import Recording, Trace

_FACTS = {
    "status": "結果",
    "status_reason": "理由",
    "citations": "出典",
    "used": "使った箇所",
    "considered": "検討した箇所",
    "nearest": "近い箇所",
    "dropped": "取り除いた文の理由",
    "verdicts": "原則の判定",
}
_TEXTS = {"answer": "回答", "sentences": "文", "quotes": "引用", "notices": "注記", "choices": "選択肢"}
_VERSIONS = {"index_version": "索引の版", "prompt_version": "文言の版", "generator": "作り方"}
Audience = Literal["staff", "resident"]


class Asker(Protocol):
    """What answers: `assistant.chain.Chain`."""

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer to one question."""
        ...

    def close(self) -> None:
        """Closes what it reads."""
        ...


@dataclass(frozen=True)
class Difference:
    """A part of the answer that is another today. `name` is what it is called in Japanese."""

    name: str
    then: Any
    now: Any


@dataclass(frozen=True)
class Replayed:
    """What became of one entry: differences of the answer, and of the versions behind it."""

    entry: Entry
    differences: tuple[Difference, ...]
    versions: tuple[Difference, ...]


class Replayer:
    """Asks by audience; a chain for each is opened when it is first needed. Close it after use."""

    def __init__(self, open_chain: Callable[[Audience, Recording], Asker]) -> None:
        """`open_chain` makes the chain of an audience with this recorder."""
        self._open_chain = open_chain
        self._noted = _Noted()
        self._chains: dict[Audience, Asker] = {}

    def replay(self, entry: Entry) -> Replayed | None:
        """What differs from the entry of a question; None where its text has expired. Raises what the chain raises."""
        if entry.text is None:
            return None
        facts, text = loaded(entry.facts), loaded(entry.text)
        audience: Audience = "resident" if entry.audience == "resident" else "staff"
        if audience not in self._chains:
            self._chains[audience] = self._open_chain(audience, self._noted)
        given = replace(Given.documents(facts.get("documents", ())), history=tuple(filter(None, [text.get("before")])))
        answer = self._chains[audience].ask(text["question"], given)
        facts_now = content.facts_of(answer, self._noted.trace)
        texts_now = content.texts_of(answer, self._noted.trace)
        different = (*_compare(_FACTS, facts, facts_now), *_compare(_TEXTS, text, texts_now))
        return Replayed(entry, different, _compare(_VERSIONS, facts, facts_now))

    def close(self) -> None:
        """Closes the chains."""
        for chain in self._chains.values():
            chain.close()


class _Noted:
    """A recorder that keeps the last trace and writes nothing."""

    def __init__(self) -> None:
        self.trace = Trace()

    def ready(self) -> None:
        """Always."""

    def record(self, answer: Answer, trace: Trace) -> Answer:
        """The answer as it is."""
        self.trace = trace
        return answer


def _compare(names: dict[str, str], then: dict[str, Any], now: dict[str, Any]) -> tuple[Difference, ...]:
    return tuple(
        Difference(name, then.get(key), now.get(key)) for key, name in names.items() if then.get(key) != now.get(key)
    )
