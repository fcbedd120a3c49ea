"""True sentences from passages: rows and prose told in several natural wordings, each with what it cites.

Documents go in as `ingest.parse_document` gives them; sentences come out. A sentence is true because the script builds
it from the very cells or the very sentence that it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.verify.model import Support
from evals.planting.model import Base
from ingest import sentences
from ingest.models import Cell, Document, Kind, Passage, Span
from ingest.normalise import Mapped, nfkc, squeeze
from ingest.passages import bounded

_FIGURE = re.compile(r"^-?[\d,]+(?:\.\d+)?%?$")
_UNIT = re.compile(r"[（(]([^（()）]{1,8})[)）]$")
_NO_COLUMN = re.compile(r"番号|^No|単位|施策名|事業名|担当|項目|要因")
_OPENING = re.compile(r"^(?:また|さらに|一方|なお|特に|そこで|しかし|このため|そのため)、")
_ENDINGS = (
    ("ました。", "たとされています。"),
    ("ています。", "ているとのことです。"),
    ("します。", "するとしています。"),
    ("です。", "であるとされています。"),
)
_OTHER_WORDS = (("活用", "利用"), ("推進", "促進"), ("開始", "スタート"), ("作成", "策定"), ("実施し", "行い"))
_MIN, _MAX = 18, 160  # characters of a sentence of prose


def of_document(document: Document) -> list[Base]:
    """The true sentences about one document."""
    out: list[Base] = []
    for passage in document.passages:
        if passage.lists:
            continue
        if passage.kind is Kind.ROW and any(c.column for c in passage.cells):
            out.extend(_of_row(document, passage))
        elif passage.kind in (Kind.PROSE, Kind.ITEM):
            out.extend(_of_prose(document, passage))
    return out


def support(
    document: Document, passage: Passage, spans: Iterable[Span], context: Iterable[Span]
) -> tuple[Support, ...]:
    """What citing these places of a passage gives, as the chain makes citations."""
    text, source = document.reader_text.text, document.source
    around = tuple(" ".join(text[p.start : p.end].split()) for s in context for p in bounded(s))
    return tuple(
        Support(
            " ".join(text[p.start : p.end].split()), around, passage.path, source.title, source.publisher, source.period
        )
        for s in spans
        for p in bounded(s)
    )


def _of_prose(document: Document, passage: Passage) -> Iterator[Base]:
    mapped = Mapped.from_runs(passage.text, passage.runs)
    title = document.source.title.split("（")[0]
    for start, end in sentences.split(passage.text):
        said = passage.text[start:end]
        if not (_MIN <= len(said) <= _MAX and said.endswith("。")) or "http" in said:
            continue
        try:
            spans = [mapped.span(start, end)]
        except ValueError:
            continue
        cited = support(document, passage, spans, passage.context)
        for wording, text in _reworded(said, passage, title):
            yield Base(text, cited, document.source.id, f"{passage.id}:{start}", wording)


def _reworded(said: str, passage: Passage, title: str) -> Iterator[tuple[str, str]]:
    yield "verbatim", said
    plain = _OPENING.sub("", said)
    yield "framed", f"「{title}」によると、{plain}"
    for ending, other in _ENDINGS:
        if plain.endswith(ending):
            yield "reported", plain[: -len(ending)] + other
            break
    clauses = plain.split("、")
    if len(clauses) > 3 and "（" not in plain and "「" not in plain:
        yield "last clauses", "、".join(clauses[-2:])
    other = other_years(plain)
    if other != plain and "「" not in plain:
        yield "other years", other
    for word, twin in _OTHER_WORDS:
        alone = re.compile(rf"(?<![一-龠ァ-ヴー利]){word}(?![一-龠ァ-ヴー])")
        if alone.search(plain) and "「" not in plain:
            yield "other words", alone.sub(twin, plain, count=1)
            break
    head = _heading(passage.path)
    if head:
        yield "under its heading", f"{head}について、{plain}"


def _heading(path: tuple[str, ...]) -> str:
    """The last heading that names a matter, without its number."""
    for part in reversed(path):
        name = re.sub(r"^(?:第\d+[章節]|\(?\d+\)?|[●◆■○])", "", part)
        if 4 <= len(name) <= 24 and not re.search(r"[【】()<>]|現状|課題|取組", name):
            return name
    return ""


def other_years(text: str) -> str:
    """The text with its first Japanese year in the other calendar: 令和5年度 as 2023年度."""

    def western(m: re.Match[str]) -> str:
        count = 1 if m[2] == "元" else int(nfkc(m[2]))
        return f"{(2018 if m[1] in '令和R' else 1988) + count}{m[3]}"

    return re.sub(r"(令和|平成)([0-9０-９]{1,2}|元)(年度?)(?![0-9０-９]|間)", western, text, count=1)


def _of_row(document: Document, passage: Passage) -> Iterator[Base]:
    cells = [c for c in passage.cells if c.column and c.spans]
    name = next((c for c in cells if re.search(r"施策名|事業名", c.column)), None)
    if any(re.search(r"課室", c.column) for c in cells) and name:
        yield from _of_measure(document, passage, name, cells)
    head = next((c for c in cells if nfkc(c.column).startswith("項目")), None) or next(
        (c for c in passage.cells if not c.column or c is passage.cells[0]), None
    )
    figures = [c for c in cells if _FIGURE.match(nfkc(c.text)) and not _NO_COLUMN.search(c.column)]
    if head is None or not figures or head in figures:
        return
    yield from _of_figures(document, passage, head, name, figures)


def _of_measure(document: Document, passage: Passage, name: Cell, cells: list[Cell]) -> Iterator[Base]:
    def base(wording: str, text: str, *cited: Cell) -> Base:
        found = tuple(s for c in cited for s in _cell_support(document, passage, c, [name]))
        return Base(text, found, document.source.id, passage.id, f"measure: {wording}", subject=name.text)

    room = next(c for c in cells if re.search(r"課室", c.column))
    office = next((c for c in cells if c.column == "部局"), None)
    room_name = squeeze(room.text)
    yield base("office", f"「{name.text}」の担当課室は{room_name}です。", room)
    yield base("in charge", f"{name.text}は、{room_name}が担当しています。", room)
    if office:
        yield base("both", f"{office.text}{room_name}が「{name.text}」を所管しています。", office, room)


def _cell_support(document: Document, passage: Passage, cell: Cell, heads: Iterable[Cell]) -> tuple[Support, ...]:
    context = [*cell.header_spans, *(s for h in heads if h is not cell for s in h.spans), *passage.context]
    return support(document, passage, cell.spans, context)


def _of_figures(
    document: Document, passage: Passage, head: Cell, name: Cell | None, figures: list[Cell]
) -> Iterator[Base]:
    heads = [head, *([name] if name else [])]
    subject, unit = _subject(head.text), _unit_of(head, passage, document)
    if re.search(r"[①②]", head.text):
        return
    for n, cell in enumerate(figures):
        others = tuple(c.text for c in figures if _number(c.text) != _number(cell.text))
        cited = _cell_support(document, passage, cell, heads)
        own = "%" if cell.text.endswith(("%", "％")) else "" if "率" in cell.column else unit
        value = cell.text.rstrip("%％") + own
        for wording, text in _row_wordings(subject, cell.column, value, document.source.publisher, n):
            place = f"{passage.id}:{cell.column}"
            yield Base(text, cited, document.source.id, place, f"row: {wording}", subject, others, (cell.text,))
    yield from _of_two(document, passage, heads, subject, unit, figures)


def _row_wordings(subject: str, column: str, value: str, publisher: str, n: int) -> Iterator[tuple[str, str]]:
    plain = value.replace(",", "")
    column = re.sub(r"\s+", "の", column.strip())
    yield "plain", f"{subject}の{column}は、{value}です。"
    yield "column first", f"{column}における{subject}は{value}でした。"
    yield "in a document", f"{publisher}の資料では、{subject}について{column}を{value}と示しています。"
    yield "other spelling", f"{subject}の{_other_column(column)}は{plain.replace('箇所', 'か所')}となっています。"
    if n % 2:
        yield "wide", f"{subject}：{column}は{_wide(plain)}"


def _other_column(column: str) -> str:
    """Another spelling of the years in a column's name."""
    column = re.sub(r"(?<![A-Za-z])[RＲ]\s*([0-9０-９]+)年度", lambda m: f"令和{nfkc(m[1])}年度", column)
    return other_years(column) if "20" not in column else re.sub(r"[（(](?:令和|平成)\d+[)）]", "", column)


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


