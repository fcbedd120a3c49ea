"""What the planting scripts hand on: true sentences with their evidence, and sentences with one fault each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assistant.verify.model import Support


@dataclass(frozen=True)
class Base:
    """A true sentence: `place` names the passage it rests on, `wording` how it was made.

    Of a row's sentence `subject` is the indicator named in it, `values` the figures of the row's other cells that
    differ from the cited ones, and `cited` the values in the order in which the sentence names them.
    """

    text: str
    support: tuple[Support, ...]
    document_id: str
    place: str
    wording: str
    subject: str = ""
    values: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    half: str = ""

    @property
    def held_out(self) -> bool:
        """Whether nobody tunes on the sentence: as its set says, else by a hash of its place."""
        if self.half:
            return self.half == "held_out"
        return hashlib.sha256(self.place.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Planted:
    """A sentence that is false against its evidence in one respect, named by `kind`."""

    text: str
    support: tuple[Support, ...]
    kind: str
    base: Base
