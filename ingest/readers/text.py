"""Plain text: bytes in any common Japanese encoding -> text, pages at form feeds."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ingest.errors import UnreadableSourceError
from ingest.models import ReaderText

# EUC-JP as Python's `euc_jis_2004`, which knows ① and other characters that offices use.
_LEGACY = ("cp932", "euc_jis_2004")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What files of other kinds begin with, though their first bytes may read as text.
_OTHER_KINDS = ((b"%PDF-", "a PDF"), (b"{\\rtf", "an RTF file"), (b"PK\x03\x04", "a ZIP or Office file"))
_SAMPLE = 20_000  # characters that decide on the encoding
_LEAST = 0.2  # a mean weight below this is no Japanese text in either encoding
_ALLOWED_CONTROLS = "\t\n\r\f\v"


def read(data: bytes, name: str) -> ReaderText:
    """The decoded text; a form feed starts a page. Raises UnreadableSourceError on binary data."""
    text = decode(data, name)
    pages: tuple[int, ...] = ()
    if "\f" in text.strip("\f\n\r "):
        pages = (0, *(i + 1 for i, char in enumerate(text) if char == "\f"))
    return ReaderText(text=text, page_starts=pages)


def decode(data: bytes, name: str) -> str:
    """`data` as text: UTF-8 or UTF-16 by their mark, else UTF-8, CP932 or EUC-JP.

    CP932 and EUC-JP can both accept the same bytes; the reading with more of what Japanese
    text is made of wins. Raises UnreadableSourceError when nothing fits.
    """
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise UnreadableSourceError(f"{name}: is {kind}, not text; save its text as UTF-8 in a .txt or .md file")
    for bom, codec in _BOMS:
        if data.startswith(bom):
            try:
                return _checked(data[len(bom) :].decode(codec), name)
            except UnicodeDecodeError as error:
                raise UnreadableSourceError(
                    f"{name}: is marked as {codec.upper()} but breaks it at byte {error.start}; save it again as UTF-8"
                ) from None
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        broken_at = error.start
    readings = []
    for codec in _LEGACY:
        try:
            readings.append(data.decode(codec))
        except UnicodeDecodeError:
            continue
    best = max(readings, key=_plausibility, default="")
    if not best or _plausibility(best) < _LEAST:
        raise UnreadableSourceError(
            f"{name}: is no text in UTF-8, CP932 or EUC-JP (first fault at byte {broken_at}); save it as UTF-8"
        )
    return _checked(best, name)


def _plausibility(text: str) -> float:
    """How much a text looks like ordinary Japanese, from -2 to 1: the mean weight of its characters."""
    letters = [c for c in text[:_SAMPLE] if not c.isspace()]
    if not letters:
        return 0.0
    return sum(map(_weight, letters)) / len(letters)


@lru_cache(maxsize=16384)
def _weight(char: str) -> float:
    """1 for what fills Japanese text, less for what is rare, below 0 for what wrong decoding makes."""
    code = ord(char)
    if 0x3001 <= code <= 0x30FF or 0xFF01 <= code <= 0xFF60 or char.isascii():
        return 1.0
    if 0xFF61 <= code <= 0xFF65:
        # EUC-JP's lead bytes of kana read as CP932: half-width punctuation at every other place.
        return -1.0
    if 0xFF66 <= code <= 0xFF9F:
        return 0.3
    if unicodedata.category(char) in ("Co", "Cn", "Cc"):
        return -2.0
    if 0x4E00 <= code <= 0x9FFF:
        return 0.6 if _is_common_kanji(char) else 0.1
    return -0.2


def _is_common_kanji(char: str) -> bool:
    """Whether a kanji is of JIS level 1 (rows 16 to 47)."""
    try:
        lead = char.encode("euc_jp")[0]
    except UnicodeEncodeError:
        return False
    return 0xA0 + 16 <= lead <= 0xA0 + 47


def _checked(text: str, name: str) -> str:
    """`text`, unless it holds what no text file holds."""
    controls = sum(unicodedata.category(c) == "Cc" and c not in _ALLOWED_CONTROLS for c in text)
    if "\0" in text or controls > 0.01 * len(text):
        raise UnreadableSourceError(f"{name}: is binary data, not text; give a .txt or .md file")
    return text
