"""The reader's text as lines, and which of them are page furniture.

`ReaderText` goes in, `Line`s come out; `tables`, `footnotes` and `blocks` read them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ingest import marks
from ingest.models import ReaderText
from ingest.normalise import SPACES, Mapped, display_width, heading_text

MAX_HEAD_WIDTH = 120
_PAGE_NUMBER = re.compile(
    r"[-–—−‐~〜～]?\s*(?:p\.?|P\.?|page|ページ|頁)?\s*\d{1,4}\s*(?:/\s*\d{1,4}|ページ|頁)?\s*[-–—−‐~〜～]?"
)

_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*")


@dataclass(frozen=True)
class Line:
    """A line without its newline: its place, its text, the empty lines before it."""

    index: int
    start: int
    end: int
    text: str
    blank_before: int
    page_top: bool
    page_bottom: bool

    @cached_property
    def stripped(self) -> str:
        """The text without outer white space."""
        return self.text.strip(SPACES)

    @property
    def mapped(self) -> Mapped:
        """The whole line with its places."""
        return Mapped.at(self.text, self.start)

    @cached_property
    def words(self) -> tuple[Mapped, ...]:
        """What stands between blanks, with its places."""
        return tuple(Mapped.at(m.group(), self.start + m.start()) for m in re.finditer(r"[^ \t\u3000]+", self.text))

    @cached_property
    def width(self) -> int:
        """Columns of the stripped text."""
        return display_width(self.stripped)


def split(reader_text: ReaderText) -> tuple[Line, ...]:
    """The lines that are neither blank nor a comment (`<!-- … -->`), in order; `index` counts them."""
    out: list[Line] = []
    blanks = 0
    text = reader_text.text
    pages = set(reader_text.page_starts[1:])
    position = reader_text.body_start
    top = bool(reader_text.page_starts)
    for raw in re.split(r"(\r\n|\n|\r|\f|\u2028|\x85)", text[reader_text.body_start :]):
        if raw in ("\r\n", "\n", "\r", "\f", "\u2028", "\x85"):
            position += len(raw)
            if position in pages:
                top = True
                if out:
                    out[-1] = _at_bottom(out[-1])
            continue
        if raw.strip(SPACES) and not _COMMENT.fullmatch(raw):
            out.append(Line(len(out), position, position + len(raw), raw, blanks, top, False))
            blanks, top = 0, False
        else:
            blanks += 1
        position += len(raw)
    # re.split yields one empty string between two newlines: a blank line counts once.
    return _recount(out, text)


def _at_bottom(line: Line) -> Line:
    return Line(line.index, line.start, line.end, line.text, line.blank_before, line.page_top, True)


def _recount(lines: list[Line], text: str) -> tuple[Line, ...]:
    """The lines with `blank_before` as the number of empty lines in front."""
    out: list[Line] = []
    before = 0
    for line in lines:
        gap = text[before : line.start]
        breaks = gap.count("\n") + gap.replace("\r\n", "\n").count("\r") + gap.count("\f")
        blank = max(0, breaks - (1 if out else 0))
        out.append(Line(line.index, line.start, line.end, line.text, blank, line.page_top, line.page_bottom))
        before = line.end
    return tuple(out)


@dataclass(frozen=True)
class Furniture:
    """Line indexes that are no text of the document: repeated heads, titles, page numbers.

    `heads` are first occurrences of running heads that read like a heading; they stay; `repeats`
    holds for each of them all the lines where it stands.
    """

    dropped: frozenset[int]
    heads: frozenset[int]
    repeats: tuple[tuple[int, ...], ...] = ()


def furniture(lines: tuple[Line, ...], title: str, has_pages: bool) -> Furniture:
    """Finds running heads and feet.

    A running head is the same line, figures aside, three times or more, not twice in close
    succession, and where the format has pages at their top or bottom; a line equal to the
    document's title that comes back also counts. Page numbers that stand alone at a page's
    edge go too; a lone number elsewhere may be a table's cell and is left to the parts that
    read it.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if 4 <= line.width <= MAX_HEAD_WIDTH:
            places[_shape(line.stripped)].append(line.index)
    dropped: set[int] = set()
    heads: set[int] = set()
    repeats: list[tuple[int, ...]] = []
    folded_title = heading_text(title)
    normal = sorted(line.blank_before for line in lines)[len(lines) // 2] if lines else 0
    for shape, found in places.items():
        stripped = lines[found[0]].stripped
        is_title = heading_text(stripped) == folded_title
        if is_title and len(found) > 1:
            dropped.update(found)
            continue
        if len(found) < 3 or not _far_apart(found) or _is_marked(stripped):
            continue
        at_edge = sum(lines[i].page_top or lines[i].page_bottom for i in found)
        if has_pages and at_edge < 0.6 * len(found):
            continue
        if not has_pages and not _set_off(lines, found, normal):
            continue
        if re.sub(r"[#\s]", "", shape) == "":
            continue
        dropped.update(found[1:])
        if re.search(r"\d", shape) is None and len({lines[i].stripped for i in found}) > 1:
            dropped.add(found[0])
        else:
            heads.add(found[0])
            repeats.append(tuple(found))
    if has_pages:
        for line in lines:
            if (line.page_top or line.page_bottom) and _PAGE_NUMBER.fullmatch(heading_text(line.text)):
                dropped.add(line.index)
    return Furniture(frozenset(dropped), frozenset(heads), tuple(repeats))


def _shape(text: str) -> str:
    """What a line has in common with its repetitions: all but figures, save those that number a heading."""
    mark = marks.parse(text)
    if mark is not None and mark.style in marks.COUNTED:
        return heading_text(text)
    return re.sub(r"\d+", "#", heading_text(text))


def _far_apart(found: list[int]) -> bool:
    gaps = [b - a for a, b in zip(found, found[1:], strict=False)]
    return sorted(gaps)[len(gaps) // 2] >= 8


def _is_marked(text: str) -> bool:
    """Whether a line carries a mark of its own (a role heading such as 【取組方針】 repeats rightly)."""
    return bool(re.match(r"[【＜<〈《［\[〔（(■□○◯●◎◆◇・•➢\-*|#]|\S*\t", text)) or text[-1:] in "。．"


def _set_off(lines: tuple[Line, ...], found: list[int], normal: int) -> bool:
    """Without pages: whether the line begins a page as extracted text shows it.

    Extractors leave either a leading blank or a wider gap at a page's start; a sub-heading
    that repeats under each field has the same spacing as its neighbours and follows no gap. `normal`:
    the blank lines in front of most lines.
    """
    marked = sum(
        lines[i].text[:1] in " \u3000\t"
        or lines[i].blank_before > normal + 1
        or i == 0
        or is_page_number(lines[i - 1].stripped)
        for i in found
    )
    long = display_width(lines[found[0]].stripped) >= 24
    return marked >= 0.5 * len(found) and long


def is_page_number(text: str) -> bool:
    """Whether a stripped line is a number alone, as page numbers are."""
    return len(text) <= MAX_HEAD_WIDTH and bool(_PAGE_NUMBER.fullmatch(heading_text(text)))
