"""Texts of a row's cells as polite sentences: purpose, contents, reasons, times, and who is in charge.

A `Record` and the question go in, drafts come out; called by `rows`. Of a long cell the sentences that share most with
the question are told, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import overlap
from assistant.compose.asked import Ask, Asked
from assistant.compose.cells import Record
from assistant.compose.draft import Draft
from assistant.compose.polite import is_verbal, polite
from assistant.compose.wording import quoted
from ingest import sentences
from ingest.dates import years
from ingest.models import Cell
from ingest.normalise import nfkc, squeeze

SHORT, MIDDLE = 90, 200  # characters of a cell that is told whole: to any question, to one for all of it
FILLED = 160  # characters up to which sentences with fewer of the question's open words are told as well
_LABEL = re.compile(r"^[【\[〔][^】\]〕]{1,12}[】\]〕]\s*")
_BULLET = re.compile(r"^[○●◇◆■□・※*\s]+")
_LINK = re.compile(r"^(?:また|さらに|なお|併せて|あわせて|そして|加えて)、")
_TOPIC = re.compile(r"^[^、。「」]{2,30}(?:は|では|には|とは)、?")
_CLOSE = 0.8  # of the best sentence's score, from which another one is told as well
_LONGEST_NAME = 45
_MEANT = re.compile(r"とは|って|の意味")
_FEW = 2  # pairs of characters that a question has beside the row's name
# A name of a place or a body, or an enumeration: what who, where and which ask for.
_NAMES = re.compile(
    r"[一-鿿ァ-ヴー]{2,}(?:市|町|村|県|校|園|館|所|署|社|団|協会|大学|病院|センター|機構|課|局|部|室)(?![一-鿿])|「[^」]+」|[^、]+、[^、]+、[^、]+"
)
_COUNT = re.compile(
    r"いくつ|何(?:[万千百]+)?([人件回社校台点箇か種枚局者本施円]|パーセント|%)|およそ|だいたい|どのくらい|どれくらい"
)


def departments(record: Record, question: str) -> list[Draft]:
    """Who is in charge, with the row's name where the question does not give it."""
    if not record.departments:
        return []
    cells = [c for c in record.departments if c.text.strip()]
    offices = "".join(squeeze(c.text) for c in cells)
    if not offices:
        return []
    title = record.title
    given = not title or overlap.plain(title) in overlap.plain(question) or len(title) > _LONGEST_NAME
    subject = "担当" if given else f"{quoted(title)}の担当"
    return [Draft(f"{subject}は、{offices}です。", record.evidence(cells))]


def reasons(record: Record, asked: Asked) -> list[Draft]:
    """The reason that the row gives; of several columns the one whose name fits."""
    if not record.reasons:
        return []
    cell = max(
        record.reasons,
        key=lambda c: (overlap.named(c.column, asked.text), overlap.share(overlap.pairs(asked.text), c.text)),
    )
    return _told(record, cell, _chosen(cell, asked, most=3), prefix=False)


def contents(record: Record, asked: Asked) -> list[Draft]:
    """What the row's text says to the question."""
    cells = [*record.purposes, *(c for c in record.others if len(c.text) > 20)] or list(record.reasons)
    if not cells:
        return []
    wanted = overlap.pairs(asked.text)
    cell = max(cells, key=lambda c: (overlap.named(c.column, asked.text) > 0.6, overlap.share(wanted, c.text)))
    return _told(
        record, cell, _chosen(cell, asked, most=2, title=record.title), prefix=bool(record.purposes or record.others)
    )


def holds(asked: Asked, drafts: Sequence[Draft]) -> bool:
    """Whether sentences hold the one kind of thing that a question asks for: a time, a figure of a unit."""
    text = nfkc("".join(d.text for d in drafts))
    if asked.kinds == {Ask.WHEN}:
        return bool(years(text) or re.search(r"\d+月|\d+日", text))
    if asked.kinds and asked.kinds <= {Ask.FIGURE, Ask.COMPARE, Ask.WHERE} and Ask.FIGURE in asked.kinds:
        counted = _COUNT.search(asked.text)
        unit = "円" if re.search("いくら|何円|金額|経費", asked.text) else (counted.group(1) or "") if counted else ""
        return bool(re.search(rf"\d[\d,.]*[万千億]*{re.escape(unit)}", text))
    return True


def times(record: Record, asked: Asked) -> list[Draft]:
    """The cells of columns for times."""
    cells = [c for c in record.times if c.text.strip()]
    if not cells or not record.title:
        return []
    best = max(overlap.named(c.column, asked.text) for c in cells)
    chosen = [c for c in cells if overlap.named(c.column, asked.text) >= best]
    told = "、".join(f"{c.column}が{c.text.rstrip('。')}" for c in chosen)
    return [Draft(f"{record.title}は、{told}です。", record.evidence(chosen))]


