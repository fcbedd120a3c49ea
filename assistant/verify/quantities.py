"""Quantities of a folded text with their units, and whether one quantity carries another.

288,236千円 is 288236000 円, 5割 is 50 %, 三つ is 3 つ; 箇所 and 人 are told apart, 人 and 名 are one.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.folding import blanked
from assistant.verify.times import times
from assistant.verify.words import analysed
from ingest.dates import kanji_number

_SCALES = {"千万": 1e7, "百万": 1e6, "十万": 1e5, "兆": 1e12, "億": 1e8, "万": 1e4, "千": 1e3, "百": 1e2}
_SCALE = "千万|百万|十万|兆|億|万|千|百"
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")
_SCALED = re.compile(rf"(?P<n>{_NUMBER.pattern})(?P<s>{_SCALE})?")
_LATIN_BEFORE = re.compile(r"[a-z][\-.]?$")
# Spellings of one unit; the first is its name.
_SAME = (
    ("%", "パーセント", "ぱーせんと"),
    ("人", "名"),
    ("時間", "h"),
    ("年間", "か年", "カ年", "ヵ年", "ヶ年", "箇年", "年"),
    ("か月", "か月間"),
    ("日", "日間"),
    ("週", "週間"),
    ("種", "種類"),
    ("ページ", "頁", "p"),
    ("店", "店舗"),
    ("歳", "才"),
    ("ポイント", "pt"),
    ("手続", "手続き"),
    ("km", "キロメートル", "キロ"),
    ("m", "メートル"),
    ("ha", "ヘクタール"),
    ("回", "回数"),
)
_OTHERS = """
    箇所 件 割 倍 円 分 秒 枚 台 社 者 校 団体 自治体 市町村 市町 道府県 都道府県 県 市 町 村 施設 事業 施策 項目
    つ 個 点 本 組 世帯 位 章 節 条 項 号 期 版 次 類 丁目 番 階 基 棟 品目 回線 所属 データセット 人日 kg gb mb
    tb 度 代 歩 杯 種目 業者 事業者 法人 企業 拠点 分野 柱 段階 地区 地域 か国 ヶ国 カ国 機関 課 室 部 局 サイト
    アプリ システム 事例 原則 機種 路線 便 品 冊 通 講座 コース 人口 票 tw kw mw gw ドル
"""
_NAMES = {s: group[0] for group in _SAME for s in group} | {u: u for u in _OTHERS.split()}
_KNOWN = re.compile("|".join(re.escape(u) for u in sorted(_NAMES, key=len, reverse=True)))
_RUN = re.compile(r"[一-鿿々ァ-ヴー]{1,6}")
_KANJI_COUNTED = re.compile(
    r"(?<![一二三四五六七八九十百千〇第\d(:])(?P<n>[二三四五六七八九十百千][一二三四五六七八九十百千〇]*)"
    r"(?P<u>つ|人(?!三脚)|名|件|箇所|割|回|年間|か年|か月|倍|社|校|台|種類?|分野|項目|市町村|市町|事業|施策|本の柱|団体|原則)"
)
_BOUND = re.compile(r"以上|以下|未満|以内|超(?![過え])")
_BEGINNINGS = "分次部課室局代番品通点本度項類基号便期村町市県柱節位条"  # also the beginning of longer units
_MEASURES = frozenset(("人", "%", "円", "時間", "年間", "か月", "日", "週", "倍", "ポイント", "歳", "分", "秒"))


@dataclass(frozen=True)
class Quantity:
    """A figure: `[start, end)` in the folded text, value in single units, unit ("" where none is told).

    `bound` is the word that makes it a limit (以上, 未満, …), `ordinal` tells 第3 from 3, `places` counts decimals.
    """

    start: int
    end: int
    value: float
    unit: str
    text: str
    bound: str = ""
    ordinal: bool = False
    scale: float = 1.0
    places: int = 0


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a folded text, years and dates left out; figures inside Latin names (5G, Web3) are none."""
    rest = blanked(text, times(text).spans)
    out: list[Quantity] = []
    at = 0
    while m := _SCALED.search(rest, at):
        found = _read(text, rest, m)
        at = max(m.end(), found.end if found else m.end())
        if found:
            out.append(found)
    for k in _KANJI_COUNTED.finditer(rest):
        unit = _NAMES.get(k["u"], "本" if k["u"] == "本の柱" else k["u"])
        value, unit = (kanji_number(k["n"]) * 10.0, "%") if unit == "割" else (float(kanji_number(k["n"])), unit)
        out.append(Quantity(k.start(), k.end(), value, unit, k[0], _bound(rest, k.end())))
    return tuple(sorted(out, key=lambda q: q.start))


