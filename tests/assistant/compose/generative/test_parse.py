"""Replies of models: JSON whole, cut off or wrapped in words, lines with marks, and what is no reply at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose.generative.parse import MOST, Proposed, completed_sentences, lines, proposals

WANTED = [Proposed("甲です。", (1,)), Proposed("乙です。", (2, 3))]
JSON = '{"sentences": [{"text": "甲です。", "evidence": [1]}, {"text": "乙です。", "evidence": [2, 3]}]}'


@pytest.mark.parametrize(
    "reply",
    [
        JSON,
        f"```json\n{JSON}\n```",
        f"承知しました。\n{JSON}\n以上です。",
        JSON[:-2],
        JSON + '{"text": "途中',
        '[{"sentence": "甲です。", "sources": "1"}, {"文": "乙です。", "番号": ["2", "[3]"]}]',
        '{"text": "甲です。[1]"}\n{"text": "乙です。[2][3]"}',
        "・甲です。[1]\n・乙です。[2][3]",
        "1. 甲です。（資料1）\n2. 乙です。【2、3】",
        "甲です。[1]乙です。[2, 3]",
    ],
)
def test_forms_of_a_reply(reply: str) -> None:
    assert proposals(reply, whole=True) == WANTED


def test_sentences_come_before_the_reply_is_whole() -> None:
    at = JSON.index('{"text": "乙')
    assert proposals(JSON[:at], whole=False) == WANTED[:1]
    assert proposals("承知しました。\n", whole=False) == []
    assert completed_sentences("甲です。[1]乙です", whole=False) == WANTED[:1]
    assert completed_sentences("甲です。[1]\n資料", whole=False) == WANTED[:1]


@pytest.mark.parametrize("reply", ["", "{", "{}", "[]", "null", '{"sentences": []}', '{"text": 5}', "{" * 5000, "\x00"])
def test_no_reply(reply: str) -> None:
    assert all(p.text for p in proposals(reply, whole=True))
    assert len(proposals(reply, whole=True)) <= 1


@given(st.text(max_size=300))
def test_any_text_is_borne(reply: str) -> None:
    for whole in (True, False):
        assert len(proposals(reply, whole=whole)) <= MOST
        completed_sentences(reply, whole=whole)


@given(
    st.lists(
        st.tuples(st.sampled_from(["甲です。", "乙は3です。"]), st.lists(st.integers(1, 30), max_size=3)), max_size=5
    )
)
def test_what_was_read_early_is_read_at_the_end(told: list[tuple[str, list[int]]]) -> None:
    reply = json.dumps({"sentences": [{"text": t, "evidence": n} for t, n in told]}, ensure_ascii=False)
    whole = proposals(reply, whole=True)
    for end in range(0, len(reply), 9):
        early = proposals(reply[:end], whole=False)
        assert early == whole[: len(early)]


# What replies are made of; a mark that is cut in two is the case that once told one sentence twice.
PIECES = st.sampled_from(
    [
        "甲です。",
        "乙は3です",
        "。",
        "[1]",
        "［資料2］",
        "（注）",
        "[",
        "1",
        "]",
        "【",
        "】",
        "\n",
        " ",
        "！",
        "?",
        "- ",
        "・",
        "1. ",
    ]
    + [
        "```",
        "{",
        "}",
        '"',
        '{"text": "丙です。", "evidence": [2]}',
        '{"text": "丁です。[1]戊です。"}',
        "答え：",
        "(長い" + "い" * 12,
    ]
)
READERS = {"objects": proposals, "lines": lines, "completion": completed_sentences}


@pytest.mark.parametrize("reader", READERS)
@given(pieces=st.lists(PIECES, max_size=16))
def test_a_reply_in_pieces_proposes_what_it_proposes_whole(reader: str, pieces: list[str]) -> None:
    read, reply = READERS[reader], "".join(pieces)
    told = [p for cut in range(len(reply)) for p in read(reply[:cut], whole=False)]  # however it is cut
    whole = read(reply, whole=True)
    assert list(dict.fromkeys([*told, *whole])) == list(dict.fromkeys(whole))


@pytest.mark.parametrize("reader", READERS)
def test_more_sentences_than_a_reply_may_have_are_left_out_the_same_way(reader: str) -> None:
    read = READERS[reader]
    reply = "".join(f"文{n}です。" + ("[1]" if n % 2 else "") + "\n" * (reader != "completion") for n in range(40))
    told = [p for cut in range(len(reply)) for p in read(reply[:cut], whole=False)]
    whole = read(reply, whole=True)
    assert len(whole) == MOST and {*told} <= {*whole}


def test_a_mark_that_has_only_begun_is_waited_for() -> None:
    for begun in (
        "甲です。",
        "甲です。 ",
        "甲です。[",
        "甲です。[1",
        "甲です。[1]",
        "甲です。[1][",
        "甲です。[1] [資料",
    ):
        assert completed_sentences(begun, whole=False) == []
    assert completed_sentences("甲です。[1]乙", whole=False) == WANTED[:1]


def test_a_line_is_a_sentence_as_soon_as_it_has_ended() -> None:
    first, second = Proposed("計画の期間は3年間です。", (1,)), Proposed("予算は未定です。", (2, 3))
    reply = "計画の期間は3年間です。[1]\n予算は未定です。[2][3]\n以上です。"
    assert lines(reply[:10], whole=False) == lines(reply[:15], whole=False) == []
    assert lines(reply[:16], whole=False) == [first]
    assert lines(reply, whole=False) == [first, second]
    assert lines(reply, whole=True) == [first, second, Proposed("以上です。", ())]
    assert lines("```\n- 計画の期間は3年間です。【資料1】\n```", whole=True) == [first]
    assert lines("こちらです\n" + '{"text": "計画の期間は3年間です。", "evidence": [1]}', whole=True) == [first]
    assert lines("", whole=True) == lines("\n\n", whole=False) == []
