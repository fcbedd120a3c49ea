"""Lists as they stand in passages: listings of headings and rows, and lines below a sentence that introduces them.

Passages go in, `Listing`s come out, whole and in order even where a list was cut into several passages; called by
`lists`.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.compose.draft import Evidence
from assistant.compose.overlap import plain
from ingest.models import Kind, Span
from ingest.normalise import Mapped, nfkc
from ingest.passages import bounded
from vectorstore.codec import StoredPassage

FEWEST = 2  # items that make a list
_PHRASE = 25  # characters of a phrase that is an item without a mark
_SHORTEST_LABEL, _LONGEST_NAME = 4, 24  # characters of a line that names a list, and of a name in it
_BRACKETED = re.compile(r"^[（(]([^（）()]+)[）)]$")
_WRAPPED = re.compile(r"^[（(][^（）()]*[）)]$")
_OPENING = re.compile(r"^(?P<subject>.+)は、次の(?P<n>\d+)件です。$")
_GROUP = re.compile(r"^.{1,30}が.{1,60}のもの$")
_COUNTER = r"つ|本|点|項目|個|種|分野|件|社|校|人|名|グループ|段階|原則|視点|柱|業務|テーマ|チーム|章|類型"
_NUMBERED = re.compile(
    rf"^(?:第\s*(?P<a>\d+)\s*[章節項部]|[（(]\s*(?P<b>\d+)\s*[）)]|(?P<c>\d{{1,2}})\s*[.．、](?!\d)|(?P<d>\d{{1,2}})(?=\s*[^\d\s.,．，%％\-－])(?!\s*(?:{_COUNTER}|年|月|日|次|期|G\b|D\b|万|億|千|割|倍|か所|箇所|回|時|世紀))|(?P<e>[①-⑳]))\s*"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARKS = re.compile(r"^[#・●■◆○◇□◎▲➢※\-*＊\s\ue000-\uf8ff]+")
_INTRODUCES = re.compile(r"(?:以下|次の|下記|とおり|通り)[^。]*[。：:]?$|[：:]$")


@dataclass(frozen=True)
class Item:
    """One item: its text without bullet and number, the number, and where it stands."""

    stored: StoredPassage
    text: str
    number: int
    span: Span
    context: tuple[Span, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The item as quotations."""
        return tuple(Evidence(self.stored, piece, self.context) for piece in bounded(self.span))


@dataclass(frozen=True)
class Listing:
    """A list with what it is of: the words of its heading, the sentence that introduces it ("" without one)."""

    subject: str
    heading: str
    introduction: str
    items: tuple[Item, ...]


def title(heading: str) -> str:
    """A heading without its mark and number."""
    text = _MARKS.sub("", _narrow(heading))
    text = _NUMBERED.sub("", text, count=1)
    return re.sub(r"^[【<〈《\[](.+)[】>〉》\]]$", r"\1", text)


def _narrow(text: str) -> str:
    """The text with each character in its one width, circled numbers as they are: of the same length."""
    return "".join(n if len(n := nfkc(c)) == 1 and c not in _CIRCLED else c for c in text)


def _item(stored: StoredPassage, text: Mapped, start: int, end: int) -> Item | None:
    raw = _narrow(text.text[start:end])
    cut = len(raw) - len(_MARKS.sub("", raw))
    number = 0
    if found := _NUMBERED.match(raw[cut:]):
        digits = next((g for g in found.groups() if g), "")
        number = ord(digits) - ord("①") + 1 if digits in _CIRCLED else int(digits)
        cut += found.end()
    begin = start + cut + len(raw[cut:]) - len(raw[cut:].lstrip())
    body = text.text[begin:end].rstrip()
    if not body or not any(text.ends[i] > text.starts[i] for i in range(start, end)):
        return None
    return Item(stored, body, number, text.span(begin, begin + len(body)))


def of_headings(passages: Iterable[StoredPassage]) -> list[Listing]:
    """The listings of headings and of rows' names below one heading; parts of one listing joined."""
    parts: dict[tuple[str, tuple[str, ...], str], list[StoredPassage]] = {}
    for stored in passages:
        first = stored.passage.text.partition("\n")[0]
        found = _OPENING.match(first)
        if stored.passage.lists and found and not _GROUP.match(found["subject"]):
            parts.setdefault((stored.source.id, stored.passage.path, first), []).append(stored)
    out: list[Listing] = []
    for (_, path, first), members in parts.items():
        items: list[Item] = []
        for stored in sorted(members, key=lambda s: (s.passage.start, s.passage.id)):
            text = Mapped.from_runs(stored.passage.text, stored.passage.runs)
            items.extend(i for a, b in _lines(text.text)[1:] if (i := _item(stored, text, a, b)))
        count = _OPENING.match(first)
        if count and len(items) == int(count["n"]) >= FEWEST and path:
            out.append(Listing(title(path[-1]), path[-1], "", _ordered(_without_ordinals(items))))
    return out


