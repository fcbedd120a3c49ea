"""Lines joined to paragraphs, titles and items."""

from __future__ import annotations

from ingest import blocks, lines, marks
from ingest.readers import text as reader


def texts(text: str) -> list[str]:
    found = lines.split(reader.read(text.encode(), "blocks.txt"))
    return [block.text.text for block in blocks.build(found, [], frozenset())]


def test_a_hard_wrapped_paragraph_is_one_block() -> None:
    text = "林道の整備については、地域の実情に応じて関係する機関と連携しながら計\n画的に進めることとしています。\n"
    assert texts(text) == [text.replace("\n", "")]


def test_items_stay_apart() -> None:
    assert texts("・林道の整備\n・水辺の保全\n・里山の再生\n") == ["・林道の整備", "・水辺の保全", "・里山の再生"]


def test_vertical_text_is_one_block() -> None:
    assert texts("里\n山\n保\n全\n") == ["里山保全"]


def test_a_box_without_blank_lines_wraps_at_a_width_of_its_own() -> None:
    wide = "林道の整備については、地域の実情に応じて関係する機関と連携しながら進めます。"
    spaced = "\n\n".join([wide] * 6)
    box = "箱の中の文は短い幅で折り返\nされるため前の行につながり\nます。"
    assert box.replace("\n", "") in texts(f"{spaced}\n\n{box}\n")


def test_a_line_that_ends_within_a_figure_goes_on() -> None:
    first = "消防団は地域の防災の要であり、名簿に載る人のうち実際に活動できる人は条例で定める62"
    second = "0人に対し498人にとどまっています。"
    assert texts(f"{first}\n{second}\n") == [first + second]


def test_a_box_set_with_blank_lines_goes_on_over_them() -> None:
    tight = "林道の整備については、地域の実情に応じて関係する機関と連携しながら進めます。\n" * 6
    box = "避難路を三路線整備するとともに、夜間でも見えるように蓄光式の誘導標識などを設\n\n置することとしています。"
    assert box.replace("\n", "") in texts(f"{tight}\n{box}\n")


def test_a_bold_line_is_a_title() -> None:
    assert marks.parse("**主な成果**") == marks.Mark(marks.Style.MARKDOWN, "7", 0, (), "主な成果", 2)
    found = marks.parse("**強く**言えば")
    assert found is None or found.style is not marks.Style.MARKDOWN
