"""Answers without a model: the sentence or the cells of the best passage that fit the question.

Ranked passages go in, a `Draft` comes out; called by `assistant.chain`. A table row answers with its
indicator and the cell whose column fits; prose with the sentence that shares most with the question and holds what it
asks for (a year, a figure).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft, Evidence
from ingest import sentences
from ingest.dates import years
from ingest.models import Cell, Kind, Passage
from ingest.normalise import Mapped, nfkc, squeeze
from ingest.passages import MAX_SPAN, bounded
from vectorstore.codec import StoredPassage

GENERATOR = "extractive"
_CANDIDATES = 5
_YEAR_BONUS, _NUMBER_BONUS = 1.0, 0.4  # for a sentence that holds what is asked for
_NUMBERING = re.compile(r"番号$|^(?:No\.?|#)$")
_WANTED_YEAR = re.compile(r"いつ|何年|期間|時期|何月")
_WANTED_NUMBER = re.compile(r"いくつ|いくら|何[人件回箇か所%パ割倍社種校]|[数率]は|どれ(?:くらい|だけ)|割合")
_FILLER = re.compile(
    r"(?:ください|教えて|ですか|ますか|でしょうか|について|何|いくつ|どのくらい|どれくらい|[はをがのにでとへ？?。、])"
)


def compose(question: str, ranked: Sequence[tuple[StoredPassage, float]]) -> list[Draft]:
    """The sentences that answer `question` from the ranked passages (best first); none without passages."""
    for stored, _ in ranked[:_CANDIDATES]:
        drafts = _from_passage(question, stored)
        if drafts:
            return drafts
    return []


def pairs(text: str) -> frozenset[str]:
    """The character pairs of `text`, widths, eras and small words folded."""
    folded = _years(squeeze(nfkc(text)).lower())
    words = [w for w in _FILLER.split(folded) if w]
    return frozenset(w[i : i + 2] for w in words for i in range(len(w) - 1))


def _years(text: str) -> str:
    """The text with its years in one form: 令和5年度 and R5年度 become 2023年度."""
    out: list[str] = []
    last = 0
    for year in years(text):
        out.extend((text[last : year.start], f"{year.year}年度" if year.fiscal else f"{year.year}年"))
        last = year.end
    return "".join((*out, text[last:]))


def coverage(asked: frozenset[str], text: str) -> float:
    """The share of the question's character pairs that `text` has."""
    return len(asked & pairs(text)) / len(asked) if asked else 0.0


def _from_passage(question: str, stored: StoredPassage) -> list[Draft]:
    asked = pairs(question)
    passage = stored.passage
    if passage.kind is Kind.ROW and any(c.column for c in passage.cells):
        return _from_row(asked, stored)
    text = Mapped.from_runs(passage.text, passage.runs)
    if passage.lists:
        return _whole_list(stored, text)
    spans = [s for s in sentences.split(passage.text) if _placed(text, *s)]
    if not spans:
        return []
    wanted = _WANTED_YEAR.search(question), _WANTED_NUMBER.search(question)
    left = asked - pairs(" ".join(passage.path))

    def fits(span: tuple[int, int]) -> float:
        sentence = passage.text[span[0] : span[1]]
        score = coverage(asked, sentence) + coverage(left, sentence)
        score += _YEAR_BONUS if wanted[0] and years(nfkc(sentence)) else 0.0
        return score + (_NUMBER_BONUS if wanted[1] and re.search(r"\d", nfkc(sentence)) else 0.0)

    start, end = max(spans, key=lambda s: (fits(s), -s[0]))
    context = passage.context if passage.kind is not Kind.TERM else ()
    evidence = [Evidence(stored, span, tuple(context)) for span in bounded(text.span(start, end))]
    return [Draft(passage.text[start:end], tuple(evidence))]


def _placed(text: Mapped, start: int, end: int) -> bool:
    """Whether some of these characters stand in the source."""
    return any(text.ends[i] > text.starts[i] for i in range(start, end))


def _whole_list(stored: StoredPassage, text: Mapped) -> list[Draft]:
    """The list as one sentence, each name in it with its own quotation."""
    lines = [s for s in sentences.split(text.text) if _placed(text, *s)]
    if not lines:
        return []
    names = [text.text[a:b].lstrip("・") for a, b in lines]
    head = stored.passage.path[-1] if stored.passage.path else stored.source.title
    evidence = tuple(Evidence(stored, piece, ()) for a, b in lines for piece in bounded(text.span(a, b)))
    return [Draft(f"「{head}」には、{'、'.join(names)}があります。", evidence)]


def _from_row(asked: frozenset[str], stored: StoredPassage) -> list[Draft]:
    """What the row is about, then the cell whose column shares most with what the name leaves of the question."""
    passage = stored.passage
    name = _name_cell(passage)
    left = asked - pairs(name.text if name else "") - pairs(passage.path[-1] if passage.path else "")
    cells = [c for c in passage.cells if c is not name and c.column and not _NUMBERING.search(nfkc(c.column))]
    if not cells:
        return []
    wanted = max(cells, key=lambda c: (_fit(left, asked, c), -cells.index(c)))
    subject = next((c for c in cells if c is not wanted and _names_indicator(c)), None)
    head = subject.text if subject else (name.text if name else "")
    value = wanted.text.rstrip("。")
    text = f"{head}の{wanted.column}は、{value}です。" if head else wanted.text
    context = [
        *wanted.header_spans,
        *(subject.spans if subject else ()),
        *(name.spans if name else ()),
        *passage.context,
    ]
    evidence = []
    for span in wanted.spans:
        for piece in bounded(span):
            evidence.append(Evidence(stored, piece, tuple(p for s in context for p in bounded(s))))
    return [Draft(text, tuple(evidence))]


def _name_cell(passage: Passage) -> Cell | None:
    last = passage.path[-1] if passage.path else ""
    return next((c for c in passage.cells if squeeze(nfkc(c.text)) and last.endswith(squeeze(nfkc(c.text)))), None)


def _names_indicator(cell: Cell) -> bool:
    return bool(re.match(r"(?:項目|指標|KPI)", nfkc(cell.column)))


def _fit(left: frozenset[str], asked: frozenset[str], cell: Cell) -> float:
    """How well a cell fits: by its column's name first, by its own text second."""
    column = pairs(cell.column)
    named = len(left & column) / len(column) if column else 0.0
    return (
        named
        + 0.3 * coverage(left, cell.text)
        + 0.1 * coverage(asked, cell.column)
        - (0.2 if len(cell.text) > MAX_SPAN else 0.0)
    )
