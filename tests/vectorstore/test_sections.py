"""What comes with a passage: short sections, small tables, lists, neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.models import Kind
from tests.vectorstore.shelf import entry, section, source
from vectorstore.codec import StoredPassage
from vectorstore.sections import MOST_CHARS, Found, Sections

AONAMI = source("aonami")


def placed(stored: StoredPassage, start: int, **changes: object) -> StoredPassage:
    """The passage at another place of its document."""
    size = len(stored.passage.text)
    moved = replace(stored.passage, start=start, end=start + size, **changes)  # type: ignore[arg-type]
    return replace(stored, passage=moved)


def book() -> list[StoredPassage]:
    chapter = ("第1章港",)
    listed = placed(
        section("list", "（1）は、次の2件です。\n・灯台\n・桟橋", AONAMI, Kind.ITEM, (*chapter, "1設備")), 10
    )
    return [
        placed(section("open", "設備は二つあります。", AONAMI, path=(*chapter, "1設備")), 0),
        replace(listed, passage=replace(listed.passage, lists=True)),
        placed(section("light", "灯台は夜に光ります。", AONAMI, path=(*chapter, "1設備", "(1)灯台")), 20),
        placed(section("pier", "桟橋は木でできています。", AONAMI, path=(*chapter, "1設備", "(2)桟橋")), 40),
        placed(section("long", "船" * (MOST_CHARS + 1), AONAMI, path=(*chapter, "2船")), 60),
        placed(section("after", "船の色は青です。", AONAMI, path=(*chapter, "2船")), 2000),
        placed(section("term", "灯台とは、光る塔のこと。", AONAMI, Kind.TERM, ("用語", "灯台")), 3000),
        placed(section("term2", "桟橋とは、船を着ける橋のこと。", AONAMI, Kind.TERM, ("用語", "桟橋")), 3100),
        entry("faq", "船に乗るには", "切符を買ってください。", AONAMI),
    ]


@pytest.fixture
def sections() -> Sections:
    return Sections(book())


def by_id(name: str) -> StoredPassage:
    return next(p for p in book() if p.passage.id == name)


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("light", ["open", "light", "pier"]),
        ("open", ["open", "light", "pier", "list"]),
        ("list", ["open", "list"]),
        ("after", ["after"]),
        ("term", ["term"]),
        ("faq", ["faq"]),
    ],
)
def test_around(sections: Sections, name: str, members: list[str]) -> None:
    assert [m.passage.id for m in sections.around(by_id(name))] == members


def test_gather_repeats_nothing_and_keeps_the_order_of_ranks(sections: Sections) -> None:
    ranked = [(by_id(name), 1.0) for name in ("pier", "light", "list", "after", "faq", "open")]
    found = sections.gather(ranked, 10)
    assert [f.passage.passage.id for f in found] == ["pier", "list", "after", "faq"]
    every = [m.passage.id for f in found for m in f.members]
    assert len(every) == len(set(every))
    assert len(sections.gather(ranked, 2)) == 2


def test_gather_brings_only_what_is_allowed(sections: Sections) -> None:
    found = sections.gather([(by_id("light"), 1.0)], 1, lambda p: p.passage.id != "pier")
    assert [m.passage.id for m in found[0].members] == ["open", "light"]


def test_the_text_shows_sub_headings(sections: Sections) -> None:
    text = sections.gather([(by_id("light"), 1.0)], 1)[0].text
    assert text.index("(1)灯台") < text.index("灯台は夜に光ります。") < text.index("(2)桟橋")
    assert text.startswith("第1章港 > 1設備\n")


def test_the_text_opens_with_its_place() -> None:
    def told(path: tuple[str, ...], kind: Kind = Kind.PROSE) -> str:
        one = section("one", "本文です。", AONAMI, kind, path)
        return Found(one, 1.0, (one,)).text

    assert told(("第1章港", "1桟橋", "(1)灯台", "①色")) == "第1章港 > 1桟橋 > ①色\n本文です。"
    assert told(("第1章港",)) == "第1章港\n本文です。"
    assert told(("一覧", "1船"), Kind.ROW) == "一覧\n本文です。"
    assert told(()) == "本文です。"


def test_neighbours_stop_at_the_ends_of_the_document(sections: Sections) -> None:
    assert [p.passage.id for p in sections.neighbours("light", 1, 1)] == ["open", "light", "pier"]
    assert [p.passage.id for p in sections.neighbours("open", 3, 1)] == ["open", "light"]
    assert [p.passage.id for p in sections.neighbours("term2", 0, 5)] == ["term2"]
    assert sections.neighbours("nothing", 1, 1) == []
