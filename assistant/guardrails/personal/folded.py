"""A text made equal for finding, with the way back to each character's place. Called by `find` and every finder.

NFKC, invisible characters dropped, all dashes as `-`, kanji variants of names as the usual form. `digits` is as long as
`text` and has kanji numerals as digits, for numbers that are spelt out one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.guardrails.personal.model import Certainty, Finding, Kind
from ingest.normalise import Mapped, fold_nfkc
from ingest.textsafety import INVISIBLE

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣⁃˗╴─━➖ᅳ"), "-")
# Forms in family registers that dictionaries list under the usual character.
_VARIANTS = str.maketrans(
    "髙﨑碕嵜邉邊濵濱齋齊斎槗桒𠮷舘冨栁籔曻槇澤廣嶋櫻德國眞惠壽會澁瀧條萬榮實淺黑來圓關靜邨龍",
    "高崎崎崎辺辺浜浜斉斉斉橋桑吉館富柳藪昇槙沢広島桜徳国真恵寿会渋滝条万栄実浅黒来円関静村竜",
)
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_LONG_MARK = re.compile(r"(?<=[0-9])[ー一](?=[0-9])")


@dataclass(frozen=True)
class Folded:
    """`text` and `digits`, and where each character stands in the text as it was given."""

    mapped: Mapped
    text: str
    digits: str

    @classmethod
    def of(cls, source: str) -> Folded:
        """Folds a text. Lone surrogates pass through."""
        mapped = Mapped.of(source)
        if not source.isascii():
            if INVISIBLE.search(source):
                mapped = mapped.keep(lambda i: not INVISIBLE.match(source[i]))
            mapped = fold_nfkc(mapped)
        text = fold_characters(mapped.text)
        digits = _LONG_MARK.sub("-", text.translate(_NUMERALS))
        return cls(mapped, text, digits)

    def finding(self, kind: Kind, start: int, end: int, certainty: Certainty, *, own: bool = False) -> Finding:
        """A finding at `[start:end]` of the folded text, told in places of the given one."""
        span = self.mapped.span(start, end)
        return Finding(kind, span.start, span.end, certainty, own)


def fold_characters(text: str) -> str:
    """Dashes and kanji variants of an NFKC text made equal; the length stays."""
    return _LONG_MARK.sub("-", text.translate(_DASHES).translate(_VARIANTS))
