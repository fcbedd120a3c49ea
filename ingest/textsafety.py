"""What a reader would not expect in a text: invisible, private, foreign, garbled characters, orders to a model.

A text goes in, `Finding`s come out; the report after ingest lists them and the guards share the
character classes. Nothing is changed: quotations stay as they stand in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from ingest.instructions import find_in_document
from ingest.models import Finding, Span
from ingest.normalise import nfkc
from ingest.textchars import INVISIBLE

_KATAKANA_WORD = re.compile(r"[\u30a1-\u30faー]{4,}")
_SMALL = str.maketrans("ァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ", "アイウエオツヤユヨワあいうえおつやゆよわ")
FREQUENT = 5  # how often a word stands to serve as the likely reading of a rare one
EXCERPT = 24
ORDER = "instruction"  # the kind of a finding that is an order to a language model


def findings(text: str) -> tuple[Finding, ...]:
    """All suspicious places of `text`, in order."""
    found = [*_characters(text), *_words(text), *_small_kana(text), *_orders(text)]
    return tuple(sorted(found, key=lambda f: f.span))


def _orders(text: str) -> Iterable[Finding]:
    """Lines that order a language model about: data like any other line, but somebody should look at them."""
    for span, order in find_in_document(text):
        hidden = "、符号などで隠されています" if order.disguised else ""
        note = f"言語モデルへの指示とみられます（従いません{hidden}）"
        yield Finding(ORDER, re.sub(r"\s+", " ", text[span.start : span.end])[: 2 * EXCERPT], span, note)


def _characters(text: str) -> Iterable[Finding]:
    for i, char in enumerate(text):
        if char.isascii():
            continue
        kind, note = _suspicion(char)
        if kind:
            yield Finding(kind, _around(text, i, i + 1), Span(i, i + 1), note)


def _suspicion(char: str) -> tuple[str, str]:
    """The kind of a suspicious character and what to know of it, or two empty strings."""
    code = ord(char)
    name = f"U+{code:04X}"
    if INVISIBLE.match(char):
        return "invisible", f"{name} は表示されない文字です"
    if char == "\ufffd":
        return "garbled", "文字化けの印です"
    category = unicodedata.category(char)
    if category == "Co":
        return "private_use", f"{name} は外字です"
    if category in ("Cn", "Cs"):
        return "garbled", f"{name} は文字の割り当てがありません"
    if 0x2E80 <= code <= 0x2FDF:
        usual = nfkc(char)
        return "radical", f"部首の文字です（通常は {usual}）" if usual != char else "部首の文字です"
    if 0x3400 <= code <= 0x9FFF and not _known_in_japan(char):
        return "foreign_kanji", "日本の文字規格（JIS X 0213、CP932）にない漢字です"
    return "", ""


def _known_in_japan(char: str) -> bool:
    for codec in ("cp932", "euc_jis_2004"):
        try:
            char.encode(codec)
        except UnicodeEncodeError:
            continue
        return True
    return False


def _words(text: str) -> Iterable[Finding]:
    """Rare katakana words that look like a frequent one (shape or voicing off by a sign or two)."""
    places = [(m.group(), m.start(), m.end()) for m in _KATAKANA_WORD.finditer(text)]
    counts = Counter(word for word, _, _ in places)
    frequent = [w for w, n in counts.items() if n >= FREQUENT]
    for word, start, end in places:
        if counts[word] > 2:
            continue
        for usual in frequent:
            differing = [(a, b) for a, b in zip(word, usual, strict=False) if a != b]
            if len(word) != len(usual) or not 1 <= len(differing) <= 2 or not all(_alike(a, b) for a, b in differing):
                continue
            after = text[end : end + 2].strip()
            if len(differing) == 1 or after and usual + after in text:
                yield Finding(
                    "unusual_word", _around(text, start, end), Span(start, end), f"「{usual}」の誤りかもしれません"
                )
                break


_SHAPES = (
    {"ン", "ソ", "ジ", "シ", "ツ", "ッ"},
    {"エ", "工", "ェ"},
    {"ロ", "口"},
    {"カ", "力"},
    {"ニ", "二"},
    {"ー", "一"},
    {"ク", "ワ", "タ"},
)


def _alike(a: str, b: str) -> bool:
    """Whether two kana differ only by voicing, size or a shape that is often confused."""
    base = [unicodedata.normalize("NFD", c)[0].translate(_SMALL) for c in (a, b)]
    return base[0] == base[1] or any(a in s and b in s for s in _SHAPES)


def _small_kana(text: str) -> Iterable[Finding]:
    """A word with a full-size つ, や, ゆ or よ that stands elsewhere with the small one (あつたか, あったか)."""
    words = Counter(re.findall(r"[\u3041-\u3096]{3,}[A-Za-z\u4e00-\u9fff]{0,3}", text))
    small = {w.translate(_SMALL): w for w, n in words.items() if n >= 3 and w.translate(_SMALL) != w}
    for word, count in words.items():
        usual = small.get(word.translate(_SMALL))
        if usual and usual != word and count <= 2 and words[usual] > count:
            for m in re.finditer(re.escape(word), text):
                yield Finding(
                    "unusual_word",
                    _around(text, m.start(), m.end()),
                    Span(m.start(), m.end()),
                    f"「{usual}」の誤りかもしれません",
                )


def _around(text: str, start: int, end: int) -> str:
    """A few characters on both sides, on one line."""
    left, right = max(0, start - EXCERPT // 2), min(len(text), end + EXCERPT // 2)
    return re.sub(r"\s+", " ", text[left:right]).strip()
