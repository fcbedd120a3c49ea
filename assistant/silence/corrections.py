"""The sentence that tells what the documents give in place of a wrong premise: a contradiction goes in, a draft
comes out.

The sentence is the document's own (its quotation carries it word for word), or names the publisher whose document holds
the measure; the chain verifies it like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.draft import Draft, Evidence
from assistant.silence.elsewhere import Elsewhere
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.silence.premises import Contradiction
from assistant.verify.folding import bare, fold
from assistant.verify.quantities import quantities
from assistant.verify.times import times
from ingest import sentences
from ingest.models import Cell, Kind
from ingest.normalise import Mapped, nfkc
from ingest.passages import bounded
from vectorstore.codec import StoredPassage

_OTHER = "「{name}」は、{publisher}の資料にあります。"


def of_other(found: Elsewhere) -> Draft | None:
    """「あったかいDX」は、三重県の資料にあります。 Nothing where the name is a common word, which tells no measure."""
    if not found.telling:
        return None
    near = _nearest_sentence(found.passage, found.name)
    return (
        Draft(_OTHER.format(name=_as_written(found.name, found.passage), publisher=found.publisher), near[1])
        if near
        else None
    )


def _as_written(name: str, stored: StoredPassage) -> str:
    """A folded name as the passage spells it."""
    between = r"[\s・!「」]*"
    pattern = re.compile(between.join(re.escape(c) for c in bare(name)), re.IGNORECASE)
    for text in (stored.passage.text, *reversed(stored.passage.path)):
        if m := pattern.search(nfkc(text)):
            return m[0]
    return name


def of_place(found: Contradiction, matter: Matter) -> Draft | None:
    """What the place of a contradiction says itself; nothing where its text is no sentence on the matter."""
    stored = found.place.stored
    if stored.passage.kind is Kind.ROW and stored.passage.cells:
        return _row(stored.passage.cells, stored, matter)
    draft = _prose(stored, found.said)
    return draft if draft and _about(draft.text, found, matter) else None


def _about(text: str, found: Contradiction, matter: Matter) -> bool:
    """Whether a sentence gives a figure in the unit that the question has wrong, or else names what it is about."""
    folded = fold(text)
    wrong = quantities(found.piece)
    if wrong and not any(q.unit == wrong[0].unit for q in quantities(folded)):
        return False
    held = [w for w in matter.words if w.noun and bare(w.surface) in bare(folded)]
    return bool(wrong) and "。" in text or len(held) >= 2


def of_year(matter: Matter, near: Sequence[Place]) -> Draft | None:
    """The sentence of a near place that holds most of the question beside a year."""
    best: tuple[float, Draft] | None = None
    for place in near:
        if place.stored.passage.kind is Kind.ROW:
            continue
        text = place.stored.passage.text
        for a, b in sentences.split(text):
            folded = fold(text[a:b])
            shared = sum(bare(w.surface) in bare(folded) for w in matter.words if w.noun)
            if shared >= 2 and times(folded).spans and (best is None or shared > best[0]):
                draft = _prose(place.stored, folded)
                best = (shared, draft) if draft else best
    return best[1] if best else None


def _prose(stored: StoredPassage, said: str) -> Draft | None:
    """The sentence of a passage that shares most with what was said, quoted whole."""
    found = _nearest_sentence(stored, said)
    return Draft(*found) if found else None


def _nearest_sentence(stored: StoredPassage, said: str) -> tuple[str, tuple[Evidence, ...]] | None:
    text = stored.passage.text
    mapped = Mapped.from_runs(text, stored.passage.runs)
    spans = [s for s in sentences.split(text) if any(mapped.ends[i] > mapped.starts[i] for i in range(*s))]
    if not spans:
        return None
    pieces = _pairs(bare(said))
    start, end = max(spans, key=lambda s: (len(pieces & _pairs(bare(text[s[0] : s[1]]))), -s[0]))
    context = tuple(stored.passage.context)
    return text[start:end], tuple(Evidence(stored, piece, context) for piece in bounded(mapped.span(start, end)))


def _row(cells: Sequence[Cell], stored: StoredPassage, matter: Matter) -> Draft | None:
    """Indicator, target and result (or the office) of a row, cell by cell."""
    wanted = re.compile(r"目標|実績|担当|所管|部局|所属")
    years = [t for t in re.findall(r"[rh]\d+|令和\d+", fold(matter.text))]
    chosen = [c for c in cells if wanted.search(fold(c.column)) and c.spans]
    office = re.search(r"所管|担当|受け持|管轄", matter.text)
    chosen = [c for c in chosen if bool(re.search(r"担当|所管|部局|所属", fold(c.column))) == bool(office)] or chosen
    if years and not office:
        folded = [y.replace("令和", "r") for y in years]
        same = [c for c in chosen if any(y in fold(c.column) for y in folded)]
        chosen = same if len(same) > 1 else chosen
    name = next((c for c in cells if re.match(r"(?:項目|指標|kpi)", fold(c.column))), None)
    name = name or next(
        (c for c in cells if bare(c.text) and bare(stored.passage.path[-1]).endswith(bare(c.text))), None
    )
    if not chosen:
        return None
    said = "、".join(f"{c.column}は{c.text.rstrip('。')}" for c in chosen[:3])
    head = f"{name.text}の" if name else ""
    context = tuple(
        p for s in ((*name.spans, *stored.passage.context) if name else stored.passage.context) for p in bounded(s)
    )
    evidence = tuple(
        Evidence(stored, piece, (*(p for s in c.header_spans for p in bounded(s)), *context))
        for c in chosen[:3]
        for span in c.spans
        for piece in bounded(span)
    )
    return Draft(f"{head}{said}です。", evidence)


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))
