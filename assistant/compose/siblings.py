"""Figures that stand in the same words under sibling headings (R5年度60事業実施決算額…千円): a table without a table.

A question and ranked passages go in, drafts come out, none where no such lines are meant; called by the extractive
composer. Told are the first of the headings by one figure, against the next one, or the line of a heading that the
question names. Which figure is meant follows from year, unit and the words in front of it, never from a matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.compose import computed, figures_asked, headings, listed, overlap, prose, row_sets, wording
from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft, Evidence
from assistant.verify.folding import fold
from assistant.verify.quantities import quantities
from ingest.dates import years
from ingest.models import Kind, Span
from ingest.normalise import Mapped, nfkc, squeeze
from vectorstore.codec import StoredPassage

Document = Callable[[str], Sequence[StoredPassage]]
_FEWEST = 3  # headings that have the same line
_NEAR = 8  # ranked passages of which one must have it, or be of its document where a first one is asked for
_LONGEST = 80  # characters of a line
_OWN_WORDS = 4  # characters of its own heading that a question must have to mean one
_MONEY = re.compile(r"お金|金額|費用|経費|支出|決算|予算|[千万億]円|円(?:です|でし|か|$|[?。])|いくら")
_COUNT = re.compile(r"(?:事業|件|施策|取組)数|何(?:事業|件|個)|件数|数が")
_SPENT, _PLANNED = re.compile(r"決算|使った|使われ|かかった|かけた|支出"), re.compile(r"予算")
_HEADINGS = re.compile(r"(?:分野|区分|グループ|柱|目標|カテゴリ|部門|どれ|どこ|何)")  # what a first one is asked among
_GAP = re.compile(r"差|違|どれ(?:くらい|だけ|ほど)|どのくらい")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Cell:
    """A figure of a line: the words in front of it, its year, its value and how it is written."""

    label: str
    year: int
    unit: str
    value: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line with its figures, under a heading."""

    stored: StoredPassage
    heading: str
    start: int  # in the passage's text
    span: Span
    text: str
    cells: tuple[Cell, ...]


def answer(
    asked: Asked, ranked: Sequence[StoredPassage], document: Document, text: Callable[[str], str]
) -> list[Draft]:
    """The first heading by the figure asked for, or the figures of the heading that the question names."""
    if not (_MONEY.search(asked.text) or _COUNT.search(asked.text)):
        return []
    near = ranked[:_NEAR]
    headed = row_sets.ranks(asked) and _HEADINGS.search(asked.text) is not None
    for source in dict.fromkeys(s.source.id for s in near if headed or _may_hold(s)):
        ids = {s.passage.id for s in near if s.source.id == source}
        groups = _groups(document(source))
        groups = groups if headed else [g for g in groups if any(line.stored.passage.id in ids for line in g)]
        if not groups:
            continue
        if row_sets.ranks(asked):
            return _first(asked, groups, text)
        return _named(asked, groups)
    return []


def _may_hold(stored: StoredPassage) -> bool:
    passage = stored.passage
    plain = passage.kind in (Kind.PROSE, Kind.ITEM) and not passage.lists and not passage.cells
    return plain and bool(passage.path) and any(c.isdigit() for c in nfkc(passage.text))


def _groups(passages: Sequence[StoredPassage]) -> list[list[Line]]:
    """The lines that differ in nothing but their figures, of sibling headings."""
    found: dict[tuple[tuple[str, ...], str], dict[str, Line]] = defaultdict(dict)
    for stored in passages:
        if not _may_hold(stored):
            continue
        at = 0
        for raw in stored.passage.text.split("\n"):
            begin, at = at, at + len(raw) + 1
            if not raw.strip() or len(raw) > _LONGEST or "。" in raw:
                continue
            folded = squeeze(nfkc(raw))
            shape = _NUMBER.sub("#", folded)
            if shape == folded:
                continue
            mapped = Mapped.from_runs(stored.passage.text, stored.passage.runs)
            span = mapped.span(begin, begin + len(raw))
            line = Line(stored, stored.passage.path[-1], begin, span, raw, _cells(folded))
            if line.cells:
                found[(stored.passage.path[:-1], shape)].setdefault(line.heading, line)
    return [list(lines.values()) for lines in found.values() if len(lines) >= _FEWEST]


def _cells(folded: str) -> tuple[Cell, ...]:
    out: list[Cell] = []
    plain = fold(folded)
    told = years(plain)
    year, begin = (told[0].year, told[0].end) if told else (0, 0)
    for q in quantities(plain):
        if q.start < begin or not q.unit:
            continue
        out.append(Cell(plain[begin : q.start], year, q.unit, q.value, q.text))
        begin = q.end
    return tuple(out)


