"""A counted list whose items stand in a footnote: デジタル3原則 in the text, 「名：説明」 three times below it.

The question and its ranked passages go in, a `Listing` or None comes out; called by `lists`. Meant is the footnote of
the section that has the very words which the question counts, where it tells as many names as the question says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from assistant.compose.listed import Item, Listing
from ingest.models import Kind
from ingest.normalise import Mapped, nfkc, squeeze
from vectorstore.codec import StoredPassage

Document = Callable[[str], Sequence[StoredPassage]]
NEAR = 8  # ranked passages whose section may count what the question counts
_LABEL = re.compile(r"(?<![^。/\n)）])(?P<name>[^:：。/\n]{2,40})[:：]")  # at the begin of a line or sentence
_GLUED = re.compile(r"\d\D*?(?P<name>[ァ-ヴー・]{4,})$")  # behind another text's end (…第151号デジタルファースト)


def find(counted: str, count: int, ranked: Sequence[StoredPassage], document: Document | None) -> Listing | None:
    """The `count` named items of a footnote to `counted` (the words with the number: デジタル3原則)."""
    if document is None or len(counted) < len(str(count)) + 3:
        return None
    for stored in ranked[:NEAR]:
        if counted not in squeeze(nfkc(stored.passage.text)) or stored.passage.cells:
            continue
        for note in document(stored.source.id):
            if note.passage.kind is not Kind.FOOTNOTE or note.passage.path != stored.passage.path:
                continue
            items = tuple(_items(note))
            if len(items) == count:
                return Listing(counted, counted, "", items)
    return None


def _items(note: StoredPassage) -> Iterator[Item]:
    text = Mapped.from_runs(note.passage.text, note.passage.runs)
    begins = [
        m.start() + glued.start("name") if (glued := _GLUED.search(m["name"])) else m.start()
        for m in _LABEL.finditer(text.text)
    ]
    for begin, end in zip(begins, [*begins[1:], len(text.text)], strict=True):
        told = text.text[begin:end].rstrip(" /\n")
        yield Item(note, told, 0, text.span(begin, begin + len(told)))
