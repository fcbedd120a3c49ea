"""Sentences of Japanese text, and pieces of bounded length where a sentence is too long."""

from __future__ import annotations

import re
from collections.abc import Callable

PROBE = 1000  # characters
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
    """Sentences grouped as long as `fits` holds; a sentence that does not fit is cut at commas, else anywhere.

    `fits` must hold for every beginning of a text for which it holds.
    """
    out: list[tuple[int, int]] = []
    for start, end in split(text):
        if out and _fits(text, out[-1][0], end, fits):
            out[-1] = (out[-1][0], end)
        elif _fits(text, start, end, fits):
            out.append((start, end))
        else:
            out.extend(_cut(text, start, end, fits))
    return out


def _fits(text: str, start: int, end: int, fits: Callable[[str], bool]) -> bool:
    # Counting tokens of a long text without blanks is slow: its beginning tells enough.
    probe = min(end, start + PROBE)
    return fits(text[start:probe]) and (probe == end or fits(text[start:end]))


def _cut(text: str, start: int, end: int, fits: Callable[[str], bool]) -> list[tuple[int, int]]:
    out = []
    while start < end:
        stop = _longest(text, start, end, fits)
        if stop < end:
            comma = max((m.end() for m in re.finditer(r"[、，,;；\s]", text[start:stop])), default=0)
            if comma > (stop - start) // 2:
                stop = start + comma
        out.append((start, stop))
        start = stop
    return [trimmed for a, b in out if (trimmed := _trimmed(text, a, b))]


def _longest(text: str, start: int, end: int, fits: Callable[[str], bool]) -> int:
    """The end of the longest piece that fits, nearly: found by doubling, then by halving the step."""
    step = 1
    while start + 2 * step < end and fits(text[start : start + 2 * step]):
        step *= 2
    stop = start + step
    while step > 1:
        step //= 2
        if stop + step <= end and fits(text[start : stop + step]):
            stop += step
    return min(stop, end)
