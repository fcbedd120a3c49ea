"""Questions with several parts on their way through the chain: two invented prefectures, each with its own plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import indexing
from assistant.answer import Answer, Status
from assistant.chain import Chain
from assistant.given import Given
from assistant.settings import Settings

PLAN = """# {name}港計画

## 第1章 はじめに

計画の期間は、令和{first}年度から令和{last}年度までの3年間とします。

## 第2章 取組

船員の育成では、{training}を開きます。

{more}
"""
OURS = "磯焼け対策では、海藻の分布を地図にするシステムを使います。"
THEIRS = "朝市では、野菜と花を売ります。"


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    folder = tmp_path_factory.mktemp("parts")
    ours = PLAN.format(name="青波県", first=6, last=8, training="航海の学校", more=OURS)
    theirs = PLAN.format(name="白浜県", first=4, last=7, training="操船の講座", more=THEIRS)
    (folder / "ours.md").write_text(ours, encoding="utf-8")
    (folder / "theirs.md").write_text(theirs, encoding="utf-8")
    listed = folder / "sources.toml"
    listed.write_text(
        'home_publisher = "青波県"\n'
        '[[source]]\nid = "ours"\npath = "ours.md"\ntitle = "青波県港計画"\npublisher = "青波県"\n'
        '[[source]]\nid = "theirs"\npath = "theirs.md"\ntitle = "白浜県港計画"\npublisher = "白浜県"\n',
        encoding="utf-8",
    )
    settings = Settings(data_dir=folder / "data")
    indexing.ingest([listed], settings)
    made = Chain(settings, "staff")
    yield made
    made.close()


def of(answer: Answer, publisher: str) -> str:
    numbers = {c.number for c in answer.citations if c.publisher == publisher}
    return "\n".join(s.text for s in answer.sentences if numbers.intersection(s.citations))


def test_each_prefecture_gets_its_own_labelled_line_in_the_order_of_the_question(chain: Chain) -> None:
    answer = chain.ask("計画の期間は、白浜県と青波県でそれぞれいつまでですか")
    assert answer.status is Status.ANSWERED
    assert answer.sentences[0].text.startswith("白浜県：") and "令和7年度" in of(answer, "白浜県")
    assert "令和8年度" in of(answer, "青波県") and "令和8年度" not in of(answer, "白浜県")
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_a_prefecture_that_says_nothing_of_it_is_named_and_left_out(chain: Chain) -> None:
    answer = chain.ask("磯焼け対策のシステムについて、青波県と白浜県の取組を比べてください")
    assert (answer.status, answer.status_reason) == (Status.PARTIAL, "part_not_found")
    assert "海藻" in of(answer, "青波県") and not of(answer, "白浜県")
    assert any("白浜県の記載は" in notice for notice in answer.notices)


def test_the_documents_that_are_asked_for_bound_every_part(chain: Chain) -> None:
    answer = chain.ask("計画の期間は、白浜県と青波県でそれぞれいつまでですか", Given.documents(["ours"]))
    assert {c.document_id for c in answer.citations} <= {"ours"}


def test_one_question_is_embedded_once_and_a_comparison_in_one_batch(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[int] = []
    true = chain._embedder.embed_queries

    def counted(questions: list[str]) -> object:
        batches.append(len(questions))
        return true(questions)

    monkeypatch.setattr(chain._embedder, "embed_queries", counted)
    chain.ask("計画の期間はいつまでですか")
    chain.ask("計画の期間は、白浜県と青波県でどう違いますか")
    assert batches == [1, 3]