def told(record: Record, cell: Cell, parts: Sequence[str]) -> list[Draft]:
    """These sentences of a cell, the first with what the row is about."""
    return _told(record, cell, [_BULLET.sub("", _LABEL.sub("", p)) for p in parts], prefix=True)


def _chosen(cell: Cell, asked: Asked, most: int, title: str = "") -> list[str]:
    """The sentences of a cell that answer: all of a short cell, else those that share most with the question."""
    text = _LABEL.sub("", cell.text)
    parts = [text[a:b] for a, b in sentences.split(text)]
    parts = [b for p in parts if (b := _BULLET.sub("", p))]
    if asked.kinds == {Ask.WHEN}:
        parts = [p for p in parts if _kind_fits(p, asked)] or parts
    single = asked.wants(Ask.WHEN, Ask.FIGURE, Ask.WHO, Ask.DEFINITION, Ask.YES_NO, Ask.WHERE)
    named = asked.wants(Ask.WHERE, Ask.LIST) and not asked.wants(Ask.WHEN, Ask.FIGURE)
    if len(text) <= (SHORT if single and not named else MIDDLE) or len(parts) <= 1:
        return parts
    wanted = overlap.pairs(asked.text)
    if (
        asked.kinds == {Ask.DEFINITION}
        and len(overlap.pairs(_MEANT.split(asked.text)[0]) - overlap.pairs(title)) < _FEW
    ):
        return parts[:1]  # nothing is asked but what the row is
    scores = [_fit(p, wanted, asked) + _alone(n, parts, wanted) for n, p in enumerate(parts)]
    best = max(range(len(parts)), key=lambda i: (_kind_fits(parts[i], asked), scores[i], -i))
    chosen = {best}
    if not single:
        chosen |= set([i for i, s in enumerate(scores) if s >= _CLOSE * scores[best]][:most])
    left = wanted - overlap.pairs(parts[best])
    for i in sorted(range(len(parts)), key=lambda i: -scores[i]):
        gain = left & overlap.pairs(parts[i])
        brief = sum(len(parts[j]) for j in chosen) + len(parts[i]) <= FILLED
        least = max(3, 0.15 * len(wanted)) if brief and not asked.wants(Ask.WHY) else max(4, 0.25 * len(wanted))
        if i not in chosen and len(chosen) < most + brief and len(gain) >= least:
            chosen.add(i)
            left -= gain
    if re.match(r"(?:これ|この|その|しかし|一方)", parts[best]) and best and scores[best - 1] > 0.2:
        chosen.add(best - 1)
    return [parts[i] for i in sorted(chosen)]


def _alone(n: int, parts: Sequence[str], wanted: frozenset[str]) -> float:
    """The share of what is wanted that only this sentence has."""
    others = frozenset().union(*(overlap.pairs(p) for i, p in enumerate(parts) if i != n))
    return len((wanted & overlap.pairs(parts[n])) - others) / len(wanted) if wanted else 0.0


def _kind_fits(sentence: str, asked: Asked) -> bool:
    """Whether a sentence has the time that is asked for."""
    return asked.wants(Ask.WHEN) and bool(years(nfkc(sentence)))


def _fit(sentence: str, wanted: frozenset[str], asked: Asked) -> float:
    score = overlap.share(wanted, sentence)
    folded = nfkc(sentence)
    if {y.year for y in asked.years} & {y.year for y in years(folded)}:
        score += 0.3
    if asked.wants(Ask.WHEN) and years(folded):
        score += 0.3
    if asked.wants(Ask.FIGURE) and re.search(r"\d", folded):
        score += 0.1
        if counted := _COUNT.search(asked.text):
            unit = counted.group(1) or ""
            score += 0.2 if unit and re.search(rf"\d[万千億]*{re.escape(unit)}", folded) else 0.0
    if asked.wants(Ask.WHO, Ask.WHERE, Ask.LIST):
        score += 0.15 if _NAMES.search(folded) else 0.0
    if asked.wants(Ask.WHY) and re.search(r"ため|により|から|こと(?:から|を受け)|目的", folded):
        score += 0.1
    return score


def _told(record: Record, cell: Cell, parts: Sequence[str], prefix: bool) -> list[Draft]:
    """Each sentence with an ending in です or ます; the first says what it is about."""
    out: list[Draft] = []
    for n, part in enumerate(parts):
        text = polite(part if n else _LINK.sub("", part))
        if prefix and not n:
            text = _with_subject(record, text)
        out.append(Draft(text, record.evidence([cell], record.places_of(cell, part))))
    return out


def _with_subject(record: Record, text: str) -> str:
    title = record.title
    known = overlap.longest(title, text)
    if not title or len(title) > _LONGEST_NAME or _TOPIC.match(text) or len(known) > 0.7 * len(overlap.plain(title)):
        return text
    return f"{quoted(title)}{'では' if is_verbal(text) else 'は'}、{text}"
