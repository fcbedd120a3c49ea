"""Parts put together: in their order, no sentence twice, each labelled where prefectures stand side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose import joined
from assistant.compose.asked import read
from assistant.compose.draft import Draft, Evidence
from assistant.compose.extractive import Material
from assistant.compose.joined import Answered
from assistant.compose.parts import Part
from assistant.verify.claims import Support, check
from ingest import parse_document
from ingest.models import Source, Span
from vectorstore.codec import StoredPassage, store


def passage(publisher: str, text: str) -> StoredPassage:
    source = Source(publisher, Path(f"/{publisher}.md"), f"{publisher}計画", publisher=publisher)
    return store(parse_document(source, f"# {publisher}計画\n\n## 第1章 港\n\n{text}\n".encode()).passages[-1], source)


def draft(text: str, publisher: str = "青波県") -> Draft:
    stored = passage(publisher, text)
    return Draft(text, (Evidence(stored, Span(stored.passage.start, stored.passage.end), ()),))


SAID = st.lists(st.lists(st.sampled_from("あいうえおか"), max_size=4), min_size=1, max_size=3)
DRAFTS = {c: draft(f"{c}の港は、青波県の港です。") for c in "あいうえおか"}


@given(SAID)
def test_the_parts_keep_their_order_and_no_sentence_stands_twice(parts: list[list[str]]) -> None:
    found = [Answered(Part(f"{n}番"), tuple(DRAFTS[c] for c in said)) for n, said in enumerate(parts)]
    texts = [d.text for d in joined.join([], found)]
    assert texts == list(dict.fromkeys(DRAFTS[c].text for said in parts for c in said))


def test_publishers_are_named_and_the_verifier_holds_the_name_against_the_evidence() -> None:
    ours, theirs = draft("本県の港は三つです。"), draft("白浜県の港は二つです。", "白浜県")
    found = [Answered(Part("港", "青波県"), (ours,)), Answered(Part("港", "白浜県"), (theirs,))]
    said = joined.join([], found)
    assert [d.text for d in said] == ["青波県：本県の港は三つです。", "白浜県の港は二つです。"]
    evidence = [Support("本県の港は三つです。", publisher="青波県")]
    assert check(said[0].text, evidence).ok
    assert not check("白浜県：本県の港は三つです。", evidence).ok
    # Evidence of two publishers carries no label of one: the name must stand in what is cited like any other.
    assert not check("白浜県：本県の港は三つです。", [*evidence, Support("港は四つです。", publisher="緑山市")]).ok


def test_a_part_that_finds_nothing_is_left_out() -> None:
    one = draft("港は三つです。")
    found = [Answered(Part("港", "青波県"), (one,)), Answered(Part("港", "白浜県"), ())]
    assert [d.text for d in joined.join([], found)] == ["青波県：港は三つです。"]
    assert joined.join([one], [Answered(p, ()) for p in (Part("港"), Part("船"))]) == [one]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("波高計は三台、レーダーは二台です。", True),
        ("波高計は三台です。", False),
        ("波高計は3台、レーダーは2台です。", True),
    ],
)
def test_whether_one_sentence_tells_of_both_things(text: str, told: bool) -> None:
    parts = [Part("波高計は?", thing="波高計"), Part("レーダーは?", thing="レーダー")]
    assert joined.told(read("波高計とレーダーはどこですか"), parts, [draft(text)]) is told


def test_rows_of_both_things_stay_together_and_one_entry_is_no_two_rows() -> None:
    source = Source("m", Path("/m.md"), "機器一覧", publisher="青波県")
    table = "# 機器一覧\n\n## 港\n番号\t事業名\t概要\n1\t波高計\t波を測る。\n2\tレーダー\t船を測る。\n"
    wave, radar = [store(p, source) for p in parse_document(source, table.encode()).passages if p.cells]

    def row(stored: StoredPassage, text: str) -> Draft:
        return Draft(text, (Evidence(stored, Span(stored.passage.start, stored.passage.end), ()),))

    parts, asked = [Part("波高計", thing="波高計"), Part("レーダー", thing="レーダー")], read("波高計とレーダーの違い")
    one, other = row(wave, "波高計は、波を測ります。"), row(radar, "レーダーは、船を測ります。")
    both = Draft("波高計はレーダーを下回ります。", (*one.evidence, *other.evidence))
    assert joined.told(asked, parts, [one, other, both])
    assert not joined.told(asked, parts, [one, row(wave, "レーダーと対比されます。")])


def test_a_figure_must_stand_behind_each_thing() -> None:
    parts = [Part("波高計は?", thing="波高計"), Part("レーダーは?", thing="レーダー")]
    asked = read("波高計とレーダーはそれぞれいくつですか")
    assert joined.told(asked, parts, [draft("波高計は3台、レーダーは2台です。")])
    assert not joined.told(asked, parts, [draft("波高計は3台で、レーダーもあります。")])
    assert not joined.told(asked, [Part("港", "青波県"), Part("港", "白浜県")], [draft("港は3つです。")])


def test_a_publisher_that_lacks_the_name_asked_for_is_silent() -> None:
    def found(publisher: str, text: str) -> joined.Found:
        stored = passage(publisher, text)
        near = [{(0, len(stored.passage.text)): 0.9}]
        material = Material([(stored, 1.0)], near, [publisher], lambda term: 1.0, lambda document: [stored])
        return joined.Found(Part("ハーバーマスターについて", publisher), material, 0.5)

    ours = found("青波県", "ハーバーマスターは、港の船を案内する人です。")
    theirs = found("白浜県", "ハーバーライトは、港の灯りです。")
    said = joined.answers([ours, theirs])
    assert [bool(a.drafts) for a in said] == [True, False]
    assert all(a.drafts for a in joined.answers([theirs]))  # alone it answers what it can


def test_a_sentence_with_both_words_is_no_answer_to_how_they_differ() -> None:
    said = [draft("陸型の港を改め、海型の港を目指します。")]
    apart = [Part("陸型とは何ですか", thing="陸型"), Part("海型とは何ですか", thing="海型")]
    assert not joined.told(read("陸型と海型はどう違いますか"), apart, said)
    side = [Part("陸型の港はどこですか", thing="陸型"), Part("海型の港はどこですか", thing="海型")]
    assert joined.told(read("陸型と海型の港はそれぞれどこですか"), side, said)


def test_figures_in_dispute_that_are_told_already_are_not_looked_up_one_by_one() -> None:
    said = [draft("報告では港は三つです。"), draft("一覧では港は二つです。")]
    things = [Part("港の数は、報告", thing="報告"), Part("港の数は、一覧", thing="一覧")]
    assert joined.told(read("港の数は、報告と一覧で違っていませんか"), things, said)
    assert not joined.told(read("港の数は、報告と一覧でそれぞれいくつですか"), things, said[:1])
