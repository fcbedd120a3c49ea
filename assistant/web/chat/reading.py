"""Where a quotation stands: a citation and its document's passages go in, the passage with its marks comes out.

Pure. Called by `sources` for the panel beside an answer, and by `routes` for what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.web.chat.markup import text
from ingest.normalise import nfkc, squeeze
from vectorstore.codec import StoredPassage

MOST = 6_000  # characters of a section that are shown at once, around the quotation
NEAR = 2  # passages before and after
_Spans = list[tuple[int, int]]
_HEADING_MARK = re.compile(r"(?:(?<=^)|(?<=\n)|(?<=・))#{1,6} ?")


def holding(passages: Sequence[StoredPassage], start: int, end: int) -> StoredPassage | None:
    """The smallest passage that holds the place `[start:end]` of the reader's text; None without one."""
    around = [p for p in passages if p.passage.start <= start and end <= p.passage.end]
    return min(around, key=lambda p: (p.passage.lists, p.passage.end - p.passage.start), default=None)


def near(passages: Sequence[StoredPassage], place: StoredPassage) -> list[StoredPassage]:
    """The passages before and after, whatever section they belong to, in reading order."""
    ordered = _readable(passages, place)
    at = ordered.index(place)
    return ordered[max(0, at - NEAR) : at + NEAR + 1]


def section(passages: Sequence[StoredPassage], place: StoredPassage) -> tuple[list[StoredPassage], bool]:
    """The passages of the same section in reading order, and whether some were left out because there are too many."""
    path = _section(place)
    ordered = [p for p in _readable(passages, place) if _section(p)[: len(path)] == path]
    at = ordered.index(place)
    first, last, count = at, at, len(place.passage.text)
    while True:
        grown = False
        for step, within in ((-1, first > 0), (1, last < len(ordered) - 1)):
            following = ordered[first - 1 if step < 0 else last + 1] if within else None
            if following is not None and count + len(following.passage.text) <= MOST:
                first, last = (first - 1, last) if step < 0 else (first, last + 1)
                count, grown = count + len(following.passage.text), True
        if not grown:
            return ordered[first : last + 1], last - first + 1 < len(ordered)


def marked(place: StoredPassage, quoted: Sequence[tuple[int, int]]) -> str:
    """The passage's text as HTML, what stands in the `quoted` spans of the reader's text marked."""
    shown, spans = place.passage.text, _in_text(place, quoted)
    parts, at = [], 0
    for start, end in spans:
        parts += [_plain(shown[at:start]), f"<mark>{text(shown[start:end])}</mark>"]
        at = end
    return "".join([*parts, _plain(shown[at:])])


def _plain(shown: str) -> str:
    """Text as HTML, without Markdown's marks of headings."""
    return text(_HEADING_MARK.sub("", shown))


def agrees(place: StoredPassage, citation: Citation) -> bool:
    """Whether the passage still says there what the citation quotes: the index may be another one by now."""
    shown = place.passage.text
    said = squeeze(nfkc("".join(shown[start:end] for start, end in _in_text(place, spans_of(citation)))))
    return bool(said) and said in squeeze(nfkc(citation.quote))


def spans_of(citation: Citation) -> _Spans:
    """The quotation's place as `marked` wants it."""
    return [(citation.start, citation.end)]


def _readable(passages: Sequence[StoredPassage], place: StoredPassage) -> list[StoredPassage]:
    """Without the lists of headings and names, which repeat what stands elsewhere."""
    return [p for p in passages if not p.passage.lists or p is place]


def _section(place: StoredPassage) -> tuple[str, ...]:
    path = place.passage.path
    return path[:-1] if place.passage.cells else path


def _in_text(place: StoredPassage, quoted: Sequence[tuple[int, int]]) -> _Spans:
    """Spans of the passage's text for spans of the reader's text; joined where little stands between them."""
    found: _Spans = []
    for at, length, source, source_length in place.passage.runs:
        for start, end in quoted:
            low, high = max(start, source), min(end, source + source_length)
            if low < high:
                same = length == source_length
                found.append((at + low - source, at + high - source) if same else (at, at + length))
    joined: _Spans = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
