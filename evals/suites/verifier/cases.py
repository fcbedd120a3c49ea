"""What is asked: true sentences of each corpus, and the same with one planted fault each; no question, no chain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from assistant.verify.model import Support
from evals import faults
from evals.planting.bases import of_document
from evals.planting.model import Base
from evals.planting.rewordings import rewordings
from evals.runner.corpora import OFFICIAL, Corpus
from evals.runner.model import Case
from evals.suites import Asking

LABEL = "検証"
ABOUT = "根拠に合わない文を取り除き、合う文を残すかを、誤りを一つ植えた文で測ります。"
EACH = 30  # faults of each planter, corpus and half
TRUE = 400  # true sentences of each corpus and half


def cases(asking: Asking) -> Iterable[Case]:
    """Planted faults and true sentences; half of them are held out, and of those only totals are shown."""
    for corpus in asking.corpora:
        if corpus.listing is None:
            continue
        bases = _bases(corpus)
        for planted in faults.faults_of(bases, each=EACH):
            yield _case(corpus, planted.base, planted.text, planted.support, planted.kind)
        for held in (False, True):
            own = sorted((b for b in bases if b.held_out is held), key=lambda b: _digest(b.text, b.support))
            for base in own[:TRUE]:
                yield _case(corpus, base, base.text, base.support, "")


def _bases(corpus: Corpus) -> list[Base]:
    if corpus.listing is None:
        return []
    documents = faults.documents(corpus.listing)
    bases = [b for d in documents for b in of_document(d)]
    return bases + (rewordings(documents) if corpus.name == OFFICIAL else [])


def _case(corpus: Corpus, base: Base, text: str, support: Sequence[Support], kind: str) -> Case:
    half = "held-out" if base.held_out else "tuned"
    data = {"kind": kind, "text": text, "document": base.document_id, "support": [asdict(s) for s in support]}
    return Case(f"{kind or 'true'}-{_digest(text, support)}", f"{corpus.name}-{half}", corpus.name, data=data)


def _digest(text: str, support: Sequence[Support]) -> str:
    told = "\0".join((text, *(s.quote for s in support)))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
