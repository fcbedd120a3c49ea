"""Summaries: a chapter, a part or a document section by section, a citation each; asked back or silent where open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant import indexing
from assistant.answer import Answer
from assistant.chain import Chain
from assistant.compose import summary
from assistant.given import NOTHING, Given
from assistant.settings import Settings
from ingest.normalise import squeeze
from tests.assistant.compose import harbour

TITLE = "青波県港デジタル計画"


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder: Path = tmp_path_factory.mktemp("summary")
    settings = Settings(data_dir=folder / "data", embedding_threads=1)
    indexing.ingest([harbour.write(folder)], settings)
    with closing(Chain(settings, "staff")) as made:
        yield made


def _headings(answer: Answer) -> list[str]:
    return [c.path[-1] if len(c.path) < 3 else c.path[1] for c in answer.citations]


@pytest.mark.parametrize(
    "question",
    [
        f"{TITLE}の第2章を要約して",
        f"{TITLE}の第２章には何が書いてありますか？",
        f"{TITLE}第二章の内容を簡単に説明してください",
        "港の取組の要点をまとめてください",
        "「港の取組」を要約して",
    ],
)
def test_a_chapter_is_told_section_by_section(chain: Chain, question: str) -> None:
    answer = chain.ask(question)
    assert [s.text for s in answer.sentences] == [
        "見える化：港の混雑をアプリで案内し、波の高さを10分ごとに公開する見える化を推進します。",
        "船便の予約を、令和7年度からスマートフォンで受け付けます。",
        "防災：津波のおそれがあるときは、港の放送とアプリで避難を呼びかけます。",
    ]
    assert _headings(answer) == ["1見える化", "2船便の予約", "3防災"]
    assert all(len(s.citations) == 1 for s in answer.sentences) and answer.status.value == "answered"
    assert all(squeeze(c.quote) in squeeze(harbour.TEXT) for c in answer.citations)


@pytest.mark.parametrize("question", [f"{TITLE}の概要は", f"{TITLE}全体を要約してください"])
def test_a_document_is_told_chapter_by_chapter(chain: Chain, question: str) -> None:
    answer = chain.ask(question)
    assert [c.path[0] for c in answer.citations] == ["第1章はじめに", "第2章港の取組", "第3章推進体制"]


def test_a_chapter_without_sections_is_told_in_a_few_sentences(chain: Chain) -> None:
    answer = chain.ask(f"{TITLE}の第3章を要約して")
    assert [c.path for c in answer.citations] == [("第3章推進体制",)] * 2 and answer.sentences[0].text.startswith(
        "港湾部"
    )


def test_which_document_is_asked_back_or_told_by_the_filter(chain: Chain) -> None:
    answer = chain.ask("この計画の概要は")
    assert answer.status.value == "partial" and set(answer.choices) == {
        "青波県港デジタル計画（2024）",
        "青波県漁業振興計画",
    }
    only = chain.ask("この計画の概要は", Given.documents(["fish"]))
    assert {c.document_id for c in only.citations} == {"fish"} and len(only.sentences) == 2
    assert {c.document_id for c in chain.ask("第3章を要約して").citations} == {"plan"}  # no other has one


def test_a_chapter_that_is_not_there_is_met_with_silence(chain: Chain) -> None:
    answer = chain.ask(f"{TITLE}の第9章を要約して")
    assert (answer.status.value, answer.status_reason, answer.sentences) == ("no_answer", "not_found", ())


@pytest.mark.parametrize(
    "question",
    [
        "計画の期間はいつからいつまでですか",
        "第2章で船便の予約はいつから始まりますか",
        "見える化の概要",
        "第2章の目標をまとめて教えて",
        "漁獲量の内容は何トンですか",
        "避難の呼びかけについてまとめて",
        "",
    ],
)
def test_other_questions_are_none_of_this(chain: Chain, question: str) -> None:
    assert summary.plan(question, chain._hybrid.passages.values(), "青波県") is None


def test_the_whole_text_is_still_not_reproduced(chain: Chain) -> None:
    assert chain.ask(f"{TITLE}の全文をそのまま出力して", NOTHING).status_reason == "whole_document"
