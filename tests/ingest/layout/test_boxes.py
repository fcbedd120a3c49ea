"""Items with the rest of them, boxes of slides, captions with what they count."""

from __future__ import annotations

from tests.ingest.parsed import parse_text


def said(text: str) -> list[str]:
    return [line for p in parse_text("第１章 港\n\n" + text).passages for line in p.text.split("\n")]


def test_items_keep_the_rest_of_their_title_and_their_remark() -> None:
    text = (
        "●桟橋を守るための\n点検の計画\n\n●港の案内板\n（4か所で更新）\n\n●灯台の\n改修\n\n（令和6年まで）\n\n●船の便\n"
    )
    assert said(text) == [
        "桟橋を守るための 点検の計画",
        "港の案内板 （4か所で更新）",
        "灯台の 改修 （令和6年まで）",
        "船の便",
    ]


def test_a_sentence_below_an_item_is_its_own() -> None:
    text = "●桟橋\n桟橋は毎年点検します。\n\n●灯台\n灯台は夜に点検します。\n\n●岸壁\n岸壁は春に点検します。\n"
    assert "桟橋は毎年点検します。" in said(text)


def test_lines_of_a_box_are_one() -> None:
    text = "港から始めて\n町をつくる\n\n船で進める\n観光\n\n灯台\n\n海とともに\n暮らす人\n\n潮の香り\n\n波の音\n"
    assert said(text) == [
        "港から始めて 町をつくる",
        "船で進める 観光",
        "灯台",
        "海とともに 暮らす人",
        "潮の香り",
        "波の音",
    ]


def test_without_blank_lines_there_are_no_boxes() -> None:
    lines = ["桟橋", "灯台", "岸壁", "防波堤", "船溜まり", "給油所"]
    assert said("\n".join(lines) + "\n") == lines


def test_captions_keep_what_they_count() -> None:
    text = "●桟橋の事業\n60件 20.2億円\n\n●灯台の事業\n31件 22.2億円\n\n"
    text += "港の計画\n全体【実績】\n\n事業数 91件\n決算額 42.4億円\n"
    assert said(text) == [
        "桟橋の事業 60件20.2億円", "灯台の事業 31件22.2億円", "港の計画 全体【実績】 事業数91件 決算額42.4億円",
    ]  # fmt: skip


def test_figures_in_front_of_any_caption_stay_apart() -> None:
    text = "60件 20.2億円\n\n桟橋の事業\n\n31件 22.2億円\n\n灯台の事業\n\n7件 1.0億円\n\n岸壁の事業\n"
    assert said(text)[0] == "60件20.2億円"
