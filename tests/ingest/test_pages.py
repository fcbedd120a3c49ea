"""Overview pages whose title stands in the middle of their lines."""

from __future__ import annotations

import pytest

from tests.ingest.outline_paths import BODY, paths, read

HEAD = "みどり県の環境への取組の考え方　主な事業と関連する指標"
TITLES = (
    "Forest推進目標①　「里山の保全」　進捗状況",
    "Water推進目標②　「水辺の再生」　進捗状況",
    "Town推進目標③　「港湾の活用」　進捗状況",
)


def page(title: str, n: int, before: int = 5) -> str:
    """A page of items, its title after some of them."""
    items = [f"●事業{word}を{n}か所で実施" for word in "甲乙丙丁戊己庚辛壬癸"]
    return "\n".join([*items[:before], title, *items[before:]]) + "\n"


def text(titles: tuple[str, ...] = TITLES, before: int = 5) -> str:
    first = f"はじめに\n{BODY}\n\n"
    pages = [f"{HEAD}\n{page(title, n, before)}" for n, title in enumerate(titles, 1)]
    return first + "\f".join(pages)


def sections_of(source: str) -> dict[str, str]:
    """For each item of a page the last element of its path."""
    return {
        part.text.text: section.path[-1] if section.path else ""
        for section in read(source).sections
        for part in section.content
        if hasattr(part, "text")
    }


def test_a_title_in_the_middle_stands_above_its_whole_page() -> None:
    found = sections_of(text())
    for n, noun in enumerate(("里山の保全", "水辺の再生", "港湾の活用"), 1):
        own = {item: path for item, path in found.items() if item.endswith(f"を{n}か所で実施")}
        assert len(own) == 10
        assert all(f"推進目標{n}「{noun}」" in path for path in own.values()), own


def test_titles_alike_in_form_need_no_number() -> None:
    found = sections_of(text(tuple(f"「{noun}」　進捗状況" for noun in ("里山の保全", "水辺の再生", "港湾の活用"))))
    assert "里山の保全" in found["●事業甲を1か所で実施"]
    assert "港湾の活用" in found["●事業癸を3か所で実施"]


@pytest.mark.parametrize("source", [text(before=0), text(tuple(t.replace("②", "⑤") for t in TITLES))])
def test_titles_at_the_top_or_with_numbers_that_do_not_go_on_stay(source: str) -> None:
    starts = [heading.span.start for heading in read(source).headings]
    assert starts == sorted(starts)


def test_chapters_that_run_over_pages_stay_where_they_stand() -> None:
    chapters = "\f".join(
        f"{HEAD}\n●事業を{n}か所で実施\n{BODY}\n第{n}章　林道の整備{n}\n{BODY}\n" * 1 + f"{BODY}\n" * 8
        for n in (1, 2, 3)
    )
    found = read(chapters).headings
    assert [h.span.start for h in found] == sorted(h.span.start for h in found)
    assert len(paths(chapters)) >= 3
