"""Which figures answer a question: the counters that it asks for (何人, 割合, いくら), and those behind figures.

A question or the text of a passage goes in, counters come out; the search prefers passages that hold a figure of the
kind that is asked for. The rules look at counters and question words alone, never at a matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.normalise import nfkc, squeeze

_PEOPLE, _SHARE, _TOWNS, _SPOTS = (
    "人 名 者",
    "% 割 パーセント",
    "市町村 市町 自治体 団体 市 町",
    "箇所 か所 カ所 ヶ所 局",
)
# What a question says behind 何, and the counters that answer it.
_ASKED = {
    **dict.fromkeys(("人", "名"), _PEOPLE),
    **dict.fromkeys(("%", "パーセント", "割"), _SHARE),
    **dict.fromkeys(("市町村", "市町", "自治体", "団体"), _TOWNS),
    **dict.fromkeys(("箇所", "か所", "カ所", "ヶ所"), _SPOTS),
    **dict.fromkeys(("種類", "種"), "種"),
    **dict.fromkeys(("事業", "施策"), "事業 施策 件"),
    **dict.fromkeys(("ページ", "枚"), "枚 ページ 頁"),
    **{word: word for word in ("円", "回", "社", "校", "点", "組", "台", "倍", "位", "本", "棟", "冊", "所属")},
    "件": "件 事業",
    "時間": "時間 h",
    "個": "個 つ",
    "キロ": "km キロ",
    "日間": "日",
}
_HOW_MANY = "つ 件 種 事業 個 市町 島 局 社 団体 法人"
_COUNTED = {  # what a question says in front of 数
    **dict.fromkeys(("人", "者", "員"), _PEOPLE),
    **{
        word: _ASKED[word]
        for word in ("件", "回", "枚", "校", "点", "社", "組", "台", "時間", "ページ", "箇所", "か所")
    },
    **{word: _ASKED[word] for word in ("市町村", "事業")},
}
_OTHER = "年 歳 億 万 千"
COUNTERS = tuple(
    sorted(
        {c for group in (*_ASKED.values(), *_COUNTED.values(), _HOW_MANY, _OTHER) for c in group.split()},
        key=lambda c: (-len(c), c),
    )
)
_SCALE = "十百千万億"


def _any_of(words: Iterator[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_WHAT = re.compile(rf"[何幾][{_SCALE}]*({_any_of(tuple(_ASKED))})")
_NUMBER_OF = re.compile(rf"({_any_of(tuple(_COUNTED))})数")
_MONEY = re.compile(r"いくら|[予決]算額|金額|予算は|費用|[何幾]千円")
_SHARES = re.compile(r"割合|比率|[用付成出費及有施加少働達裁]率")
_MANY = re.compile(r"いくつ|幾つ")
_SOME_FIGURE = re.compile(r"ど[のれん](?:くらい|ぐらい|だけ|ほど)|数は|推移|数字|数値|達成率|伸び")
_CAUSE = re.compile(r"なぜ|なんで|どうして|原因|要因|理由|事情|わけ[は?でをか]")
# Possessive and bounded: a run of digits is passed once, however long it is.
_FIGURE = re.compile(rf"(?<![0-9,.])[0-9][0-9,.]*+\s{{0,3}}[{_SCALE}]{{0,3}}\s{{0,3}}(?=({_any_of(COUNTERS)}))")
_BARE_FIGURE = re.compile(r"[^ぁ-んァ-ヶ一-鿿0-9]*+[0-9]")
_NUMBERING = re.compile(r"番号|項番|連番|No\b|№|#", re.I)


def asked(question: str) -> list[tuple[str, ...]]:
    """For each figure that a question asks for the counters that answer it; nothing where it asks for a cause."""
    text = squeeze(nfkc(question))
    if _CAUSE.search(text):
        return []
    found = [_ASKED[m[1]] for m in _WHAT.finditer(text)]
    found += ["円"] * bool(_MONEY.search(text)) + [_SHARE] * bool(_SHARES.search(text))
    found += [_HOW_MANY] * bool(_MANY.search(text)) + [_COUNTED[m[1]] for m in _NUMBER_OF.finditer(text)]
    if not found and _SOME_FIGURE.search(text):
        return [COUNTERS]
    return [tuple(group.split()) for group in dict.fromkeys(found)]


def held(text: str) -> frozenset[str]:
    """The counters that stand behind figures in a text."""
    found = {m[1] for m in _FIGURE.finditer(nfkc(text))}
    return frozenset(c for c in COUNTERS if any(f.startswith(c) for f in found))


def is_figure(column: str, cell: str) -> bool:
    """Whether a cell of a table is a figure of its own: its counter stands in the column's name or in the caption."""
    return _BARE_FIGURE.match(nfkc(cell)) is not None and not _NUMBERING.match(nfkc(column))
