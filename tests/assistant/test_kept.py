"""Repeated questions: the same answer, a record of its own, and nothing private in what is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import indexing
from assistant.answer import Answer
from assistant.chain import Chain
from assistant.given import NOTHING, Given
from assistant.kept import KeptAnswers
from assistant.records import store
from assistant.records.entry import EntryKind
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.turn import Said
from tests.assistant import policy
from tests.assistant.corpus import FakeEmbedder

QUESTION = "計画の期間はいつからいつまでですか？"


class Searches(FakeEmbedder):
    """Counts the questions that are searched for."""

    asked = 0

    def embed_queries(self, texts):  # type: ignore[no-untyped-def]
        self.asked += len(texts)
        return super().embed_queries(texts)


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch) -> Searches:
    made = Searches()
    monkeypatch.setattr("assistant.indexing.embedder_for", lambda settings: made)
    return made


@pytest.fixture
def recorder(tmp_path: Path, embedder: Searches) -> Iterator[Recorder]:
    settings = Settings(data_dir=tmp_path / "data")
    indexing.ingest([policy.write(tmp_path)], settings, embedder=embedder)
    with contextlib.closing(Recorder(settings, "public")) as made:
        yield made


@pytest.fixture
def chain(tmp_path: Path, recorder: Recorder) -> Iterator[Chain]:
    with contextlib.closing(Chain(Settings(data_dir=tmp_path / "data"), "staff", recorder, keep=2)) as made:
        yield made


def same(one: Answer, other: Answer) -> bool:
    anew = {"audit_id": "", "timings_ms": {}}
    return one.model_copy(update=anew) == other.model_copy(update=anew)


def test_a_repeat_is_the_same_searched_once_and_recorded_again(
    chain: Chain, recorder: Recorder, embedder: Searches
) -> None:
    embedder.asked = 0
    first = chain.ask(QUESTION, Given(session="a"))
    *said, second = chain.stream(QUESTION, Given(session="b"))
    assert isinstance(second, Answer) and same(first, second) and first.audit_id != second.audit_id
    assert [s.sentence for s in said if isinstance(s, Said)] == list(first.sentences) and first.sentences
    assert embedder.asked == 1 and chain.kept.hits == 1
    log = recorder._opened()
    with log.database.reading() as connection:
        entries = store.latest(connection, EntryKind.QUESTION, 9, "public")
    assert {e.id for e in entries} == {first.audit_id, second.audit_id}
    assert len({e.facts for e in entries}) == 2  # another session, and nothing else (checked above)


def test_what_is_asked_otherwise_is_no_repeat(chain: Chain) -> None:
    chain.ask(QUESTION)
    for question, given in (
        (QUESTION.replace("期間", "趣旨"), NOTHING),
        (QUESTION, Given.documents(["aonami-measures"])),
        (QUESTION, Given(history=("計画の名前は？",))),
    ):
        chain.ask(question, given)
    assert chain.kept.hits == 0


def test_the_key_is_what_the_guards_left(chain: Chain) -> None:
    chain.ask(f"{QUESTION}電話は090-0000-1234です。")
    assert "0000" not in repr(list(chain.kept._answers.items()))
    repeated = chain.ask(f"{QUESTION}電話は090-9999-8765です。")
    assert "9999" not in repeated.model_dump_json()


def test_few_are_kept_and_none_where_none_are_wanted(chain: Chain) -> None:
    for n in range(4):
        chain.ask(f"{QUESTION}（{n}回目）")
    assert len(chain.kept._answers) == 2
    chain.kept = KeptAnswers(0)
    for _ in range(2):
        chain.ask(QUESTION)
    assert chain.kept.hits == 0 and not chain.kept._answers
