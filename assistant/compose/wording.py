"""Headers, units and values of table cells as words of a sentence: `R5年度末実績値` becomes 令和5年度末の実績値.

Pure functions on the text of cells; called by the composers of rows.
"""

from __future__ import annotations

import re

from ingest.dates import Year, years
from ingest.normalise import nfkc

_ERAS = {"r": "令和", "h": "平成", "s": "昭和"}
_LETTER = re.compile(r"(?<![A-Za-z0-9])(?P<era>[RrHhSs])\s*(?P<n>\d{1,2}|元)(?:\.(?P<m>\d{1,2})(?![\d.])月?|(?=\s*年))")
_YEAR_HEAD = re.compile(
    r"^(?P<year>(?:令和|平成|昭和|(?:19|20)\d\d|[RHS]\d)\S*?年度?(?:末|時点|当初)?(?:[(（][^()（）]*[)）])?(?:年度?)?末?)\s*の?\s*(?P<rest>.+)$"
)
_BRACKETS = re.compile(r"[（(\[［]\s*(?:単位\s*[:：]?\s*)?([^（）()\[\]［］]{1,12})[）)\]］]")
_CAPTION = re.compile(r"単位\s*[:：]?\s*([^\s（）()、。]{1,8})")
_COUNTED = re.compile(r"(?P<unit>件|人|回|箇所|社|校|台|団体|市町村|市町|施設|戸|枚|地区|本|店|者)数$")
_FIGURE = re.compile(r"(?<![\d,.\w])(?:約|延べ|計|各|のべ)?[-−▲△+]?\d[\d,]*(?:\.\d+)?(?=$|[（(、\s①-⑳])")
_KINDS = (
    ("達成率", re.compile("達成率")),
    ("目標", re.compile("目標|計画値")),
    ("実績", re.compile("実績")),
    ("基準", re.compile("基準値|基準年|^基準")),
    ("現状", re.compile("現状|現況|現在")),
    ("予算", re.compile("予算")),
    ("決算", re.compile("決算")),
)
_TOTALS = re.compile("累計|延べ|のべ")
_PERIODS = frozenset(("月", "日", "週"))
ABSENT = re.compile(r"^[-－―ー−–—‐・/／\s]*$")


def spelt_out(text: str) -> str:
    """Letter forms of eras with a year or month behind them spelt out: R2.12 becomes 令和2年12月."""

    def words(m: re.Match[str]) -> str:
        month = f"年{int(m['m'])}月" if m["m"] else ""
        return f"{_ERAS[m['era'].lower()]}{m['n']}{month}"

    return _LETTER.sub(words, text)


def header(column: str) -> str:
    """A column's name as words: its year in front, spelt out, joined by の; units and empty brackets left out."""
    text = re.sub(r"[（(]時点[)）]$", "", spelt_out(nfkc(column).strip()))
    text = re.sub(r"\((?:単位:?)?(?:%|千?円|百万円|人|件|回|千人|箇所)\)$", "", text)
    found = _YEAR_HEAD.match(text)
    return f"{found['year']}の{found['rest']}" if found else text


def year_of(column: str) -> tuple[Year, ...]:
    """The years that a column's name tells."""
    return tuple(years(nfkc(column)))


def measure(column: str) -> str:
    """What a column holds, without its year."""
    found = _YEAR_HEAD.match(spelt_out(nfkc(column).strip()))
    return found["rest"] if found else nfkc(column)


def kind_of(column: str) -> str:
    """The role of a figure's column: 目標, 実績, 基準, 現状, 達成率, 予算, 決算, or nothing."""
    return next((name for name, told in _KINDS if told.search(column)), "")


def without_unit(indicator: str) -> str:
    """An indicator's name without the unit in brackets at its end."""
    text = indicator.strip()
    while (found := re.search(r"\s*[（(][^（）()]{1,12}[）)]$", text)) and found.start():
        text = text[: found.start()]
    return text


def unit_of(*texts: str) -> tuple[str, str, str]:
    """The unit that an indicator or a header gives: (累計 or nothing, unit, per what).

    The last brackets at the end of a text count, then captions (単位：千人), then what a count is of (件数: 件).
    """
    for text in texts:
        folded = nfkc(text)
        total = found.group() if (found := _TOTALS.search(" ".join(_BRACKETS.findall(folded)))) else ""
        for inner in reversed(_BRACKETS.findall(folded)):
            first, *rest = re.split(r"[/・、]", inner.strip())
            unit = first.removesuffix("数")
            if is_unit(unit):
                period = next((p for p in rest if p in _PERIODS), "")
                return total, unit, period
        if caption := _CAPTION.search(folded):
            return "", caption[1], ""
    for text in texts:
        if counted := _COUNTED.search(without_unit(nfkc(text))):
            return "", counted["unit"], ""
    return "", "", ""


_NAMES_OF_UNITS = """
    % 人 件 回 箇所 か所 ヶ所 社 校 台 円 千円 百万円 億円 万円 千人 万人 時間 h 日 人日 人/日 点 枚 団体 市町村 市町
    自治体 施設 事業 施策 データセット 地区 戸 ha km 本 店 者 倍 種 種類 手続 世帯 組 ページ 取組 経営体 法人 事業所
    個 課 所属 講座 名 年 歳 t
"""
_UNITS = frozenset(_NAMES_OF_UNITS.split())


def is_unit(text: str) -> bool:
    """Whether a text is a unit of figures."""
    return text in _UNITS


def value(text: str, unit: str = "", total: str = "", period: str = "") -> str:
    """A cell's text as a value with its unit; what has one already keeps it."""
    out: list[str] = []
    depth = 0
    last = 0
    shown = spelt_out(text.strip())
    # Brackets behind a figure (its date) keep their own figures.
    levels = []
    for char in shown:
        if char in "（(":
            depth += 1
        levels.append(depth)
        if char in "）)":
            depth = max(0, depth - 1)
    first = True
    for m in _FIGURE.finditer(shown):
        if levels[m.start()]:
            continue
        between = shown[last : m.start()]
        if not first and (not between or between[-1] in "）)"):
            between += "、"
        out.append(between)
        lead = total if total and total not in shown and not re.match("約|延べ|計|各|のべ", m.group()) else ""
        out.append(f"{lead}{m.group()}{unit}{'/' + period if period and unit else ''}")
        last, first = m.end(), False
    return "".join((*out, shown[last:]))


def is_absent(text: str) -> bool:
    """Whether a cell holds nothing but a dash."""
    return bool(ABSENT.match(text))


def quoted(name: str) -> str:
    """A name in quotation marks."""
    return f"『{name}』" if "「" in name else f"「{name}」"
