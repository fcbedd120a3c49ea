"""English renderings: what denies, turns, plans or brings in something is found, what says the same is not."""

from __future__ import annotations

import pytest

from assistant.rendered import denials, english, marks

# Japanese and English with marks in place of names and figures, and what is wrong with it.
CASES = [
    ("⟦1⟧は港の混雑を減らします。", "⟦1⟧ reduces congestion in the port.", []),
    ("⟦1⟧は港の混雑を減らします。", "⟦1⟧ does not reduce congestion in the port.", ["denial"]),
    ("⟦1⟧は港の混雑を減らします。", "⟦1⟧ increases congestion in the port.", ["direction"]),
    ("⟦1⟧は港の混雑を減らします。", "⟦1⟧ has reduced congestion in the port.", ["tense"]),
    ("⟦1⟧は港の混雑を減らしました。", "⟦1⟧ will reduce congestion in the port.", ["tense"]),
    ("⟦1⟧は港の混雑を減らしました。", "⟦1⟧ reduced congestion in the port.", []),
    ("⟦1⟧では予約を受け付けていません。", "⟦1⟧ does not accept reservations.", []),
    ("⟦1⟧では予約を受け付けていません。", "⟦1⟧ accepts reservations.", ["denial"]),
    ("船だけでなく車も予約できます。", "Not only ships but also cars can be booked.", []),
    ("予約は欠かせません。", "A reservation is indispensable.", []),
    ("大学の単位は地下で学べます。", "University units can be studied underground.", []),
    ("大学の単位は取れません。", "University units cannot be earned.", []),
    ("港の活用に向けた講座を充実させるとしています。", "Lectures for using the port were expanded.", ["tense"]),
    ("決定した方針を活用します。", "The policy that was decided is used.", []),
    ("港の財産を公売します。", "Port property has been put up for auction.", ["tense"]),
    ("参加者は⟦1⟧人以上です。", "There are at least ⟦1⟧ participants.", []),
    ("参加者は⟦1⟧人以上です。", "There are ⟦1⟧ participants.", ["limit"]),
    ("参加者は⟦1⟧人未満です。", "There are no less than ⟦1⟧ participants.", ["limit"]),
    ("港の拡張を検討します。", "Expansion of the port will be considered.", []),
    ("港の拡張を検討します。", "The port will be expanded.", ["limit"]),
    ("衰退が懸念されています。", "There are concerns about decline.", []),
    ("衰退が懸念されています。", "Decline is under way.", ["limit"]),
    ("⟦1⟧は港の予約を受け付けます。", "⟦1⟧ accepts port reservations at three desks.", ["number"]),
    ("⟦1⟧は港の予約を受け付けます。", "⟦1⟧ accepts port reservations in March.", ["date", "name"]),
    ("⟦1⟧は港の予約を受け付けます。", "⟦1⟧ accepts port reservations for Tanaka.", ["name"]),
    ("⟦1⟧は港の予約を受け付けます。", "⟦1⟧は港の予約を受け付けます。", ["language"]),
    (
        "⟦1⟧は港の予約を受け付けます。",
        "⟦1⟧ accepts port reservations, and every household nearby receives generous cash subsidies.",
        ["length"],
    ),
]


@pytest.mark.parametrize(("source", "reply", "wrong"), CASES, ids=[reply for _, reply, _ in CASES])
def test_what_is_wrong_is_found(source: str, reply: str, wrong: list[str]) -> None:
    found = english.faults(source, reply)
    assert set(wrong) <= set(found) and bool(found) is bool(wrong), found


@pytest.mark.parametrize(
    ("source", "reply", "pieces", "kept"),
    [
        ("⟦1⟧は⟦2⟧です。", "It is ⟦2⟧ in ⟦1⟧.", ("令和5年度", "10%"), True),
        ("⟦1⟧は⟦2⟧です。", "It is in ⟦1⟧.", ("令和5年度", "10%"), False),
        ("⟦1⟧は⟦2⟧です。", "It is ⟦2⟧ in ⟦1⟧ and ⟦1⟧.", ("令和5年度", "10%"), False),
        ("⟦1⟧の⟦2⟧から⟦3⟧の⟦4⟧に増えました。", "Up from ⟦2⟧ in ⟦1⟧ to ⟦4⟧ in ⟦3⟧.", ("R2", "25", "R5", "35"), True),
        ("⟦1⟧の⟦2⟧から⟦3⟧の⟦4⟧に増えました。", "Up from ⟦4⟧ in ⟦1⟧ to ⟦2⟧ in ⟦3⟧.", ("R2", "25", "R5", "35"), False),
        ("⟦1⟧から⟦2⟧に増えました。", "Up from ⟦2⟧ to ⟦1⟧.", ("7種", "25種"), False),
        ("⟦1⟧回行い、申請は⟦2⟧件です。", "Held ⟦1⟧ times, with ⟦2⟧ applications.", ("185", "3,704"), True),
        ("⟦1⟧回行い、申請は⟦2⟧件です。", "Held ⟦2⟧ times, with ⟦1⟧ applications.", ("185", "3,704"), False),
        ("⟦1⟧年後に⟦2⟧人減ります。", "In ⟦2⟧ years, there are ⟦1⟧ people fewer.", ("30", "47万"), False),
        ("⟦1⟧から⟦2⟧に増えました。", "It rose to ⟦2⟧ from ⟦1⟧.", ("7種", "25種"), True),
    ],
)
def test_marks_belong_together_as_before(source: str, reply: str, pieces: tuple[str, ...], kept: bool) -> None:
    assert marks.kept(source, reply, pieces) is kept


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is not open and never was.", (2, 2)),
        ("It isn't open.", (1, 1)),
        ("Understand the united university under the union.", (0, 0)),
        ("No more than ten people.", (0, 0)),
        ("Not only ships but also cars.", (0, 1)),
        ("The supply is insufficient and unknown.", (0, 2)),
        ("It has hardly changed.", (1, 1)),
    ],
)
def test_denials_of_english(text: str, told: tuple[int, int]) -> None:
    assert denials.english(text) == told


@pytest.mark.parametrize("reply", ["", " ", "⟦", "⟦1⟧", "。", "\x00", "a" * 5000, "No " * 500])
def test_any_reply_is_borne(reply: str) -> None:
    english.faults("⟦1⟧は港の混雑を減らします。", reply)
    english.faults("", reply)
