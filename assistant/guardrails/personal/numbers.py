"""What the finders of numbers share: bounds, the words around a number, check digits. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind

BEFORE, AFTER = 28, 16  # characters around a number in which words tell what it is
START = r"(?<![0-9A-Za-z])(?<![0-9][-.,/:])"
STOP = (
    r"(?![0-9])(?!-[0-9])(?![.,/:][0-9])"
    r"(?!\s?(?:円|千円|百万|万|億|兆|件|人|名|個|台|世帯|ページ|頁|点|ポイント|%|パーセント|トン|ヘクタール|km|kg|mm|GB|MB|m2))"
)
_SENTENCE_END = re.compile(r"[。?!\n]")
_SEPARATOR = r"[-. ・/_]{0,2}"
# Labels of numbers that belong to no person: what stands right behind one is left alone.
_OTHER_LABEL = re.compile(
    r"(?:受付|整理|管理|登録|伝票|文書|注文|問い?合わ?せ|追跡|製造|製品|型|品|商品|事業所?|事業者|施策|入札|契約|案件|許可|認可|機器|"
    r"資産|ロット|シリアル|シリアルナンバー|法人|会社法人等|発注|工事|調達|予算|科目|起案|決裁|公告|議案|統計|調査票|図書|資料|端末|製番)"
    r"(?:番号|コード|No\.?|ID|ナンバー)?[^0-9。\n]{0,6}$|"
    r"(?:ISBN|ISSN|JAN|DOI|JIS|ISO|URL|コード|ID|SKU|IMEI)[^0-9。\n]{0,6}$"
)


def of_digits(count: int) -> re.Pattern[str]:
    """A number of `count` digits, separators between them allowed."""
    return re.compile(rf"{START}[0-9](?:{_SEPARATOR}[0-9]){{{count - 1}}}{STOP}")


def only_digits(text: str) -> str:
    """The ASCII digits of a text."""
    return "".join(c for c in text if "0" <= c <= "9")


def before(text: str, start: int, length: int = BEFORE) -> str:
    """The words in front of a place."""
    return text[max(0, start - length) : start]


def around(text: str, start: int, end: int) -> str:
    """The words in front of a place and behind it."""
    return f"{before(text, start)} {text[end : end + AFTER]}"


def has_other_label(text: str, start: int) -> bool:
    """Whether what stands at `start` is labelled as a number of a thing (受付番号, 伝票番号, 法人番号)."""
    return bool(_OTHER_LABEL.search(before(text, start)))


def nearest_word(text: str, start: int, end: int, words: re.Pattern[str], rival: re.Pattern[str]) -> bool:
    """Whether one of `words` stands around a place, and no `rival` nearer: first in its sentence, then before it."""
    front, behind = before(text, start), _SENTENCE_END.split(text[end : end + AFTER])[0]
    for part in (_SENTENCE_END.split(front)[-1], front):
        own = max((m.end() for m in words.finditer(part)), default=-1)
        other = max((m.end() for m in rival.finditer(part)), default=-1)
        if own >= 0 or other >= 0:
            return own > other
        if words.search(behind) or rival.search(behind):
            return bool(words.search(behind))
    return False


def labelled(
    folded: Folded, kind: Kind, pattern: re.Pattern[str], group: int = 1, certainty: Certainty = Certainty.SURE
) -> Iterator[Finding]:
    """Findings where `pattern` matches the folded text; the datum is its `group`."""
    for match in pattern.finditer(folded.digits):
        yield folded.finding(kind, match.start(group), match.end(group), certainty)


def my_number_is_valid(digits: str) -> bool:
    """Whether 12 digits end in the check digit of 総務省令第85号（平成26年）第5条.

    With P(n) the n-th digit from the right of the first 11 and Q(n) = n + 1 for n up to 6, n - 5 beyond: 11 minus the
    remainder of the sum of P(n) Q(n) by 11, and 0 where that remainder is 0 or 1.
    """
    if len(digits) != 12:
        return False
    total = sum(int(digit) * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:11]), 1))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def luhn_is_valid(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1, annex B."""
    total = 0
    for n, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if n % 2 else 1)
        total += value - 9 if value > 9 else value
    return bool(digits) and total % 10 == 0
