"""Silence by evidence: each reason differs from an answerable question by one thing only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import indexing
from assistant.answer import Status
from assistant.chain import Chain
from assistant.settings import Settings
from tests.assistant import policy


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("silence")
    settings = Settings(data_dir=folder / "data")
    indexing.ingest([policy.write(folder)], settings)
    made = Chain(settings, "staff")
    yield made
    made.close()


@pytest.mark.parametrize(
    "question",
    [
        "計画の期間はいつからいつまでですか",
        "波高計の更新の担当課室はどこですか",
        "混雑案内アプリの運用の担当はどこですか",
        "波の高さは何分ごとに公開されますか",
        "けいかくのきかんは いつからですか",
    ],
)
def test_answerable_questions_are_answered(chain: Chain, question: str) -> None:
    assert chain.ask(question).status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "ヴェロニカ観光船の運航会社はどこですか",
        "青波県サンゴ再生基本計画の期間はいつからいつまでですか",
        "沖縄県の計画の期間はいつからいつまでですか",
        "私の申請はいつ通りますか",
    ],
)
def test_what_the_documents_lack_is_not_answered(chain: Chain, question: str) -> None:
    answer = chain.ask(question)
    assert answer.status is Status.NO_ANSWER and answer.status_reason
    assert answer.sentences == () and answer.citations == () and answer.nearest and answer.notices
