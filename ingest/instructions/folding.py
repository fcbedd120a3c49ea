"""One spelling for texts that are searched for orders: widths, case, kana and look-alike letters are folded.

Texts go in, folded texts come out; patterns are folded in the same way, so that they can be written as people write.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.textchars import INVISIBLE

# Letters of other scripts that are drawn like Latin ones (a choice from Unicode's confusables.txt, UTS #39).
_CONFUSABLE = str.maketrans(
    "абвеѕіјкмнорстухԁӏһԛԝАВЕЅІЈКМНОРСТХУαβεικνορτυχηωΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡ",
    "abbesijkmhopctyxdlhqwABESIJKMHOPCTXYaBeikvoptuxnwABEZHIKMNOPTYXiag",
)
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_JAPANESE = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
_BESIDE = re.compile(rf"(?<=[{_JAPANESE}])\s+|\s+(?=[{_JAPANESE}])")
_FOREIGN_LETTER = re.compile(r"[\u0370-\u052f]")


def hiragana(text: str) -> str:
    """A text with its katakana in hiragana: orders are written in either."""
    return text.translate(_HIRAGANA)


def fold(text: str) -> str:
    """NFKC in lower case and hiragana, without invisible characters and without blanks beside Japanese ones."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    if _FOREIGN_LETTER.search(plain) or not plain.isascii():
        plain = plain.translate(_CONFUSABLE)
    return _BESIDE.sub("", re.sub(r"\s+", " ", hiragana(plain.lower()).strip()))


def pattern(*parts: str) -> re.Pattern[str]:
    """A pattern that is matched against folded texts; katakana in it is folded too, so write no kana ranges."""
    return re.compile(hiragana("".join(parts)))
