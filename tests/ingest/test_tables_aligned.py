"""Tables that blanks alone keep apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest import lines
from ingest.normalise import display_width
from ingest.readers import text as reader
from ingest.tables import aligned

TABLE = """番号　指　標　　　　　　　単位　基準値　 目標値
　　　　　　　　　　　　　　　　（R4）　（R8）※2
 1　灯台見学会の参加者数　　人　　 240　   300
 2　漁港の照明の更新率　　　％　　 61.5　  64.0
10　波止場の数　　　　　　か所　　　 5　 1,200
"""


def find(text: str) -> list[aligned.Table]:
    return aligned.find(lines.split(reader.read(text.encode(), "table.txt")))


def test_rows_have_number_name_unit_and_labelled_figures() -> None:
    (table,) = find(TABLE)
    assert [c.name for c in table.columns] == ["番号", "指標", "単位", "基準値(R4)", "目標値(R8)"]
    assert [c.role for c in table.columns] == ["number", "name", "unit", "value", "value"]
    assert [(r.number, r.name) for r in table.rows] == [
        ("1", "灯台見学会の参加者数"),
        ("2", "漁港の照明の更新率"),
        ("10", "波止場の数"),
    ]
    assert [c.text for c in table.rows[2].cells][2:] == ["か所", "5", "1,200"]


def test_every_cell_and_header_has_its_place() -> None:
    (table,) = find(TABLE)
    for row in table.rows:
        for cell in row.cells:
            assert [TABLE[s.start : s.end] for s in cell.spans] == [cell.text.replace("%", "％")]
    assert [TABLE[s.start : s.end] for s in table.columns[3].spans] == ["基準値", "（R4）"]


def test_running_text_and_lists_are_no_tables() -> None:
    assert find("港の利用者は　12　人、船は　3　隻です。\n" * 5) == []
    assert find("・灯台　見学\n・波止場　清掃\n・漁港　照明\n") == []
    assert find("灯台　　12　　34　　56\n波止場　　78　　90　　12\n漁港　　1　　2　　3\n") == []  # no names of columns
    assert find(TABLE.split("\n", 3)[0]) == []


@given(st.lists(st.tuples(st.integers(0, 99999), st.integers(0, 99999)), min_size=3, max_size=12))
def test_right_aligned_figures_come_back(rows: list[tuple[int, int]]) -> None:
    def cell(value: int, width: int) -> str:
        return f"{value:,}".rjust(width)

    head = "項目名　　　　単位" + "目標値".rjust(12) + "実績値".rjust(12)
    body = [f"事業その{chr(0x30A2 + 2 * n)}　　　　人" for n in range(len(rows))]
    width = display_width(head) - 24
    text = "\n".join(
        [head]
        + [
            b + " " * max(0, width - display_width(b)) + cell(x, 15) + cell(y, 15)
            for b, (x, y) in zip(body, rows, strict=True)
        ]
    )
    (table,) = find(text + "\n")
    assert [[c.text for c in r.cells][2:] for r in table.rows] == [[f"{x:,}", f"{y:,}"] for x, y in rows]
