"""Small talk: what asks the documents nothing is answered kindly, without a search, and is no refusal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import indexing
from assistant.answer import Status
from assistant.chain import Chain
from assistant.given import Given
from assistant.guardrails import talk
from assistant.settings import Settings
from prompts import guards


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("talk")
    plan = folder / "plan.md"
    plan.write_text(
        "# 港計画\n\n## 期間\n\n計画の期間は、令和6年度から令和8年度までの3年間とします。\n", encoding="utf-8"
    )
    settings = Settings(data_dir=Path(folder / "data"))
    indexing.ingest([plan], settings)
    made = Chain(settings, "staff")
    yield made
    made.close()


@pytest.mark.parametrize(
    "said", ["ありがとう", "ありがとうございました！", "こんにちは。", "はい、わかりました", "Thank you!", "了解です🙏"]
)
def test_greetings_and_thanks(said: str) -> None:
    assert talk.reason(said) == "greeting"


@pytest.mark.parametrize(
    "said", ["このアシスタントは何ができますか？", "あなたは誰ですか", "使い方を教えて", "ここでは何を聞けますか"]
)
def test_questions_about_the_assistant(said: str) -> None:
    assert talk.reason(said) == "about_assistant"


@pytest.mark.parametrize(
    "said",
    [
        "こんにちは、計画の期間を教えてください",
        "ありがとうカードの対象は？",
        "このサービスの使い方は？",
        "県のアシスタントは何ができますか",
        "あなたの県の計画はいつまでですか",
        "",
    ],
)
def test_what_asks_something_is_looked_up(said: str) -> None:
    assert talk.reason(said) is None


def test_thanks_get_a_kind_word_and_no_search(chain: Chain) -> None:
    answer = chain.ask("ありがとう")
    assert (answer.status, answer.status_reason) == (Status.NO_ANSWER, "greeting")
    assert answer.notices[0] == guards.TALK["greeting"] and not answer.citations and not answer.nearest
    assert all(verdict.verdict != "refused" for verdict in answer.principles)


def test_a_follow_up_behind_thanks_is_told_with_the_question_before_them(chain: Chain) -> None:
    answer = chain.ask("それはいつまで？", Given(history=("港の計画の期間は？", "ありがとう")))
    assert answer.understood_question and "計画" in answer.understood_question
    assert chain.ask("ありがとう", Given(history=("計画の期間は？",))).status_reason == "greeting"
