"""Measures the verifier: `python -m evals.faults` plants faults in true sentences and counts what is caught.

True sentences come from the shipped guide and, where they are, from the official documents: rows and prose told in
several wordings, and what the chain answers to the development questions. The half that is held out by a hash of the
passage is reported apart. Everything is decided by the seed.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answer import Answer
from assistant.verify.claims import check
from assistant.verify.model import Support
from evals import metrics, questions
from evals.planting.bases import of_document
from evals.planting.model import Base, Planted
from evals.planting.plant import Pool, plant
from evals.planting.rewordings import rewordings
from evals.questions import Question
from ingest import parse_document, sources
from ingest.models import Document
from ingest.readers import load

EXACT = ("figure", "neighbour", "year", "date", "unit")  # kinds in which nothing may pass
SEED = 20
EACH = 60  # faults of each planter and half
DOCUMENTS = Path(os.environ.get("POLICY_DOCUMENTS", "../shared/documents"))
DEVELOPMENT = Path(__file__).parent / "sets" / "official-dev.jsonl"
GUIDE = Path(__file__).parents[1] / "ingest" / "guide"


@dataclass
class Half:
    """Counts of one half: faults planted and caught by kind, true sentences and those dropped by wording."""

    planted: dict[str, int] = field(default_factory=dict)
    caught: dict[str, int] = field(default_factory=dict)
    true: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    missed: list[Planted] = field(default_factory=list)
    lost: list[Base] = field(default_factory=list)

    def share(self, kinds: Iterable[str] = ()) -> float:
        """The share of faults caught, of all kinds or of those given."""
        wanted = [k for k in self.planted if k in kinds] if kinds else list(self.planted)
        total = sum(self.planted[k] for k in wanted)
        return sum(self.caught.get(k, 0) for k in wanted) / total if total else 1.0

    @property
    def dropped_share(self) -> float:
        """The share of true sentences that the verifier drops."""
        total = sum(self.true.values())
        return sum(self.dropped.values()) / total if total else 0.0


@dataclass(frozen=True)
class Result:
    """Both halves, and the milliseconds of each check."""

    tuned: Half
    held_out: Half
    milliseconds: tuple[float, ...]


def documents(listing: Path) -> list[Document]:
    """The parsed documents of a list, a folder or a file."""
    return [parse_document(s, load(s.path)) for s in sources.find(listing).sources]


def from_chain(ask: Callable[[str], Answer], asked: Sequence[Question]) -> list[Base]:
    """What the chain says to the questions, with what it cites."""
    out: list[Base] = []
    for question in asked:
        answer = ask(question.question)
        by_number = {c.number: c for c in answer.citations}
        for said in answer.sentences:
            cited = [by_number[n] for n in said.citations]
            place = f"{cited[0].document_id}:{cited[0].start}"
            supports = tuple(Support.of(c) for c in cited)
            out.append(Base(said.text, supports, cited[0].document_id, place, "chain"))
    return out


def evaluate(bases: Sequence[Base], seed: int = SEED, each: int = EACH) -> Result:
    """Plants up to `each` faults of each planter in each half of the true sentences, and verifies all of them."""
    halves, spent = {False: Half(), True: Half()}, list[float]()
    for base in bases:
        half = halves[base.held_out]
        half.true[base.wording] = half.true.get(base.wording, 0) + 1
        if not _passes(base.text, base.support, spent):
            half.dropped[base.wording] = half.dropped.get(base.wording, 0) + 1
            half.lost.append(base)
    for planted in faults_of(bases, seed, each):
        half = halves[planted.base.held_out]
        half.planted[planted.kind] = half.planted.get(planted.kind, 0) + 1
        if _passes(planted.text, planted.support, spent):
            half.missed.append(planted)
        else:
            half.caught[planted.kind] = half.caught.get(planted.kind, 0) + 1
    return Result(halves[False], halves[True], tuple(spent))


def faults_of(bases: Sequence[Base], seed: int = SEED, each: int = EACH) -> Iterator[Planted]:
    """Up to `each` faults of each planter in each half; `planted.base.held_out` tells the half."""
    pool = Pool.of(bases)
    for held in (False, True):
        yield from plant([b for b in bases if b.held_out is held], pool, seed, each)


def _passes(text: str, support: Sequence[Support], spent: list[float]) -> bool:
    begin = time.perf_counter()
    verdict = check(text, support)
    spent.append(1000 * (time.perf_counter() - begin))
    return verdict.ok


def main() -> None:
    """Prints the table; half a minute, more where POLICY_ASSISTANT_DATA_DIR has an index for the chain to ask."""
    read = documents(GUIDE)
    if (DOCUMENTS / "sources.toml").is_file():
        read += documents(DOCUMENTS / "sources.toml")
    bases = [b for d in read for b in of_document(d)] + rewordings(read) + _asked()
    if not bases:
        sys.exit("no true sentences: the guide is missing")
    print(table(evaluate(bases)))


def _asked() -> list[Base]:
    """The chain's answers to the development questions, where the official documents are indexed."""
    from assistant import indexing
    from assistant.chain import Chain
    from assistant.errors import AssistantError
    from assistant.settings import load as load_settings

    settings = load_settings()
    try:
        known = {record.source.id for record in indexing.list_sources(settings)}
        asked = [q for q in questions.load(DEVELOPMENT) if q.behaviour == "answer" and known >= {*q.documents}]
        if not asked:
            return []
        chain = Chain(settings, "staff")
    except AssistantError as error:
        print(f"without the chain: {error}", file=sys.stderr)
        return []
    try:
        return from_chain(chain.ask, asked)
    finally:
        chain.close()


def table(result: Result) -> str:
    """The figures as Markdown."""
    halves = {"tuned": result.tuned, "held out": result.held_out}
    lines = [f"| fault | {' | '.join(f'{h}: caught' for h in halves)} |", "|---|---|---|"]
    for kind in sorted({k for half in halves.values() for k in half.planted}):
        cells = [f"{h.caught.get(kind, 0)} of {h.planted.get(kind, 0)}" for h in halves.values()]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    lines.append(
        "| figures, years, dates, units | " + " | ".join(f"{h.share(EXACT):.3f}" for h in halves.values()) + " |"
    )
    lines.append("| all | " + " | ".join(f"{h.share():.3f}" for h in halves.values()) + " |")
    lines += ["", f"| true sentence | {' | '.join(f'{h}: dropped' for h in halves)} |", "|---|---|---|"]
    for wording in sorted({w for half in halves.values() for w in half.true}):
        cells = [f"{h.dropped.get(wording, 0)} of {h.true.get(wording, 0)}" for h in halves.values()]
        lines.append(f"| {wording} | {' | '.join(cells)} |")
    lines.append("| all | " + " | ".join(f"{h.dropped_share:.3f}" for h in halves.values()) + " |")
    times = [metrics.percentile(result.milliseconds, share) or 0.0 for share in (0.5, 0.95, 0.99)]
    lines += ["", "A check takes p50 {:.1f} ms, p95 {:.1f} ms, p99 {:.1f} ms.".format(*times)]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
