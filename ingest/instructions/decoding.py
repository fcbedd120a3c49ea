"""Encoded pieces of a text made readable: Base64, hexadecimal, binary, per cent, backslash and entity escapes.

A text goes in, the readable texts that hide in it come out. What decodes to something unreadable is no encoding.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_BASE32 = re.compile(r"\b[A-Z2-7]{24,}={0,6}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s,:]?){8,}")
_BINARY = re.compile(r"(?:[01]{8}[\s,]?){4,}")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}){3}|(?:%20[^%\s]+){2}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]{1,6})\}|\\x([0-9a-fA-F]{2})")
_ENTITY = re.compile(r"&#x?[0-9a-fA-F]{2,6};")
_SHORTEST = 6  # characters from which a decoded piece can say anything


def decoded(text: str) -> Iterator[str]:
    """The readable texts encoded in `text`, in no order that matters."""
    for found in _BASE64.findall(text):
        yield from _readable(_base64(found))
    for found in _BASE32.findall(text):
        yield from _readable(_base32(found))
    for found in _HEX.findall(text):
        yield from _readable(_hex(found))
    for found in _BINARY.findall(text):
        bits = re.sub(r"[^01]", "", found)
        yield from _readable(bytes(int(bits[n : n + 8], 2) for n in range(0, len(bits) - 7, 8)))
    if _PERCENT.search(text):
        yield unquote(text, errors="replace")
    if len(_ESCAPE.findall(text)) >= _SHORTEST:
        yield _ESCAPE.sub(lambda m: _character(m[1] or m[2] or m[3]), text)
    if len(_ENTITY.findall(text)) >= _SHORTEST:
        yield html.unescape(text)


def _readable(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    if len(text) >= _SHORTEST and all(c.isprintable() or c in "\n\r\t" for c in text):
        yield text


def _base64(found: str) -> bytes:
    bare = found.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""


def _base32(found: str) -> bytes:
    bare = found.rstrip("=")
    try:
        return base64.b32decode(bare + "=" * (-len(bare) % 8))
    except (binascii.Error, ValueError):
        return b""


def _hex(found: str) -> bytes:
    digits = re.sub(r"0x|\\x|[\s,:]", "", found)
    return bytes.fromhex(digits[: len(digits) // 2 * 2])


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
