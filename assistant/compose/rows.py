"""Answers from table rows: a question and the rows that search found go in, drafts of sentences come out.

Called by the extractive composer when the best passage is a row. What the question asks for decides which cells speak;
where the row has nothing of the kind, nothing comes out and the caller goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose import cells, figures_asked, overlap, row_figures, row_sets, row_texts
from assistant.compose.asked import Ask, Asked
from assistant.compose.cells import Record
from assistant.compose.draft import Draft
from vectorstore.codec import StoredPassage

Document = Callable[[str], Sequence[StoredPassage]]
_OFFICE = re.compile(
    r"(?:どの|どこの|何の?|何という|なんの)(?:課|部|局|室|部署|部局|所属|組織)|担当|所管|部署|県(?:だと|庁)?のどこ|どこ(?:が|で)(?:出し|やって|担当|運営|所管|つく|作)"
    r"|誰が(?:担当|やって|所管)|どこの担当|どこが(?:持って|所管)"
)
_BESIDES = re.compile(
    r"(?:課|担当|部署)も|(?:[とで]、|と|[?？。]|けど、)(?:その)?(?:事業の?|施策の?)?(?:担当|どこの|どの[課部]|所管)"
)
_TARGETED = re.compile(r"目標|達成|届[いかき]|[上下]回|超え|KPI|kpi")
_REASON = re.compile(r"要因|理由|原因|事情|わけ|なぜ|なんで|どうして|背景|根拠|説明")


def answer(asked: Asked, question: str, rows: Sequence[StoredPassage], document: Document | None = None) -> list[Draft]:
    """The sentences that the rows give to the question; none where they do not answer it.

    `rows` has the best row first. `document` gives all passages of a document by its id: superlatives and sums need a
    table whole, and none is told from a part of it.
    """
    found = [cells.read(r) for r in rows if cells.is_row(r)]
    if not found:
        return []
    table = _table(found[0], found, document)
    best = _row_named(asked, found[0], table)
    if (together := row_sets.answer(asked, best, found, table, whole=document is not None)) is not None:
        return together
    return one(asked, best)


def located(stored: StoredPassage) -> list[Draft]:
    """Where a row stands: its name below the headings of its table; nothing for other passages.

    A row's passage is written as sentences that stand nowhere, so it cannot be quoted as running text is.
    """
    record = cells.read(stored) if cells.is_row(stored) else None
    if record is None or record.name is None or not record.title:
        return []
    where = "の".join(f"「{h}」" for h in stored.passage.path[:-1])
    return [Draft(f"{where}{'に' if where else ''}「{record.title}」とあります。", record.evidence([record.name]))]


def anything(asked: Asked, stored: StoredPassage) -> list[Draft]:
    """What the row's text says, where nothing else answers."""
    return row_texts.contents(cells.read(stored), asked) if cells.is_row(stored) else []


def one(asked: Asked, record: Record) -> list[Draft]:
    """What a single row says to the question."""
    out: list[Draft] = []
    office = bool(_OFFICE.search(asked.text)) and bool(record.departments)
    why = asked.wants(Ask.WHY) or bool(_REASON.search(asked.text))
    if office:
        out.extend(row_texts.departments(record, asked.text))
        if not _asks_more(asked):
            return out
    figures: list[Draft] = []
    if record.figures and (
        asked.wants(Ask.FIGURE, Ask.COMPARE, Ask.YES_NO)
        or _TARGETED.search(asked.text)
        or not (record.purposes or record.reasons)
    ):
        figures = row_figures.sentences(asked, record)
        out = [*figures, *out]
    if why and record.reasons:
        return [*out, *row_texts.reasons(record, asked)]
    if figures:
        return out
    if asked.wants(Ask.FIGURE) and record.figures and _only_figures(asked, record):
        return out
    if asked.wants(Ask.WHEN) and record.times:
        return [*out, *row_texts.times(record, asked)]
    contents = row_texts.contents(record, asked)
    return [*contents, *out] if row_texts.holds(asked, contents) else out


def _only_figures(asked: Asked, record: Record) -> bool:
    """Whether a question for a figure that the row's columns do not give is for nothing else."""
    roles = figures_asked.kinds_named(asked.text) & {"目標", "実績", "予算", "決算"}
    return bool(roles) or figures_asked.another_year(asked, record)


def _asks_more(asked: Asked) -> bool:
    """Whether a question for an office asks for something else as well."""
    return asked.wants(Ask.WHEN, Ask.DEFINITION, Ask.HOW, Ask.WHY) or bool(_BESIDES.search(asked.text))


def _table(best: Record, found: Sequence[Record], document: Document | None) -> list[Record]:
    """All rows of the best row's table in reading order, as far as they are known."""
    if document is not None:
        every = [cells.read(s) for s in document(best.stored.source.id) if cells.is_row(s)]
    else:
        every = list(found)
    own = {r.stored.passage.id: r for r in every if r.table == best.table}
    return sorted(own.values(), key=lambda r: (r.stored.passage.start, r.stored.passage.id))


def _row_named(asked: Asked, best: Record, table: Sequence[Record]) -> Record:
    """The row of a table of figures that the question names, or means by 本県; else the best one."""
    if best.reasons or best.purposes or not best.figures:
        return best
    named = [r for r in table if r.title and overlap.plain(r.title) in overlap.plain(asked.text)]
    if named:
        return max(named, key=lambda r: len(r.title))
    home = [r for r in table if r.title and r.title == r.stored.source.publisher]
    if home and re.search(r"本県|県内|わが県|我が県|うちの県|この県", asked.text):
        return home[0]
    stem = [r for r in table if len(r.title) > 2 and r.title[:-1] in asked.text and r.title[-1] in "都道府県市町村"]
    return stem[0] if stem else best
