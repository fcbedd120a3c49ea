"""The chain: one Runnable; sentences come one by one, verified, then the answer that holds them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from langchain_core.runnables import Runnable

from assistant import chain as chains
from assistant import indexing
from assistant.answer import Answer, Status
from assistant.chain import MAX_QUESTION, Chain, QuestionError
from assistant.compose.draft import Draft
from assistant.settings import Settings
from assistant.turn import Said
from tests.assistant import policy


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("chain")
    settings = Settings(data_dir=folder / "data")
    indexing.ingest([policy.write(folder)], settings)
    made = Chain(settings, "staff")
    yield made
    made.close()


def test_it_is_one_runnable(chain: Chain) -> None:
    assert isinstance(chain.runnable, Runnable)


def test_streaming_gives_the_sentences_of_the_answer(chain: Chain) -> None:
    *said, answer = chain.stream("計画の期間はいつからいつまでですか")
    assert isinstance(answer, Answer) and answer.status is Status.ANSWERED and said
    assert all(isinstance(s, Said) for s in said)
    assert tuple(s.sentence for s in said if isinstance(s, Said)) == answer.sentences
    assert tuple(c for s in said if isinstance(s, Said) for c in s.citations) == answer.citations
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    same = chain.ask("計画の期間はいつからいつまでですか")
    assert (same.sentences, same.citations, same.notices) == (answer.sentences, answer.citations, answer.notices)


def test_what_the_evidence_does_not_carry_is_dropped_and_counted(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    true = chains.extractive.compose

    def with_a_lie(*args: object) -> list[Draft]:
        drafts = true(*args)  # type: ignore[arg-type]
        return [*drafts, Draft("この計画は西暦1999年に廃止されました。", drafts[0].evidence)]

    monkeypatch.setattr(chains.extractive, "compose", with_a_lie)
    answer = chain.ask("計画の期間はいつからいつまでですか")
    assert answer.sentences and not any("1999" in s.text for s in answer.sentences)
    verdict = next(p for p in answer.principles if p.id == "verify_content")
    assert verdict.verdict == "acted" and "1件" in verdict.note


@pytest.mark.parametrize("question", ["", " \n", "あ" * (MAX_QUESTION + 1)])
def test_a_question_that_cannot_be_asked(chain: Chain, question: str) -> None:
    with pytest.raises(QuestionError):
        chain.ask(question)
    with pytest.raises(QuestionError):
        list(chain.stream(question))


def test_neighbours_of_a_place(chain: Chain) -> None:
    found = chain.search("計画の期間", 1)[0]
    around = chain.neighbours(found.passage.passage.id)
    assert found.passage in around and len(around) <= 3
    assert chain.neighbours("nothing") == []