def _of_two(
    document: Document, passage: Passage, heads: list[Cell], subject: str, unit: str, figures: list[Cell]
) -> Iterator[Base]:
    """Sentences over two cells: a target against a result, one year against another, and what follows from both."""
    pairs = [(a, b) for a, b in zip(figures, figures[1:], strict=False) if ("率" in a.column) == ("率" in b.column)]
    for a, b in pairs:
        if _number(a.text) == _number(b.text):
            continue
        cited = (*_cell_support(document, passage, a, heads), *_cell_support(document, passage, b, heads))
        place = f"{passage.id}:{a.column}:{b.column}"
        values = tuple(c.text for c in figures if c not in (a, b))
        for wording, text in _two_wordings(subject, unit, a, b):
            yield Base(text, cited, document.source.id, place, f"row: {wording}", subject, values, (a.text, b.text))


def _two_wordings(subject: str, unit: str, a: Cell, b: Cell) -> Iterator[tuple[str, str]]:
    first, second = (f"{c.text.rstrip('%％')}{'%' if '率' in c.column else unit}" for c in (a, b))
    one, two = (re.sub(r"\s+", "の", c.column.strip()) for c in (a, b))
    yield "two cells", f"{subject}は、{one}が{first}、{two}が{second}です。"
    yield "against", f"{subject}の{two}は{second}で、{one}の{first}に対する数値です。"
    if "増減" in a.column or "率" in a.column or "増減" in b.column:
        return
    x, y = _number(a.text), _number(b.text)
    low, high = (a, b) if x < y else (b, a)
    gap = f"{abs(x - y):,.10g}"
    formula = f"{high.text.rstrip('%％')}－{low.text.rstrip('%％')}＝{gap}"
    yield "difference", f"{subject}の{one}{first}と{two}{second}の差は{gap}{unit}（{formula}）です。"
    if x and "目標" in a.column and "実績" in b.column:
        yield "share", f"{subject}の達成率は{100 * y / x:.1f}％（{b.text}÷{a.text}×100）です。"
        word = "上回りました" if y > x else "下回りました"
        yield "above or below", f"{subject}は、{two}が{second}で、{one}の{first}を{word}。"


def _subject(text: str) -> str:
    while m := _UNIT.search(text):
        text = text[: m.start()]
    return text.strip()


def _unit_of(head: Cell, passage: Passage, document: Document) -> str:
    """The unit that the row's head or the table's caption declares."""
    for m in reversed(re.findall(r"[（(]([^（()）]{1,8})[)）]", head.text)):
        if not re.match("延べ|累計", m):
            return re.sub("市町村数", "市町村", re.split(r"[/／・]", m)[0])
    text = document.reader_text.text
    for span in (*head.header_spans, *passage.context):
        if m2 := re.search(r"単位[:：]\s*([^\s()（）]{1,4})", text[span.start : span.end]):
            return m2[1]
    return ""


def _number(text: str) -> float:
    return float(nfkc(text).replace(",", "").rstrip("%"))
