"""The tree of headings: usual ranks, and what the document itself proves."""

from __future__ import annotations

from tests.ingest.outline_paths import BODY, paths


def test_the_document_proves_an_order_against_the_usual_one() -> None:
    text = "".join(
        f"{kana}　里山の保全{kana}\n" + "".join(f"({kanji})　林道の整備{kana}{kanji}\n{BODY}\n" for kanji in "一二")
        for kana in "アイウエ"
    )
    assert paths(text)[:4] == [
        "ア里山の保全ア",
        "ア里山の保全ア/(一)林道の整備ア一",
        "ア里山の保全ア/(一)林道の整備ア一".replace("一", "二"),
        "イ里山の保全イ",
    ]


def test_the_same_kind_with_a_word_of_its_own_counts_on() -> None:
    text = "".join(
        f"{word}重点目標{n}　里山の保全{n}\n{BODY}\n" for word, n in (("Green", 1), ("Blue", 2), ("Grey", 3))
    )
    assert [p.count("/") for p in paths(text)] == [0, 0, 0]