def _read(text: str, rest: str, m: re.Match[str]) -> Quantity | None:
    value, end, scale = _value(rest, m)
    if not math.isfinite(value):
        return None
    before = rest[: m.start()]
    run = re.match(r"[a-z]+", rest[end:])
    if run and run[0] not in _NAMES:
        return None  # 5g, 3d: a name
    unit, stop = _unit(rest, end)
    if _LATIN_BEFORE.search(before) and (unit not in _NAMES.values() or unit == "版"):
        return None  # society5.0, web3: a name
    if not unit and "." in m["n"] and re.search(r"[a-z]\s$", before):
        return None  # society 5.0
    start = m.start()
    if before[-1:] in ("-", "▲", "△", "+") and (len(before) < 2 or not re.match(r"[\da-z%)]", before[-2])):
        value = -value if before[-1] != "+" else value
        start -= 1
    value, unit = (value * 10, "%") if unit == "割" else (value, unit)
    point = rest.find(".", m.start(), m.end())
    places = len(re.match(r"\d*", rest[point + 1 :])[0]) if point >= 0 else 0  # type: ignore[index]
    ordinal = before.endswith("第")
    return Quantity(start, stop, value, unit, text[start:stop], _bound(rest, stop), ordinal, scale, places)


def _value(rest: str, m: re.Match[str]) -> tuple[float, int, float]:
    """The value with 万, 億 and the like multiplied in, where it ends, and its last scale."""
    scale = _SCALES.get(m["s"] or "", 1.0)
    value, end = float(m["n"].replace(",", "")) * scale, m.end()
    while scale > 1 and (more := _SCALED.match(rest, end)):
        smaller = _SCALES.get(more["s"] or "", 1.0)
        if smaller >= scale:
            break
        value, end, scale = value + float(more["n"].replace(",", "")) * smaller, more.end(), smaller
    return value, end, scale


def _unit(rest: str, end: int) -> tuple[str, int]:
    """The unit that stands at `end`, and where it ends: a known one, else the run of kanji or katakana."""
    known, run = _KNOWN.match(rest, end), _RUN.match(rest, end)
    if known and not (run and len(run[0]) > 1 and known[0] in _BEGINNINGS and not _ends(run[0], known[0])):
        return _NAMES[known[0]], known.end()
    return (run[0], run.end()) if run else ("", end)


def _ends(run: str, unit: str) -> bool:
    """Whether a run of kanji is a unit and what is done with it: 4局増設."""
    found = analysed(run)
    return len(found) > 1 and found[0].surface == unit and found[1].pos[2:3] == ("サ変可能",)


def _bound(rest: str, end: int) -> str:
    m = _BOUND.match(rest, end)
    return m[0] if m else ""


def units_agree(claimed: str, given: str) -> bool:
    """Whether two units are one; つ and 個 count any thing."""
    if claimed == given or not claimed:
        return True
    if claimed in ("つ", "個", "項目") and given not in _MEASURES:
        return True
    unknown = claimed not in _NAMES.values() or given not in _NAMES.values()
    return bool(given) and unknown and (claimed.startswith(given) or given.startswith(claimed))


def same_value(a: float, b: float) -> bool:
    """Whether both are one figure (2.372 times 1000 is not quite 2372)."""
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