def _column(asked: Asked, groups: Sequence[Sequence[Line]]) -> tuple[Sequence[Line], int] | None:
    """The lines and the place of the figure in them that the question is for, where that is clear."""
    named = {y for _, y in figures_asked.years_named(asked)}
    money = bool(_MONEY.search(asked.text)) and not _COUNT.search(asked.text)
    fitting = []
    for lines in groups:
        for n, cell in enumerate(lines[0].cells):
            if (cell.unit == "円") != money or named and cell.year not in named:
                continue
            spent = bool(_SPENT.search(asked.text)) and bool(_PLANNED.search(cell.label))
            planned = bool(_PLANNED.search(asked.text)) and bool(re.search("決算", cell.label))
            if not spent and not planned:
                fitting.append((lines, n))
    return fitting[0] if len(fitting) == 1 else None


def _first(asked: Asked, groups: Sequence[Sequence[Line]], text: Callable[[str], str]) -> list[Draft]:
    chosen = _column(asked, groups)
    if chosen is None:
        return []
    lines, n = chosen
    ordered = sorted(lines, key=lambda line: line.cells[n].value, reverse=not row_sets.is_least(asked))
    first, second = ordered[0], ordered[1]
    one, two = first.cells[n], second.cells[n]
    if one.value == two.value:
        return []
    word = "上回ります" if one.value > two.value else "下回ります"
    told = f"{_name(first)}は、{_labelled(first, n)}で、これに続く{_name(second)}の{two.text}を{word}。"
    out = [Draft(told, (_evidence(first, text), _evidence(second, text)))]
    for other in lines:
        if other is not first and _is_meant(asked, other, lines):
            if other is not second:
                out.append(Draft(f"{_name(other)}は、{_labelled(other, n)}です。", (_evidence(other, text),)))
            out += _gap(asked, first, other, n, text)
    return out


def _gap(asked: Asked, one: Line, other: Line, n: int, text: Callable[[str], str]) -> list[Draft]:
    """The difference of one figure under two headings, with its formula."""
    a, b = (_NUMBER.search(line.cells[n].text) for line in (one, other))
    if not _GAP.search(asked.text) or a is None or b is None:
        return []
    high, low = sorted((a.group(), b.group()), key=lambda f: -float(f.replace(",", "")))
    places = max(len(f.partition(".")[2]) for f in (high, low))
    gap = f"{float(high.replace(',', '')) - float(low.replace(',', '')):,.{places}f}"
    unit = one.cells[n].text[a.end() :]
    return [Draft(f"差は、{gap}{unit}（{high}－{low}＝{gap}）です。", (_evidence(one, text), _evidence(other, text)))]


def _named(asked: Asked, groups: Sequence[Sequence[Line]]) -> list[Draft]:
    """The lines of the one heading that the question names, of its years."""
    if not asked.wants(Ask.FIGURE, Ask.COMPARE):
        return []
    wanted = {y for _, y in figures_asked.years_named(asked)}
    meant = [line for lines in groups for line in lines if _is_meant(asked, line, lines)]
    if not meant or len({line.heading for line in meant}) > 1:
        return []
    chosen = [line for line in meant if not wanted or line.cells[0].year in wanted] or meant
    ordered = sorted(chosen, key=lambda line: line.span.start)
    told = prose.drafts([prose.Candidate(o.stored, o.start, o.start + len(o.text), 0.0, frozenset()) for o in ordered])
    return [*told, *computed.differences(asked, told)]


def _is_meant(asked: Asked, line: Line, lines: Sequence[Line]) -> bool:
    """Whether the question has words of this heading that no sibling has."""
    run = overlap.longest(listed.title(line.heading), asked.text)
    return len(run) >= _OWN_WORDS and not any(run in overlap.plain(o.heading) for o in lines if o is not line)


def _name(line: Line) -> str:
    return wording.quoted(listed.title(line.heading))


def _labelled(line: Line, n: int) -> str:
    """A figure with what it is, as the line has it: 令和5年度の決算額が10千円."""
    label = _label(line, n)
    return f"{label}が{line.cells[n].text}" if label else line.cells[n].text


def _label(line: Line, n: int) -> str:
    folded = squeeze(nfkc(line.text))
    told = years(folded)
    year = wording.spelt_out(folded[told[0].start : told[0].end]) if told else ""
    label = re.sub(r"^[^一-鿿ァ-ヴ]+|実施(?=.)", "", line.cells[n].label)
    return "の".join(p for p in (year, label) if p)


def _evidence(line: Line, text: Callable[[str], str]) -> Evidence:
    passage = line.stored.passage
    span = headings.place(line.heading, text(line.stored.source.id), passage.start)
    return Evidence(line.stored, line.span, (*((span,) if span else ()), *passage.context))
