"""Overview pages whose title stands in the middle of their lines.

Lines, the places of running heads and items come in; items come out, each such title in front of its
whole page. Called by `outline` before `repair`. Extractors read a page of boxes in any order, so that
its title may follow half of what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.items import Item, Key
from ingest.lines import Line
from ingest.marks import COUNTED, Mark, Style
from ingest.normalise import heading_text
from ingest.titles import is_title

LEAST = 3  # pages of one form
_Page = list[int]  # places of items
_Family = Callable[[Item], str]
_LAST_WORD = re.compile(r"[」』】）)\s\u3000]\s*(?P<word>[\u3400-\u9fff\u30a0-\u30ff]{2,10})$")


def titled(items: Sequence[Item], lines: Sequence[Line], repeats: Iterable[tuple[int, ...]]) -> list[Item]:
    """The items, titles put in front of their pages where pages show one form.

    That is: the same running head opens them, then text marked alike; each holds exactly one title
    of one family (labels numbered on, or titles with the same last word), none of them at its top; no
    other counted heading stands between. `repeats`: the lines of each running head.
    """
    out = list(items)
    for head in repeats:
        pages = _pages(out, lines, head)
        told = pages[: len(head)]
        if len(told) < LEAST or not _alike(out, told):
            continue
        for family in (_numbered, _last_word):
            found = [_only(out, page, family) for page in told]
            at = [place for place in found if place is not None]
            if len(at) < len(told) or not _goes_on(out, at, family) or _others(out, told, at):
                continue
            out = _moved(out, pages, told, at)
            break
    return out


def _pages(items: Sequence[Item], lines: Sequence[Line], head: Sequence[int]) -> list[_Page]:
    """The items of each page: of those that the head opens, then of the one that follows.

    Extracted text may set a page's first line off with a blank; where each repeated head has one, a
    later line with one opens a page as well.
    """
    set_off = not any(line.page_top for line in lines) and all(_set_off(lines[i]) for i in head[1:])
    starts = set(head) | {line.index for line in lines if line.page_top or set_off and _set_off(line)}
    bounds = sorted(i for i in starts if i >= head[0])
    if bounds[: len(head)] != list(head):
        return []
    pages: list[_Page] = [[] for _ in bounds]
    page = -1
    for place, item in enumerate(items):
        while page + 1 < len(bounds) and item.line >= bounds[page + 1]:
            page += 1
        if page >= 0 and item.line != head[0]:
            pages[page].append(place)
    return pages[: len(head) + 1]


def _set_off(line: Line) -> bool:
    return line.text[:1] in (" ", "\u3000") and not line.blank_before


def _alike(items: Sequence[Item], pages: Sequence[_Page]) -> bool:
    """Whether the pages begin with text marked alike: they open something of their own."""
    marks = [_mark(items[page[0]]) if page else None for page in pages]
    return all(mark is not None and marks[0] is not None and mark.style is marks[0].style for mark in marks)


def _mark(item: Item) -> Mark | None:
    return item.block.mark if item.block else None


def _numbered(item: Item) -> str:
    """The family of a label with a number, "" for other items."""
    mark = _mark(item)
    return mark.key if mark is not None and mark.style is Style.LABEL else ""


def _last_word(item: Item) -> str:
    """The last word of a title without a mark that has one behind a bracket or a blank."""
    if item.block is None or _mark(item) is not None:
        return ""
    found = _LAST_WORD.search(item.block.raw)
    return found.group("word") if found else ""


def _only(items: Sequence[Item], page: _Page, family: _Family) -> int | None:
    """The place of the only title of a family in a page, unless that is at its top."""
    found = [i for i in page if family(items[i]) and _reads_as_title(items[i])]
    return found[0] if len(found) == 1 and found[0] != page[0] else None


def _reads_as_title(item: Item) -> bool:
    return item.block is not None and is_title(item.block)


def _goes_on(items: Sequence[Item], at: Sequence[int], family: _Family) -> bool:
    """Whether the titles are of one family, their numbers (if any) one after another."""
    if len({family(items[i]) for i in at}) != 1:
        return False
    marks = [_mark(items[i]) for i in at]
    values = [mark.value for mark in marks if mark is not None]
    return all(b == a + 1 for a, b in zip(values, values[1:], strict=False))


def _others(items: Sequence[Item], pages: Sequence[_Page], at: Sequence[int]) -> bool:
    """Whether other counted headings stand on the pages."""
    titles = set(at)
    return any(
        (key := items[i].key) is not None and key.style in COUNTED and i not in titles for page in pages for i in page
    )


def _moved(items: list[Item], pages: Sequence[_Page], told: Sequence[_Page], at: Sequence[int]) -> list[Item]:
    """The titles in front of their pages, and that of a following page which is alike in form."""
    key = items[at[0]].key or Key(Style.PLAIN)
    moves = list(zip(told, at, strict=True))
    further = pages[len(told)] if len(pages) > len(told) else []
    word = _ending(items[at[0]])
    like = [i for i in further if word and _ending(items[i]) == word and _reads_as_title(items[i])]
    if len(like) == 1 and like[0] != further[0] and _alike(items, [told[0], further]):
        moves.append((further, like[0]))
    out = list(items)
    for page, place in reversed(moves):
        item = out.pop(place)
        title = item.title or (item.block.text.text if item.block else "")
        out.insert(page[0], replace(item, key=key, title=title))
    return out


def _ending(item: Item) -> str:
    found = _LAST_WORD.search(item.block.raw) if item.block else None
    return heading_text(found.group("word")) if found else ""
