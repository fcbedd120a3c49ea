"""One chain at a time, and always that of the published version."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.errors import IndexMissingError
from assistant.given import NOTHING, Given
from assistant.web.live import LiveChain
from ingest.models import Source
from tests.assistant.web.samples import Answers, answer


class Shelf:
    """An index whose version changes."""

    def __init__(self) -> None:
        self.version = "1"
        self.opened: list[Answers] = []

    def open(self) -> Answers:
        if not self.version:
            raise IndexMissingError("nothing")
        self.opened.append(Answers(answer(index_version=self.version)))
        return self.opened[-1]

    def live(self) -> LiveChain:
        return LiveChain(self.open, lambda: self.version)


def test_one_chain_answers_as_long_as_the_version_stays() -> None:
    shelf = Shelf()
    live = shelf.live()
    assert [live.ask("a").index_version for _ in range(3)] == ["1"] * 3
    assert len(shelf.opened) == 1
    live.close()
    live.close()
    assert [chain.closed for chain in shelf.opened] == [1]


def test_another_version_answers_the_next_question() -> None:
    shelf = Shelf()
    live = shelf.live()
    shelf.version = "2"
    assert live.ask("a").index_version == "2"
    assert [chain.closed for chain in shelf.opened] == [1, 0]


def test_an_index_that_went_is_told_and_its_return_is_noticed() -> None:
    shelf = Shelf()
    live = shelf.live()
    shelf.version = ""
    with pytest.raises(IndexMissingError):
        live.ask("a")
    assert shelf.opened[0].closed == 1
    shelf.version = "3"
    assert live.ask("a").index_version == "3"


def test_without_an_index_there_is_no_live_chain() -> None:
    shelf = Shelf()
    shelf.version = ""
    with pytest.raises(IndexMissingError):
        shelf.live()


class Slow(Answers):
    """Answers when it is allowed to."""

    def __init__(self) -> None:
        super().__init__(answer())
        self.begun, self.allowed = threading.Event(), threading.Event()
        self.closed_while_asked = False

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        self.begun.set()
        assert self.allowed.wait(10)
        self.closed_while_asked = bool(self.closed)
        return super().ask(question)


def test_a_chain_is_closed_once_its_last_question_is_answered() -> None:
    slow, after = Slow(), Answers(answer(index_version="2"))
    chains, version = [slow, after], ["1"]
    live = LiveChain(lambda: chains.pop(0), lambda: version[0])
    asking = threading.Thread(target=live.ask, args=("a",))
    asking.start()
    assert slow.begun.wait(10)
    version[0] = "2"
    assert live.ask("b").index_version == "2"
    assert not slow.closed
    slow.allowed.set()
    asking.join(10)
    assert slow.closed == 1 and not slow.closed_while_asked


def test_a_stream_keeps_its_chain_open_until_it_is_closed() -> None:
    shelf = Shelf()
    live = shelf.live()
    events = live.stream("a")
    next(events)
    shelf.version = "2"
    assert live.ask("b").index_version == "2" and not shelf.opened[0].closed
    events.close()  # type: ignore[attr-defined]
    assert shelf.opened[0].closed == 1


def test_documents_are_listed_once_a_version() -> None:
    shelf, listed = Shelf(), list[str]()

    def listing() -> list[Source]:
        listed.append(shelf.version)
        return [Source(shelf.version, Path("x"), "題")]

    live = LiveChain(shelf.open, lambda: shelf.version, listing)
    assert [live.sources()[0].id for _ in range(3)] == ["1"] * 3
    shelf.version = "2"
    assert live.sources()[0].id == "2" and listed == ["1", "2"]


def test_where_nothing_may_be_indexed_yet_questions_say_so() -> None:
    shelf = Shelf()
    shelf.version = ""
    live = LiveChain(shelf.open, lambda: shelf.version, may_lack=True)
    with pytest.raises(IndexMissingError):
        live.ask("a")
    shelf.version = "1"
    live.check()
    assert live.ask("a").index_version == "1"
