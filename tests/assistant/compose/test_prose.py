"""Sentences of running text: the fitting ones, short, none in pieces; every draft passes the verifier."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.compose import prose
from assistant.compose.asked import read
from assistant.compose.draft import Draft
from assistant.verify.claims import Support, check
from ingest import parse_document
from ingest.models import Source
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage, store

BOOK = """# 青波市デジタル計画

## 第1章 港

港の混雑は、混雑案内アプリで分かります。アプリは令和5年4月に公開しました。利用者は1,200人です。

船員が減ったため、桟橋の案内を機械に任せることとしました。

## 第2章 進め方

以下の三つを重視します。

- 使う人の目線で作る
- 小さく始める
- 成果を公開する

## 第3章 数字

船の便
R4
280便
R5
377便

## 用語

| 用語 | 説明 |
|---|---|
| ブイ | ブイとは、海に浮かべる目印のこと。 |
"""


def passages(text: str, document: str = "plan", title: str = "青波市デジタル計画") -> list[StoredPassage]:
    source = Source(document, Path(f"/{document}.md"), title, publisher="青波市")
    return [store(p, source) for p in parse_document(source, text.encode()).passages]


def ask(question: str, book: Sequence[StoredPassage]) -> list[Draft]:
    asked = read(question)
    words = set(terms(question))
    # A stand-in for the search: by shared words.
    scored = sorted(
        ((p, len(words & set(terms(" ".join(p.passage.path) + p.passage.text))) / 10) for p in book),
        key=lambda s: -s[1],
    )
    near = [{(0, len(p.passage.text)): score} for p, score in scored]
    found = prose.candidates(asked, scored, near, lambda term: 1.0)
    return prose.answer(asked, found, lambda term: 1.0)


def carried(draft: Draft, text: str) -> bool:
    support = [
        Support(
            " ".join(text[e.span.start : e.span.end].split()),
            tuple(text[s.start : s.end] for s in e.context),
            e.passage.passage.path,
            e.passage.source.title,
            e.passage.source.publisher,
        )
        for e in draft.evidence
    ]
    return check(draft.text, support).ok


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("アプリはいつ公開しましたか", "令和5年4月"),
        ("アプリの利用者は何人ですか", "1,200人"),
        ("桟橋の案内を機械に任せるのはなぜですか", "船員が減ったため"),
    ],
)
def test_the_fitting_sentence(question: str, said: str) -> None:
    drafts = ask(question, passages(BOOK))
    assert any(said in d.text for d in drafts)
    assert all(carried(d, BOOK) for d in drafts)
    assert sum(len(d.text) for d in drafts) <= prose.LONG


def test_what_is_announced_comes_whole() -> None:
    said = "".join(d.text for d in ask("何を重視しますか", passages(BOOK)))
    assert all(item in said for item in ("使う人の目線で作る", "小さく始める", "成果を公開する"))


def test_lines_of_a_layout_are_told_together() -> None:
    drafts = ask("船の便は何便ですか", passages(BOOK))
    lines = next(d for d in drafts if "377便" in d.text)
    assert "船の便" in lines.text and lines.text.endswith("とあります。") and carried(lines, BOOK)


@pytest.mark.parametrize(
    ("question", "meant"),
    [("ブイ", True), ("ブイを簡単に説明して", True), ("ブイの案内を桟橋の機械に任せるわけを教えて", False)],
)
def test_an_entry_answers_unasked_where_nothing_else_is_wanted(question: str, meant: bool) -> None:
    book = passages(BOOK)
    entry = next(p for p in book if p.passage.path[-1:] == ("ブイ",))
    others = [p for p in book if p is not entry]
    assert prose.is_for_term(read(question), [entry, *others], lambda term: 1.0) is meant


def test_one_item_that_stands_out_of_its_list_comes_alone() -> None:
    said = "".join(d.text for d in ask("小さく始める進め方はどうやって行いますか", passages(BOOK)))
    assert "小さく始める" in said


def test_a_definition_is_the_glossary_entry() -> None:
    book = passages(BOOK)
    drafts = prose.definition(read("ブイとは何ですか"), [p for p in book if "ブイ" in p.passage.text])
    assert drafts and "海に浮かべる目印" in drafts[0].text
    assert prose.definition(read("灯台とは何ですか"), [p for p in book if p.passage.kind.value == "prose"]) == []


def test_where_it_is_written_names_the_headings() -> None:
    book = passages(BOOK)
    asked = read("混雑案内アプリはどの章に書いてありますか")
    near = [{(0, len(p.passage.text)): float("混雑" in p.passage.text)} for p in book]
    found = prose.candidates(
        asked, [(p, n[0, len(p.passage.text)]) for p, n in zip(book, near, strict=True)], near, len
    )
    drafts = prose.located(found)
    assert "「第1章港」" in drafts[0].text and carried(drafts[0], BOOK)


def test_nothing_to_say() -> None:
    assert ask("港", []) == [] and prose.located([]) == []
