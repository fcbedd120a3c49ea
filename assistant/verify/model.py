"""What the verifier takes and gives: evidence as `Support`, the outcome as `Verdict`.

Pure data; made by `assistant.verifying` from citations, read by every check of this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation


class Kind(StrEnum):
    """What about a sentence the evidence does not carry."""

    SUPPORT = "support"  # nothing is cited
    NUMBER = "number"
    UNIT = "unit"
    YEAR = "year"
    DATE = "date"
    LABEL = "label"  # the figure stands there under another role (target, result) or for another year
    FORMULA = "formula"
    NAME = "name"
    PUBLISHER = "publisher"
    NEGATION = "negation"
    TENSE = "tense"  # a plan told as a deed
    COMPARISON = "comparison"
    SUBJECT = "subject"
    WORDS = "words"


@dataclass(frozen=True)
class Support:
    """A citation as the verifier reads it. `path` is in NFKC without blanks, as passages give it.

    `context` holds what the quotation depends on (column headers, group heading, footnote). Figures and dates must
    stand in quote or context; words and names may also stand in path, title, publisher and period.
    """

    quote: str
    context: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    document_title: str = ""
    publisher: str = ""
    period: str = ""

    @staticmethod
    def of(citation: Citation, period: str = "") -> Support:
        """The support that a citation gives; a citation does not know its document's period."""
        return Support(
            citation.quote,
            tuple(c.quote for c in citation.context),
            citation.path,
            citation.document_title,
            citation.publisher,
            period,
        )


@dataclass(frozen=True)
class Fault:
    """A piece of a sentence that the evidence does not carry."""

    kind: Kind
    piece: str


@dataclass(frozen=True)
class Verdict:
    """The outcome for one sentence; no faults means that the evidence carries it."""

    faults: tuple[Fault, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the sentence may be said."""
        return not self.faults
