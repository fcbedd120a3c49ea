"""What comes with a question beside its words; made by the interfaces, read by `assistant.chain`. Data alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from vectorstore.chroma import Filters


@dataclass(frozen=True)
class Given:
    """Where to look, what was asked before (oldest first, as it was understood), who asks, and how to word it besides.

    `session` is whatever the interface calls a session by; the recorder keeps a pseudonym of it.
    """

    filters: Filters = Filters()
    history: tuple[str, ...] = ()
    session: str = ""
    rendering: Literal["", "plain", "en"] = ""

    @classmethod
    def documents(cls, ids: Sequence[str]) -> Self:
        """To be looked for in these documents; in all of them where none is named."""
        return cls(Filters(document_ids=tuple(ids)))


NOTHING = Given()
