"""How a line begins (or ends) when it is a heading or an item of a Japanese official document.

A stripped line goes in, a `Mark` comes out; `blocks` asks it where paragraphs start and
`outline` where headings stand. Only the form is told here; whether a marked line is a heading or
an item of a list is decided by its surroundings in `outline`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Style(StrEnum):
    """The forms of heading and item marks."""

    MARKDOWN = "markdown"  # ## title
    PART = "part"  # 第1部, 第1編
    CHAPTER = "chapter"  # 第1章
    SECTION = "section"  # 第1節
    SUBSECTION = "subsection"  # 第1款, 第1目
    ARTICLE = "article"  # 第1条の2
    ROMAN = "roman"  # Ⅰ, II.
    LABEL = "label"  # 施策 10-1, 基本目標1, 戦略の柱1
    NUMBER = "number"  # 1 , 1.
    MULTI = "multi"  # 1-1, 1.2.3
    PAREN = "paren"  # (1)
    HALF_PAREN = "half_paren"  # 1)
    CIRCLED = "circled"  # ①
    KANJI = "kanji"  # 一
    PAREN_KANJI = "paren_kanji"  # （一）
    KANA = "kana"  # ア
    PAREN_KANA = "paren_kana"  # （ア）
    IROHA = "iroha"  # イ ロ ハ
    LATIN = "latin"  # A.
    PAREN_LATIN = "paren_latin"  # (a)
    BRACKET = "bracket"  # 【現状・課題】 alone on its line
    SYMBOL = "symbol"  # ○ ■ ●
    BULLET = "bullet"  # ・ • ➢ - and private-use bullets
    NOTE = "note"  # ※
    TRAILING = "trailing"  # a title with its number at the end (decided by `outline`)
    PLAIN = "plain"  # a title without any mark (decided by `outline`)
    HEAD = "head"  # the first of a running head (decided by `lines`)
    CONTENTS = "contents"  # a title that the table of contents lists (decided by `outline`)


# Usual order of depth, after 公用文作成の考え方 (第1, 1, (1), ア, (ア)) and the order of statutes.
RANK = {
    Style.PART: 10,
    Style.CHAPTER: 20,
    Style.SECTION: 30,
    Style.SUBSECTION: 35,
    Style.ARTICLE: 38,
    Style.ROMAN: 25,
    Style.LABEL: 28,
    Style.NUMBER: 40,
    Style.KANJI: 38,
    Style.MULTI: 45,
    Style.PAREN: 60,
    Style.PAREN_KANJI: 55,
    Style.HALF_PAREN: 65,
    Style.CIRCLED: 75,
    Style.KANA: 70,
    Style.IROHA: 70,
    Style.PAREN_KANA: 80,
    Style.LATIN: 85,
    Style.PAREN_LATIN: 88,
    Style.TRAILING: 39,
    Style.HEAD: 22,
    Style.CONTENTS: 5,
}

SYMBOLS = "○◯〇●◎■□◆◇▼▽▲△★☆◼◻▶►❖❑❒⚫⚪"
BULLETS = "・･•‣◦⁃➢➤➔⇒→⇨➣✓✔✅☑‐–—▪▫⦁∙·"
KANA_ORDER = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_KANJI_DIGITS = "〇一二三四五六七八九"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}

# Nouns that carry a number as a label in official documents (施策 10-1, 基本目標1, 戦略の柱1).
_LABEL_NOUNS = (
    "柱|目標|施策|方針|政策|事業|取組|取組み|取り組み|行政運営|運営|分野|視点|プロジェクト|プログラム|計画|戦略|"
    "テーマ|資料|別紙|別表|別添|別冊|様式|付録|附属資料|参考|事例|コラム|ステップ|段階|論点|課題|重点|挑戦|アクション|"
    "グループ|議題|議案|報告事項|基準|指標|領域|ビジョン|改革|提言|指針|原則|ケース|フェーズ|区分|方向性|方向"
)
_TITLE_BREAK = r"(?=[\s\u3000:：．.、]|$|[^\d０-９a-zA-Z])"
_D = "[0-9０-９]"
_DASH = r"[-－‐‑–−―ー]"
# A number in front of one of these counts something; it is no heading number.
_COUNTER = (
    r"(?:年(?!次|表|間計画|齢)|月(?!例|間|次)|日(?!本|常)|時(?!代|間外)|分(?!野|析|科|権|散|担)|秒|人(?!材|口|権|事|工|と|生|づくり|流)|"
    r"名(?!称|簿|産)|件(?!名|費)|社(?!会)|者(?!へ)|回(?!復|線|収)|箇所|か所|カ所|ヶ所|つの|つに|つ、|個(?!人|別|所|性)|台(?!帳|風)|"
    r"校(?!務|舎|内)|市町村(?!と|に|の|へ|D|支援|業務|合併)|団体(?!と|へ|の)|自治体(?!D|情報|の|クラ|シ|間)|[%％℃‰]|億|万|千円|百|倍|"
    r"割(?!合)|歳(?!入|出)|以上|以下|未満|[~〜～]|㎡|km|kg|円(?!滑)|位(?!置)|ページ|頁|世帯|種(?!子|別|類)|か年|カ年|ヵ年|年度)"
)

_RULES: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.MARKDOWN, re.compile(r"(?P<n>#{1,6})[ \t\u3000]+(?P<title>\S.*?)[ \t]*#*$")),
    (Style.MARKDOWN, re.compile(r"(?P<n>\*\*)(?P<title>[^*。]{1,60})\*\*$")),  # a bold line alone is a title
    (Style.PART, re.compile(rf"第\s*(?P<n>{_D}+|[一二三四五六七八九十百]+)\s*[部編](?P<title>{_TITLE_BREAK}.*)$")),
    (Style.CHAPTER, re.compile(rf"第\s*(?P<n>{_D}+|[一二三四五六七八九十百]+)\s*章(?P<title>{_TITLE_BREAK}.*)$")),
    (Style.SECTION, re.compile(rf"第\s*(?P<n>{_D}+|[一二三四五六七八九十百]+)\s*節(?P<title>{_TITLE_BREAK}.*)$")),
    (
        Style.SUBSECTION,
        re.compile(rf"第\s*(?P<n>{_D}+|[一二三四五六七八九十百]+)\s*[款目](?P<title>{_TITLE_BREAK}.*)$"),
    ),
    (
        Style.ARTICLE,
        re.compile(
            rf"第\s*(?P<n>{_D}+|[一二三四五六七八九十百千]+)\s*条(?:の{_D}+|の[二三四五六七八九十])*(?P<title>[\s\u3000（(].*)?$"
        ),
    ),
    (
        Style.LABEL,
        re.compile(
            rf"(?P<label>[^\s\d０-９、。：:「」（）()]{{0,10}}?(?:{_LABEL_NOUNS}))\s*"
            rf"(?P<n>{_D}{{1,3}}(?:\s*{_DASH}\s*{_D}{{1,3}})*|[Ⅰ-Ⅻ①-⑳])(?!\s*{_COUNTER})(?P<title>[\s\u3000:：．.]+\S.*|[^\d０-９\s].*|)$"
        ),
    ),
    (Style.ROMAN, re.compile(r"(?P<n>[Ⅰ-Ⅻⅰ-ⅻ]|[IVX]{1,4}(?=[\s\u3000.．]))[\s\u3000.．、]*(?P<title>\S.*)$")),
    (
        Style.MULTI,
        re.compile(
            rf"(?P<n>{_D}{{1,2}}(?:\s?(?:{_DASH}|[.．])\s?{_D}{{1,2}}){{1,4}})(?:[.．](?!\d)|[\s\u3000])\s*(?P<title>\D.*)$"
        ),
    ),
    (Style.HALF_PAREN, re.compile(rf"(?P<n>{_D}{{1,2}})\s*[)）]\s*(?P<title>\S.*)$")),
    (Style.PAREN, re.compile(rf"[（(]\s*(?P<n>{_D}{{1,2}})\s*[)）]\s*(?P<title>.*)$")),
    (Style.PAREN, re.compile(r"(?P<n>[⑴-⒇])\s*(?P<title>.*)$")),
    (
        Style.NUMBER,
        re.compile(rf"(?P<n>{_D}{{1,2}})(?:\s*[.．、](?!\d)\s*|[\s\u3000]+)(?P<title>(?!{_COUNTER})(?![\d０-９]).+)$"),
    ),
    (
        Style.NUMBER,
        re.compile(
            rf"(?P<n>[１-９][０-９]?)(?P<title>(?!{_COUNTER})[^\d０-９\s、，,．.・/／~～〜\-－ー%％:：)）」』】].*)$"
        ),
    ),
    (Style.CIRCLED, re.compile(r"(?P<n>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓵-⓾])\s*(?P<title>.*)$")),
    (Style.PAREN_KANJI, re.compile(r"[（(]\s*(?P<n>[一二三四五六七八九十]{1,3})\s*[)）]\s*(?P<title>.*)$")),
    (Style.KANJI, re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})[\s\u3000、．.]+(?P<title>\S.*)$")),
    (Style.PAREN_KANA, re.compile(rf"[（(]\s*(?P<n>[{KANA_ORDER}ｱ-ﾝ])\s*[)）]\s*(?P<title>.*)$")),
    (Style.KANA, re.compile(rf"(?P<n>[{KANA_ORDER}])(?:[\s\u3000]+|[.．、)）])\s*(?P<title>\S.*)$")),
    (Style.PAREN_LATIN, re.compile(r"[（(]\s*(?P<n>[a-zA-Zａ-ｚＡ-Ｚ])\s*[)）]\s*(?P<title>.*)$")),
    (Style.LATIN, re.compile(r"(?P<n>[a-zA-Zａ-ｚＡ-Ｚ])[.．)）]\s*(?P<title>\D.*)$")),
    (
        Style.BRACKET,
        re.compile(
            r"(?P<n>)(?P<title>(?:【[^】]{1,40}】|＜[^＞]{1,40}＞|<[^<>/]{1,40}>|〈[^〉]{1,40}〉|《[^》]{1,40}》|［[^］]{1,40}］|\[[^\]]{1,40}\]|〔[^〕]{1,40}〕|≪[^≫]{1,40}≫)"
            r"(?:\s*[（(※].*)?)$"
        ),
    ),
    (Style.SYMBOL, re.compile(rf"(?P<n>[{SYMBOLS}])\s*(?P<title>\S.*)$")),
    (
        Style.BULLET,
        re.compile(rf"(?P<n>[{BULLETS}\ue000-\uf8ff\U000f0000-\U0010fffd]|[-*+](?=[ \t\u3000]))\s*(?P<title>.*)$"),
    ),
    (Style.NOTE, re.compile(r"(?P<n>[※＊]|\*(?=\S)|[（(]?注[\s)）:：]?)\s*(?P<title>\S.*)$")),
)
_BAD_OPENING = re.compile(
    r"^(?:は(?!じめ)|が|を|に(?!ぎ)|へ|で(?!き|ん|ジ)|から|まで|において|における|については|により|として|[、。，．）)」』】])"
)


_BULLET = rf"[{re.escape(BULLETS)}\ue000-\uf8ff\U000f0000-\U0010fffd*+-]"
# What a line must begin with for a rule to be worth a try; a label may begin with any word.
_BEGINNINGS = {
    Style.MARKDOWN: "#*", Style.PART: "第", Style.CHAPTER: "第", Style.SECTION: "第", Style.SUBSECTION: "第",
    Style.ARTICLE: "第", Style.ROMAN: "[Ⅰ-Ⅻⅰ-ⅻIVX]", Style.MULTI: _D, Style.HALF_PAREN: _D, Style.PAREN: "[（(⑴-⒇]",
    Style.NUMBER: _D, Style.CIRCLED: r"[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓵-⓾]", Style.PAREN_KANJI: "[（(]",
    Style.KANJI: "[一二三四五六七八九十]", Style.PAREN_KANA: "[（(]", Style.KANA: f"[{KANA_ORDER}]",
    Style.PAREN_LATIN: "[（(]", Style.LATIN: "[a-zA-Zａ-ｚＡ-Ｚ]", Style.BRACKET: r"[【＜<〈《［\[〔≪]",
    Style.SYMBOL: f"[{SYMBOLS}]", Style.BULLET: _BULLET, Style.NOTE: r"[※＊*（(注]",
    Style.LABEL: r"[^\s\d０-９、。：:「」（）()]",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _rules(char: str) -> tuple[tuple[Style, re.Pattern[str]], ...]:
    """The rules that a line beginning with `char` can meet, in their order."""
    return tuple(rule for rule in _RULES if re.match(_BEGINNINGS[rule[0]], char))


@dataclass(frozen=True)
class Mark:
    """The mark of a line.

    `value` is its number from 1 (0 for marks that do not count), `key` tells marks of one
    style apart that look different (■ and ○; the label of 施策 10-1), `title` is the
    rest and begins at `title_start` in the stripped line.
    """

    style: Style
    key: str
    value: int
    numbers: tuple[int, ...]
    title: str
    title_start: int


def parse(text: str) -> Mark | None:
    """The mark of a stripped line, or None when the line carries none."""
    for style, pattern in _rules(text[:1]):
        found = pattern.match(text)
        if not found:
            continue
        title = found.group("title") or ""
        raw = found.group("n")
        if style in _ENUMERATED and _BAD_OPENING.match(title):
            continue
        mark = _mark(style, raw, found, title)
        if mark is not None:
            return mark
    return None


_ENUMERATED = {
    Style.PART, Style.CHAPTER, Style.SECTION, Style.SUBSECTION, Style.LABEL, Style.ROMAN, Style.NUMBER,
    Style.MULTI, Style.CIRCLED, Style.KANJI, Style.KANA, Style.LATIN,
}  # fmt: skip
COUNTED = _ENUMERATED | {
    Style.ARTICLE, Style.PAREN, Style.HALF_PAREN, Style.PAREN_KANJI, Style.PAREN_KANA, Style.PAREN_LATIN,
    Style.IROHA, Style.TRAILING,
}  # fmt: skip


def _mark(style: Style, raw: str, found: re.Match[str], title: str) -> Mark | None:
    start = found.start("title") + len(title) - len(title.lstrip()) if found.group("title") else found.end()
    title = title.strip()
    if style is Style.MARKDOWN:
        return Mark(style, "7" if raw[0] == "*" else str(len(raw)), 0, (), title, start)
    if style in (Style.SYMBOL, Style.BULLET, Style.NOTE):
        return Mark(style, raw[:1], 0, (), title, start)
    if style is Style.BRACKET:
        return Mark(style, title[:1], 0, (), title, start)
    if style is Style.LABEL:
        # Citizen重点目標①, Local重点目標②: the word in front belongs to the title, the noun counts.
        label = re.sub(r"^[A-Za-zＡ-Ｚａ-ｚ]+", "", re.sub(r"\s", "", found.group("label")))
        numbers = _numbers(raw)
        title = title.lstrip(":：.． 　")
        return Mark(style, f"{label}/{len(numbers)}", numbers[-1], numbers, title, start)
    if style is Style.MULTI:
        numbers = _numbers(raw)
        if 0 in numbers:
            return None
        return Mark(style, str(len(numbers)), numbers[-1], numbers, title, start)
    value = number_of(raw)
    if value is None or value == 0:
        return None
    key = ""
    if style is Style.CIRCLED:
        key = "circled" if raw <= "\u32ff" else raw[:0] + "dingbat"
    return Mark(style, key, value, (value,), title, start)


def _numbers(raw: str) -> tuple[int, ...]:
    parts = re.split(rf"\s*(?:{_DASH}|[.．])\s*", raw)
    return tuple(v for v in (number_of(p) for p in parts) if v is not None) or (0,)


def number_of(raw: str) -> int | None:
    """The value of a heading number: digits of any width, kanji, roman, circled, kana, letters."""
    text = unicodedata.normalize("NFKC", raw).strip()
    text = text.strip("()")
    if text.isdecimal():
        return int(text)
    if not text:
        return None
    if all(c in "一二三四五六七八九十百" for c in text):
        return _kanji(text)
    if all(c in _ROMAN_VALUES for c in text.upper()) and (len(text) > 1 or raw not in "IVX" or raw == text):
        return _roman(text.upper())
    if len(text) == 1 and text in KANA_ORDER:
        return KANA_ORDER.index(text) + 1
    if len(text) == 1 and text.isascii() and text.isalpha():
        return ord(text.lower()) - ord("a") + 1
    if len(raw) == 1:
        try:
            return int(unicodedata.numeric(raw))
        except (TypeError, ValueError):
            return None
    return None


def iroha_value(kana: str) -> int:
    """The place of a kana in イロハ order, from 1; 0 when it has none."""
    return _IROHA.find(kana) + 1 if len(kana) == 1 else 0


def _kanji(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char == "十":
            total += (digit or 1) * 10
            digit = 0
        elif char == "百":
            total += (digit or 1) * 100
            digit = 0
        else:
            digit = _KANJI_DIGITS.index(char)
    return total + digit


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[c] for c in text]
    return sum(-v if i + 1 < len(values) and v < values[i + 1] else v for i, v in enumerate(values))


def is_sentence(text: str) -> bool:
    """Whether a text reads as a sentence rather than as a title."""
    stripped = text.rstrip()
    if stripped.endswith(("。", "．", "、", "，", ",")):
        return True
    return "。" in stripped.rstrip("。」）)")


def ends_mid_phrase(text: str) -> bool:
    """Whether a text stops where no title stops (a particle, an opening bracket, a comma)."""
    return bool(
        re.search(r"(?:[、，「『（(・／/]|[をがはにへ]|して|であり|した|れる|ます|です|ました)$", text.rstrip())
    )
