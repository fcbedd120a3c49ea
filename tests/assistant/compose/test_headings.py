"""Dates that stand in headings alone."""

from __future__ import annotations

from assistant.compose import asked, headings
from assistant.compose.draft import Draft
from assistant.verify.claims import Support, check
from ingest.models import Span
from tests.vectorstore.shelf import section, source

TEXT = "第１章　経緯\n（２）波止場デジタル宣言（令和２年９月14日）\n港の手続を改めることを宣言しました。\n"
PATH = ("第1章経緯", "(2)波止場デジタル宣言(令和2年9月14日)")


def test_the_place_of_a_heading_is_found_in_the_source() -> None:
    span = headings.place(PATH[1], TEXT, TEXT.index("港の手続"))
    assert span is not None and TEXT[span.start : span.end] == "（２）波止場デジタル宣言（令和２年９月14日）"
    assert headings.place("(3)別の宣言", TEXT, len(TEXT)) is None


def test_a_heading_answers_when_and_is_carried() -> None:
    stored = section("p1", "港の手続を改めることを宣言しました。", source("plan", "青波県"), path=PATH)
    start = TEXT.index("港の手続")
    from dataclasses import replace

    stored = replace(stored, passage=replace(stored.passage, start=start, end=len(TEXT) - 1))
    found = headings.dated(
        asked.read("波止場デジタル宣言はいつ出されましたか"), [stored], [], lambda term: 1.0, lambda document_id: TEXT
    )
    assert [d.text for d in found] == [f"「{PATH[1]}」とあります。"]
    span = found[0].evidence[0].span
    assert check(found[0].text, [Support(TEXT[span.start : span.end], (), PATH, "", "", "")]).ok


def test_a_sentence_with_a_date_needs_no_heading() -> None:
    stored = section("p1", "令和2年9月14日に宣言しました。", source("plan", "青波県"), path=PATH)
    said = [Draft("令和2年9月14日に宣言しました。", ())]
    question = asked.read("波止場デジタル宣言はいつ出されましたか")
    assert headings.dated(question, [stored], said, lambda term: 1.0, lambda document_id: TEXT) == []
    assert Span(0, 1)


def test_a_date_of_something_else_does_not_keep_the_heading_away() -> None:
    stored = section("p1", "港の手続を改めることを宣言しました。", source("plan", "青波県"), path=PATH)
    from dataclasses import replace

    start = TEXT.index("港の手続")
    stored = replace(stored, passage=replace(stored.passage, start=start, end=len(TEXT) - 1))
    said = [Draft("令和3年度に港湾課を新設しました。", ())]
    question = asked.read("波止場デジタル宣言はいつ出されましたか")
    found = headings.dated(question, [stored], said, lambda term: 1.0, lambda document_id: TEXT)
    assert [d.text for d in found] == [f"「{PATH[1]}」とあります。"]


def test_a_heading_that_the_question_names_comes_before_more_words_with_another_date() -> None:
    stored = section("p1", "港の手続を改めることを宣言しました。", source("plan", "青波県"), path=PATH)
    from dataclasses import replace

    start = TEXT.index("港の手続")
    stored = replace(stored, passage=replace(stored.passage, start=start, end=len(TEXT) - 1))
    said = [Draft("令和3年度からは「波止場デジタル宣言」をいつも出しておくこととし、港湾課を新設しました。", ())]
    for question in ("「波止場デジタル宣言」はいつ出したものですか", "波止場デジタル宣言の日付と、最初だったかどうか"):
        found = headings.dated(asked.read(question), [stored], said, lambda term: 1.0, lambda document_id: TEXT)
        assert [d.text for d in found] == [f"「{PATH[1]}」とあります。"], question
    assert not headings.dated(asked.read("波止場の宣言は何ですか"), [stored], said, lambda term: 1.0, lambda name: TEXT)
