"""What comes with a passage: short sections, small tables, lists, neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.models import Cell, Kind, Span
from tests.vectorstore.shelf import entry, section, source
from vectorstore.codec import StoredPassage
from vectorstore.sections import MOST_BESIDE, MOST_CHARS, Found, Sections

AONAMI = source("aonami")


def placed(stored: StoredPassage, start: int, **changes: object) -> StoredPassage:
    """The passage at another place of its document."""
    size = len(stored.passage.text)
    moved = replace(stored.passage, **{"start": start, "end": start + size, **changes})  # type: ignore[arg-type]
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


TABLE = ("第2章人口", "1将来")


def row(name: str, people: str, start: int) -> StoredPassage:
    cells = (Cell("町", name, (Span(start, start + 2),)), Cell("人口", people, (Span(start + 3, start + 9),)))
    text = f"町の将来の人口。町は{name}。人口は{people}。" + "注記。" * 160
    return placed(section(name, text, AONAMI, Kind.ROW, (*TABLE, name)), start, cells=cells, end=start + 10)


def table() -> list[StoredPassage]:
    whole = section("table", "町、人口\n東町、12,000\n西町、9,000\n南町、8,000", AONAMI, Kind.ITEM, TABLE)
    names = section("names", "1将来は、次の3件です。\n・東町\n・西町\n・南町", AONAMI, Kind.ITEM, TABLE)
    listed = [placed(p, 4000, lists=True, end=4040) for p in (names, whole)]
    return [row("東町", "12,000", 4000), row("西町", "9,000", 4010), row("南町", "8,000", 4020), *listed]


def test_a_row_brings_the_small_table_that_holds_it_whole() -> None:
    rows = table()
    found = Sections(rows).gather([(rows[1], 1.0), (rows[0], 0.9)], 2)
    assert [[m.passage.id for m in f.members] for f in found] == [["西町", "table"], ["東町"]]
    assert found[0].text.endswith("南町、8,000")


def test_a_row_brings_no_table_that_lacks_it_or_is_too_long() -> None:
    rows = table()
    other = placed(section("北町", "北町。" * 200, AONAMI, Kind.ROW, (*TABLE, "北町")), 4030, end=4040)
    foreign = replace(other, passage=replace(other.passage, cells=(Cell("町", "北町", (Span(4030, 4032),)),)))
    assert [m.passage.id for m in Sections([*rows, foreign]).around(foreign)] == ["北町"]
    long = replace(rows[4], passage=replace(rows[4].passage, text=rows[4].passage.text + "注" * MOST_CHARS))
    assert [m.passage.id for m in Sections([*rows[:4], long]).around(rows[0])] == ["東町"]


def test_what_stands_right_below_a_heading_comes_whole() -> None:
    path = ("第3章道", "1国道")
    opening = placed(section("first", "国道は三つです。\n一号", AONAMI, path=path), 5000)
    rest = placed(section("rest", "二号\n三号", AONAMI, path=path), 5020)
    below = placed(section("below", "道" * MOST_CHARS, AONAMI, path=(*path, "(1)一号")), 5040)
    found = Sections([opening, rest, below]).gather([(rest, 1.0), (below, 0.9)], 2)
    assert [[m.passage.id for m in f.members] for f in found] == [["first", "rest"], ["below"]]


def test_the_first_place_is_filled_with_the_short_sections_beside_it() -> None:
    path = ("第4章川", "1橋")
    texts = {"a": "橋" * 300, "b": "木の橋。", "c": "石の橋。" * 20, "d": "橋" * MOST_CHARS, "e": "川。"}
    places = [(*path, f"({name})") for name in texts]
    made = [
        placed(section(name, text, AONAMI, path=place), 6000 + 2000 * n)
        for n, ((name, text), place) in enumerate(zip(texts.items(), places, strict=True))
    ]
    ranked = [(made[1], 1.0), (made[2], 0.9), (made[4], 0.8)]
    found = Sections(made).gather(ranked, 3)
    assert [[m.passage.id for m in f.members] for f in found] == [["a", "b", "c"], ["c"], ["e"]]
    assert len(found[0].text) <= MOST_BESIDE + 40
    only = Sections(made).gather(ranked[:1], 1, lambda p: p.passage.id != "a")
    assert [m.passage.id for m in only[0].members] == ["b", "c"]
