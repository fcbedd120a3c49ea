"""Plain text: bytes in any common Japanese encoding -> text, pages at form feeds."""

from __future__ import annotations

import unicodedata

from ingest.errors import UnreadableSourceError
from ingest.models import ReaderText

# EUC-JP as Python's `euc_jis_2004`, which knows ① and other characters that offices use.
_LEGACY = ("cp932", "euc_jis_2004")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
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
    if not readings or (best := max(readings, key=_plausibility)) and _plausibility(best) < 0.3:
        raise UnreadableSourceError(
            f"{name}: is no text in UTF-8, CP932 or EUC-JP (first fault at byte {broken_at}); save it as UTF-8"
        )
    return _checked(best, name)


def _plausibility(text: str) -> float:
    """The share of letters that ordinary Japanese text uses, less what wrong decodings make."""
    letters = [c for c in text if not c.isspace()]
    if not letters:
        return 0.0
    good = bad = 0
    for char in letters:
        code = ord(char)
        if 0x3041 <= code <= 0x30FF or char in "、。「」・（）" or char.isascii():
            good += 1
        elif 0xFF61 <= code <= 0xFF9F or unicodedata.category(char) in ("Co", "Cn", "Cc"):
            bad += 1
    return (good - 2 * bad) / len(letters) + 0.3


def _checked(text: str, name: str) -> str:
    """`text`, unless it holds what no text file holds."""
    controls = sum(unicodedata.category(c) == "Cc" and c not in _ALLOWED_CONTROLS for c in text)
    if "\0" in text or controls > 0.01 * len(text):
        raise UnreadableSourceError(f"{name}: is binary data, not text; give a .txt or .md file")
    return text
