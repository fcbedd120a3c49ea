"""Sentences of Japanese text, and pieces of bounded length where a sentence is too long."""

from __future__ import annotations

import re
from collections.abc import Callable

_OPEN, _CLOSE = "「『（(【〔［[《〈", "」』）)】〕］]》〉"


def split(text: str) -> list[tuple[int, int]]:
    """The `[start, end)` of each sentence; full stops inside brackets end none; newlines end one."""
    spans: list[tuple[int, int]] = []
    depth, start = 0, 0
    for i, char in enumerate(text):
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        ends = char == "\n" or (char in "。！？!?" and depth == 0 and not _goes_on(text, i))
        if char == "\n":
            depth = 0
        if ends:
            spans.append((start, i + 1))
            start = i + 1
    if start < len(text):
        spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trimmed(text, *span))]


def _goes_on(text: str, i: int) -> bool:
    """Whether a mark is not the last of its kind, or a closing bracket follows it."""
    return i + 1 < len(text) and (text[i + 1] in _CLOSE or text[i + 1] in "。！？!?")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def pieces(text: str, fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Sentences grouped as long as `fits` holds; a sentence that does not fit is cut at commas, else anywhere."""
    out: list[tuple[int, int]] = []
    for start, end in split(text):
        if out and fits(text[out[-1][0] : end]):
            out[-1] = (out[-1][0], end)
        elif fits(text[start:end]):
            out.append((start, end))
        else:
            out.extend(_cut(text, start, end, fits))
    return out


def _cut(text: str, start: int, end: int, fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    out = []
    while start < end:
        stop = end
        while stop - start > 1 and not fits(text[start:stop]):
            stop = start + (stop - start) // 2
        if stop < end:
            # Grow to the longest piece that fits, then step back to a comma.
            step = max(1, (stop - start) // 4)
            while stop + step < end and fits(text[start : stop + step]):
                stop += step
            comma = max((m.end() for m in re.finditer(r"[、，,;；\s]", text[start:stop])), default=0)
            if comma > (stop - start) // 2:
                stop = start + comma
        out.append((start, stop))
        start = stop
    return [trimmed for a, b in out if (trimmed := _trimmed(text, a, b))]
