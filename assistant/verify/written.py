"""What a sentence that a model wrote has to pass beside `claims.check`.

Sentence and supports go in, stable words come out. The documents' own sentences are not asked: nothing in them can have
been exchanged. Pure; called by `assistant.verifying`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verify import deeds, exchange, polarity
from assistant.verify.claim import claim_of
from assistant.verify.evidence import Evidence, evidence_of
from assistant.verify.model import Support

EXCHANGED, UNDONE, DENIED = "exchanged", "tense", "negation"
_HEADER = 40  # characters of a header; a longer context is a footnote, and its denials are its own


def faults(text: str, support: Sequence[Support]) -> tuple[str, ...]:
    """Why a model's sentence may not be said: a noun in another one's place, a plan as a deed, one denial too many."""
    evidence = evidence_of(support)
    claim = claim_of(text, evidence)
    found = {
        EXCHANGED: bool(exchange.exchanged(claim, evidence)),
        UNDONE: bool(deeds.undone(claim.text, evidence.texts)),
        DENIED: polarity.denials(claim.text)[0] > _denied(evidence),
    }
    return tuple(word for word, wrong in found.items() if wrong)


def _denied(evidence: Evidence) -> int:
    """How many denials the quotations and their headers may hold."""
    texts = [t for g in evidence.groups for t in (g.quote, *(c for c in g.context if len(c) <= _HEADER))]
    return sum(polarity.denials(text)[1] for text in texts)
