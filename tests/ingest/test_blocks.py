"""Lines joined to paragraphs, titles and items."""

from __future__ import annotations

from ingest import blocks, lines
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
