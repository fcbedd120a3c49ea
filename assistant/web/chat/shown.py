"""An answer with all that the page shows around it: a kept answer and its documents go in, `Shown` comes out.

Called by `asking` for an answer that has just come, and by `page` and `routes` for one of the history, whose documents
may have changed or gone since: then the quotation stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.web.chat import comparison, figures, reading
from assistant.web.chat.comparison import Column
from assistant.web.chat.figures import Series
from assistant.web.chat.history import Kept
from vectorstore.codec import StoredPassage

Documents = Callable[[str], Sequence[StoredPassage]]


@dataclass(frozen=True)
class Shown:
    """`places` are the passages that hold the citations, by number. `turn` is empty as long as nothing is kept."""

    answer: Answer
    turn: str = ""
    conversation: str = ""
    rated: str | None = None
    places: tuple[tuple[int, StoredPassage], ...] = ()
    series: tuple[Series, ...] = ()
    columns: tuple[Column, ...] = ()

    def place(self, number: int) -> StoredPassage | None:
        """The passage that holds a citation, if the index still has it."""
        return dict(self.places).get(number)


def of(kept: Kept | Answer, documents: Documents) -> Shown:
    """What is shown of an answer."""
    answer = kept.answer if isinstance(kept, Kept) else kept
    places = []
    known: dict[str, Sequence[StoredPassage]] = {}
    for citation in answer.citations:
        if citation.document_id not in known:
            known[citation.document_id] = documents(citation.document_id)
        place = reading.holding(known[citation.document_id], citation.start, citation.end)
        if place is not None and reading.agrees(place, citation):
            places.append((citation.number, place))
    whole = Shown(answer, places=tuple(places), series=figures.of(places), columns=comparison.of(answer))
    if isinstance(kept, Kept):
        return replace(whole, turn=kept.id, conversation=kept.conversation, rated=kept.rated)
    return whole
