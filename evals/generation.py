"""Measures generated answers: `python -m evals.generation SET…` asks each question twice, with and without the model.

The model is the one that the settings name (`generator_provider` and the rest); both answers come from the same index.
Printed are fact recall of both, the share of answers that were generated, completed or fell back, and the time to the
first verified sentence. Of held-out sets only totals are printed; `--show` lists what was lost elsewhere.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer
from assistant.chain import Chain
from assistant.settings import Settings, load
from assistant.turn import Said
from evals import questions
from evals.metrics.facts import fact_recall
from evals.questions import Question
from prompts import generation

HIDDEN = ("official-test", "official-held-out")


@dataclass(frozen=True)
class Asked:
    """One question with both answers; `first`: seconds to the first verified sentence; `cpu`: of the processor."""

    question: Question
    extractive: Answer
    generated: Answer
    first: float | None
    cpu: float

    def lost(self) -> bool:
        """Whether the generated answer has fewer of the facts."""
        return _recall(self.question, self.generated) < _recall(self.question, self.extractive)


def ask(settings: Settings, asked: Sequence[Question]) -> list[Asked]:
    """Every answerable question, asked both ways as staff."""
    plain = settings.model_copy(update={"generator_staff": "extractive"})
    writing = settings.model_copy(update={"generator_staff": "generative"})
    out: list[Asked] = []
    with closing(Chain(plain, "staff")) as one, closing(Chain(writing, "staff")) as other:
        if asked:
            other.ask(asked[0].question)  # warm
        for question in asked:
            begin, cpu, first = time.perf_counter(), time.process_time(), None
            for event in other.stream(question.question):
                if isinstance(event, Said) and first is None:
                    first = time.perf_counter() - begin
            assert isinstance(event, Answer)  # noqa: S101 (the last event is the answer)
            cpu = time.process_time() - cpu
            out.append(Asked(question, one.ask(question.question), event, first, cpu))
    return out


def report(found: Sequence[Asked]) -> list[str]:
    """The figures, a line each."""
    with_facts = [a for a in found if a.question.facts]
    written = [a for a in found if a.generated.sentences]
    generated = [a for a in written if a.generated.generator != "extractive"]
    completed = [a for a in generated if generation.COMPLETED in a.generated.notices]
    fell = [a for a in written if set(a.generated.notices) & {generation.FELL_BACK, *generation.FELL_BACK_WHY.values()}]
    firsts = sorted(a.first for a in found if a.first is not None)
    shares = {
        "the model alone": len(generated) - len(completed),
        "the model, completed": len(completed),
        "fell back": len(fell),
        "no model asked": len(written) - len(generated) - len(fell),
    }
    cpu = sorted(a.cpu for a in found)
    plain, model = _mean(with_facts, "extractive"), _mean(with_facts, "generated")
    return [
        f"questions {len(found)}, with sentences {len(written)}",
        f"fact recall: extractive {plain:.3f}, generated {model:.3f}",
        "written by: " + ", ".join(f"{name} {n / max(1, len(written)):.3f}" for name, n in shares.items()),
        f"first verified sentence: p50 {_at(firsts, 0.5):.2f} s, p95 {_at(firsts, 0.95):.2f} s; "
        f"processor time of a whole answer: p50 {_at(cpu, 0.5):.2f} s",
    ]


def _mean(found: Sequence[Asked], which: str) -> float:
    return statistics.fmean(_recall(a.question, getattr(a, which)) for a in found) if found else 0.0


def _recall(question: Question, answer: Answer) -> float:
    return fact_recall(question.facts, " ".join(s.text for s in answer.sentences))


def _at(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def main() -> None:
    """Prints the report of all sets together."""
    parser = argparse.ArgumentParser(prog="python -m evals.generation")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--first", type=int, help="only so many questions of each set")
    parser.add_argument("--show", action="store_true", help="list what was lost (not of held-out sets)")
    options = parser.parse_args()
    settings = load(data_dir=options.data_dir)
    found: list[tuple[str, Asked]] = []
    for path in options.sets:
        wanted = [q for q in questions.load(path) if q.behaviour == "answer"][: options.first]
        found += [(path.stem, one) for one in ask(settings, wanted)]
    print("\n".join(report([one for _, one in found])))
    for name, one in found:
        if options.show and name not in HIDDEN and one.lost():
            print(f"{one.question.id}: {one.question.question} -> {one.generated.answer.splitlines()[0]}")


if __name__ == "__main__":
    main()
