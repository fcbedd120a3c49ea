"""Lists of sub-headings and rows: whole, bounded, each name with its place; roles are no list."""

from __future__ import annotations

import pytest

from ingest import listings, tokens
from ingest.drafts import Draft
from ingest.models import Heading, Kind, Span
from ingest.normalise import Mapped, squeeze
from ingest.outline import Outline, Section
from ingest.tables.model import Column, Row, Table, TableCell

COLUMNS = tuple(Column(n, (), r) for n, r in (("事業名", "name"), ("分析", "text"), ("担当課", "department")))


class Paper:
    """A text that grows, and the sections that stand in it."""

    def __init__(self) -> None:
        self.text = ""
        self.sections: list[Section] = []

    def put(self, words: str) -> Mapped:
        """Words at the end of the text, with their place."""
        at = len(self.text)
        self.text += words + "\n"
        return Mapped.of(self.text, at, at + len(words))

    def head(self, *path: str) -> None:
        """A heading."""
        span = self.put(path[-1]).span()
        self.sections.append(Section(path, Heading(path[-1], len(path) - 1, span, path), ()))

    def table(self, *rows: tuple[str, str, str], kind: str = "rows") -> None:
        """A table below the last heading."""
        made = []
        for n, cells in enumerate(rows, 1):
            placed = tuple(TableCell(c, (self.put(t),)) for c, t in zip(COLUMNS, cells, strict=True))
            made.append(Row(placed, str(n), cells[0]))
        last = self.sections.pop()
        self.sections.append(Section(last.path, last.heading, (*last.content, Table(0, 0, COLUMNS, tuple(made), kind))))

    def lists(self, most: int = 350) -> list[Draft]:
        """The lists, after a check of every place."""
        found = list(listings.of_outline(Outline(tuple(self.sections), ()), self.text, most))
        for draft in found:
            assert draft.lists and draft.kind is Kind.ITEM
            assert tokens.count(draft.text.text) <= most
            for at, length, start, size in draft.text.runs():
                assert squeeze(self.text[start : start + size]) == squeeze(draft.text.text[at : at + length])
        # A small table whole stands beside the lists of names.
        lists = [d for d in found if "件です。" in d.text.text]
        assert all(len(d.places) == d.text.text.count("\n・") for d in lists)
        return lists


def _names(draft: Draft) -> list[str]:
    return draft.text.text.split("\n・")[1:]


def test_sub_headings() -> None:
    paper = Paper()
    paper.head("第4章取組方針")
    for field in ("1暮らし", "2産業", "3行政"):
        paper.head("第4章取組方針", field)
        paper.head("第4章取組方針", field, "(1)背景" + field)
    (found,) = paper.lists()
    assert found.path == ("第4章取組方針",)
    assert found.text.text == "第4章取組方針は、次の3件です。\n・1暮らし\n・2産業\n・3行政"
    assert [paper.text[s.start : s.end] for s in found.places] == ["1暮らし", "2産業", "3行政"]


def test_one_sub_heading_is_no_list() -> None:
    paper = Paper()
    paper.head("第1章")
    paper.head("第1章", "1背景")
    assert paper.lists() == []


def test_roles_are_no_list() -> None:
    paper = Paper()
    paper.head("第4章")
    for field in ("港", "道", "川"):
        paper.head("第4章", field)
        for role in ("【現状・課題】", "【取組方針】"):
            paper.head("第4章", field, role)
    (found,) = paper.lists()
    assert _names(found) == ["港", "道", "川"]


def test_a_heading_that_the_text_lacks_is_left_out() -> None:
    paper = Paper()
    paper.head("第1章")
    for name in ("1港", "2道"):
        paper.head("第1章", name)
    paper.sections.append(Section(("第1章", "3川"), Heading("3川", 1, Span(0, 0), ("第1章", "3川")), ()))
    assert _names(paper.lists()[0]) == ["1港", "2道"]


def _kpis() -> Paper:
    paper = Paper()
    paper.head("別表")
    paper.table(
        ("波高計の更新", "【達成】順調に進んだ。", "海岸課"),
        ("混雑の案内", "【未達成】遅れが出た。", "情報課"),
        ("船便の予約", "【未達成】人手が足りない。", "海岸課"),
        ("待合室", "説明のみ", "港湾課"),
    )
    return paper


def test_rows_by_table_department_and_verdict() -> None:
    found = {d.text.text.split("は、次の")[0]: _names(d) for d in _kpis().lists()}
    assert found == {
        "別表": ["波高計の更新", "混雑の案内", "船便の予約", "待合室"],
        "担当課が海岸課のもの": ["波高計の更新", "船便の予約"],
        "分析が【未達成】のもの": ["混雑の案内", "船便の予約"],
    }


def test_rows_of_a_department_over_several_tables() -> None:
    paper = Paper()
    for field in ("1港", "2道"):
        paper.head("第2章", field)
        paper.table(*((f"{field}の事業{n}", "説明", "海岸課" if n else "道路課") for n in range(3)))
    found = {d.text.text.split("は、次の")[0]: d for d in paper.lists()}
    assert found["担当課が海岸課のもの"].path == ("第2章",)
    assert len(_names(found["担当課が海岸課のもの"])) == 4
    assert _names(found["担当課が道路課のもの"]) == ["1港の事業0", "2道の事業0"]


def test_glossaries_and_columns_of_many_values_are_no_list() -> None:
    paper = Paper()
    paper.head("用語")
    paper.table(*((f"語{n}", "説明", "課") for n in range(5)), kind="term")
    assert paper.lists() == []
    paper = Paper()
    paper.head("別表")
    paper.table(*((f"事業{n}", "説明", f"第{n // 2}課") for n in range(2 * listings.MOST_GROUPS + 2)))
    assert not [d for d in paper.lists() if "担当課" in d.text.text]


def test_long_lists_come_in_bounded_parts_that_tell_the_whole_number() -> None:
    paper = Paper()
    paper.head("別表")
    paper.table(*((f"第{n}港の波高計の更新と混雑の案内", "説明", "") for n in range(100)))
    parts = [d for d in paper.lists(120) if d.text.text.startswith("別表は、次の100件です。")]
    assert len(parts) > 3
    assert [name for d in parts for name in _names(d)] == [f"第{n}港の波高計の更新と混雑の案内" for n in range(100)]


@pytest.mark.parametrize("name", ["長い名前" * 500, "🎌" * 2000, "a" * 9000])
def test_names_and_subjects_beyond_the_bound(name: str) -> None:
    paper = Paper()
    paper.head(name)
    for n in range(3):
        paper.head(name, f"{n}{name}")
    paper.table(*((f"{n}{name}", f"【{n}】", name) for n in range(4)))
    found = paper.lists(350)
    assert found and all(len(_names(d)) >= 1 for d in found)


def test_nothing_from_nothing() -> None:
    assert Paper().lists() == []


def test_a_small_table_of_figures_stands_whole_within_its_bound() -> None:
    paper = _kpis()
    for most in (350, 30):
        for draft in listings.of_outline(Outline(tuple(paper.sections), ()), paper.text, most):
            assert tokens.count(draft.text.text) <= most
            assert all(0 <= s.start < s.end <= len(paper.text) for s in draft.places)