def of_lines(section: Sequence[StoredPassage]) -> list[Listing]:
    """The lists of one section: the lines behind each introducing line, or all lines where every one is an item."""
    lines: list[tuple[StoredPassage, Mapped, int, int]] = []
    for stored in sorted(section, key=lambda s: (s.passage.start, s.passage.id)):
        text = Mapped.from_runs(stored.passage.text, stored.passage.runs)
        lines.extend((stored, text, a, b) for a, b in _lines(text.text))
    if not lines:
        return []
    path = lines[0][0].passage.path
    heading = path[-1] if path else ""
    starts = [n for n, (_, t, a, b) in enumerate(lines) if _INTRODUCES.search(t.text[a:b].rstrip())]
    bounds = starts or [-1]
    if not starts and any(s.passage.kind is not Kind.ITEM for s, *_ in lines):
        if not _are_phrases([t.text[a:b] for _, t, a, b in lines]):
            return []
        lines = [line for line in lines if line[3] - line[2] >= _PHRASE // 2]
    out: list[Listing] = []
    for start, stop in zip(bounds, [*bounds[1:], len(lines)], strict=True):
        items = [i for s, t, a, b in lines[start + 1 : stop] if (i := _item(s, t, a, b))]
        if len(items) >= FEWEST:
            opening = ""
            if start >= 0:
                stored, text, begin, end = lines[start]
                opening = text.text[begin:end]
                context = tuple(bounded(text.span(begin, end)))
                items = [replace(i, context=context) if i.stored is stored else i for i in items]
            out.append(Listing(title(heading), heading, opening, tuple(items)))
    return out


def of_labels(stored: StoredPassage) -> list[Listing]:
    """The lines of a passage that are names with 、 between them, each as a list of what the line before it says."""
    text = Mapped.from_runs(stored.passage.text, stored.passage.runs)
    lines = _lines(text.text)
    out: list[Listing] = []
    for (a, b), (start, end) in zip(lines, lines[1:], strict=False):
        label = _BRACKETED.sub(r"\1", title(text.text[a:b].strip()))
        names = _names(text, start, end)
        if len(plain(label)) < _SHORTEST_LABEL or "。" in label or len(names) < FEWEST:
            continue
        context = tuple(bounded(text.span(a, b)))
        items = [Item(stored, text.text[i:j], 0, text.span(i, j), context) for i, j in names]
        out.append(Listing(label, label, "", tuple(items)))
    return out


def _names(text: Mapped, start: int, end: int) -> list[tuple[int, int]]:
    """Where the names of a line stand; none where it is a sentence."""
    line = text.text[start:end]
    if _WRAPPED.match(line):
        start, end = start + 1, end - 1
    if "。" in text.text[start:end]:
        return []
    out: list[tuple[int, int]] = []
    depth, begin = 0, start
    for i in range(start, end + 1):
        char = text.text[i] if i < end else "、"
        depth += (char in "（(「") - (char in "）)」")
        if (char == "、" and depth <= 0) or i == end:
            if text.text[begin:i].strip():
                out.append((begin, i))
            begin = i + 1
    return out if all(j - i <= _LONGEST_NAME for i, j in out) else []


def _are_phrases(lines: Sequence[str]) -> bool:
    """Whether lines are phrases of their own (…の開発) rather than sentences or scraps of a page."""
    return (
        len(lines) > FEWEST
        and not any(line.rstrip().endswith("。") for line in lines)
        and statistics.median(map(len, lines)) >= _PHRASE
    )


def _lines(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((start, start + len(line)))
        start += len(line) + 1
    return out


def _without_ordinals(items: Sequence[Item]) -> list[Item]:
    """Names without the number behind each of them, where these count the items (A1, B2, C3)."""
    if all(re.search(rf"\D{n}$", nfkc(i.text)) for n, i in enumerate(items, 1)):
        cut = [len(str(n)) for n in range(1, len(items) + 1)]
        return [
            replace(i, text=i.text[:-c].rstrip(), span=Span(i.span.start, i.span.end - c))
            for i, c in zip(items, cut, strict=True)
        ]
    return list(items)


def _ordered(items: Sequence[Item]) -> tuple[Item, ...]:
    """By their numbers where each has one (extraction displaces columns), else as they stand."""
    if all(i.number for i in items) and len({i.number for i in items}) == len(items):
        return tuple(sorted(items, key=lambda i: i.number))
    return tuple(items)
