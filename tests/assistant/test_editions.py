"""The official text goes before its guide, document by document; the guide says what it is and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest

from assistant import indexing
from assistant.answer import Answer, Status
from assistant.chain import Chain
from assistant.editions import hidden
from assistant.settings import Settings
from ingest.models import Source
from prompts import texts
from tests.assistant import policy

GUIDE = """---
id: guide-aonami-policy
title: "青波県港デジタル計画（ガイド版・正文ではありません）"
publisher: 青波県
edition: guide
official_id: aonami-policy
official_title: 青波県港デジタル計画
official_url: https://example.jp/minato.html
---

<!-- 正文ではありません。 -->

## 第1章 はじめに
<!-- 正文：第1章はじめに -->

### 2 計画の期間
<!-- 正文：第1章はじめに ＞ 2計画の期間 -->

計画の期間は、令和6年度から令和8年度までの3年間です。

## 第2章 取組
<!-- 正文：第2章取組 -->

港の混雑を、アプリでわかるようにします。
"""
QUESTION = "計画の期間はいつからいつまでですか"
Side = Literal["staff", "resident"]


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    folder.mkdir()
    (folder / "aonami-policy.md").write_text(GUIDE, encoding="utf-8")
    return folder


@contextmanager
def chain(settings: Settings, side: Side) -> Iterator[Chain]:
    made = Chain(settings, side)
    yield made
    made.close()


def asked(settings: Settings, side: Side) -> Answer:
    with chain(settings, side) as opened:
        return opened.ask(QUESTION)


@pytest.mark.parametrize("side", ["staff", "resident"])
def test_the_guide_answers_alone_and_says_so(tmp_path: Path, guide: Path, side: Side, built_in_process: None) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    indexing.ingest([guide], settings)
    answer = asked(settings, side)
    assert answer.status is Status.ANSWERED
    (citation,) = answer.citations
    assert citation.edition == "guide" and texts.GUIDE_MARK in citation.document_title
    assert citation.official_title == "青波県港デジタル計画"
    assert citation.official_path == ("第1章はじめに", "2計画の期間")
    assert citation.url == "https://example.jp/minato.html"
    assert texts.GUIDE_NOTICE in answer.notices
    place = "青波県港デジタル計画 ＞ 第1章はじめに ＞ 2計画の期間（https://example.jp/minato.html）"
    assert texts.GUIDE_PLACE.format(place=place) in answer.notices
    assert "<!--" not in answer.answer


@pytest.mark.parametrize("side", ["staff", "resident"])
def test_the_official_text_goes_first(tmp_path: Path, guide: Path, side: Side, built_in_process: None) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    indexing.ingest([guide, policy.write(tmp_path / "official")], settings)
    answer = asked(settings, side)
    assert answer.citations and {c.edition for c in answer.citations} == {"official"}
    assert {c.official_path for c in answer.citations} == {()}
    assert texts.GUIDE_NOTICE not in answer.notices
    with chain(settings, side) as opened:
        found = {place.passage.source.id for place in opened.search("混雑をアプリで案内する", 10)}
    assert "guide-aonami-policy" not in found and "aonami-policy" in found


def test_residents_get_the_guide_of_an_internal_text(tmp_path: Path, guide: Path, built_in_process: None) -> None:
    listed = policy.write(tmp_path / "official")
    text = listed.read_text(encoding="utf-8").replace('issued = "2024-03"', 'audience = "internal"')
    listed.write_text(text, encoding="utf-8")
    settings = Settings(data_dir=tmp_path / "data")
    indexing.ingest([guide, listed], settings)
    assert {c.edition for c in asked(settings, "resident").citations} == {"guide"}
    assert {c.edition for c in asked(settings, "staff").citations} == {"official"}


def test_the_guide_can_be_kept_from_residents(tmp_path: Path, guide: Path, built_in_process: None) -> None:
    settings = Settings(data_dir=tmp_path / "data", guide_for_residents=False)
    indexing.ingest([guide], settings)
    answer = asked(settings, "resident")
    assert answer.status is Status.NO_ANSWER and not answer.citations and not answer.nearest
    assert "令和6年度" not in answer.answer
    assert asked(settings, "staff").status is Status.ANSWERED


def source(name: str, **fields: str) -> Source:
    return Source(id=name, path=Path(name), title=fields.pop("title", name), **fields)


@pytest.mark.parametrize(
    ("official", "gives_way"),
    [
        (source("plan"), True),
        (source("x", url="https://example.jp/plan"), True),
        (source("x", title="港の計画（２０２６）"), True),
        (source("x", title="別の計画"), False),
        (source("plan", edition="guide"), False),
    ],
)
def test_which_official_text_is_meant(official: Source, gives_way: bool) -> None:
    own = source(
        "guide-plan",
        edition="guide",
        official_id="plan",
        official_title="港の計画(2026)",
        official_url="https://example.jp/plan",
    )
    assert hidden([own, official], "staff", True) == (frozenset({"guide-plan"}) if gives_way else frozenset())


def test_documents_without_a_guide_change_nothing() -> None:
    assert hidden([source("a"), source("b", edition="guide")], "resident", True) == frozenset()
    assert hidden([source("a"), source("b", edition="guide")], "resident", False) == frozenset({"b"})
