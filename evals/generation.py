"""Measures generated answers: `python -m evals.generation SET…` asks each question twice, with and without the model.

The model is the one that the settings name (`generator_provider` and the rest); both answers come from the same index.
Printed are fact recall of both, the share of answers that were generated, completed or fell back, and the time to the
first verified sentence. Of held-out sets only totals are printed; `--show` lists what was lost elsewhere. `--kept FILE`
writes a line of figures for each question as it is answered, and a run that is started again goes on behind them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answer import Answer
from assistant.chain import Chain
from assistant.compose.extractive import GENERATOR as EXTRACTIVE
from assistant.settings import Settings, load
from assistant.turn import Said
from evals import questions
from evals.answers import HELD_OUT
from evals.metrics.facts import fact_recall
from evals.questions import Question
from prompts import generation

WRITTEN = ("the model alone", "the model, completed", "fell back", "no model asked")


@dataclass(frozen=True)
class Asked:
    """What became of one question: figures alone, so that it can be kept of any set.

    `by` is one of WRITTEN, or empty where nothing was said; `first`: seconds to the first verified sentence, `cpu`:
    seconds of the processor; the recalls are None where the set names no facts; `load`: of the machine, before it.
    """

    id: str
    by: str
    first: float | None
    cpu: float
    extractive: float | None
    generated: float | None
    load: float


def ask(settings: Settings, asked: Sequence[Question]) -> Iterator[Asked]:
    """Every answerable question, asked both ways as staff."""
    plain = settings.model_copy(update={"generator_staff": "extractive"})
    writing = settings.model_copy(update={"generator_staff": "generative"})
    with closing(Chain(plain, "staff")) as one, closing(Chain(writing, "staff")) as other:
        if asked:
            other.ask(asked[0].question)  # warm
        for question in asked:
            load = os.getloadavg()[0]
            begin, cpu, first = time.perf_counter(), time.process_time(), None
            for event in other.stream(question.question):
                if isinstance(event, Said) and first is None:
                    first = time.perf_counter() - begin
            assert isinstance(event, Answer)  # noqa: S101 (the last event is the answer)
            cpu = time.process_time() - cpu
            without = one.ask(question.question)
            recalls = [_recall(question, a) if question.facts else None for a in (without, event)]
            yield Asked(question.id, written_by(event), first, cpu, recalls[0], recalls[1], load)


def written_by(answer: Answer) -> str:
    """Whose words an answer is made of; empty where nothing is said."""
    if not answer.sentences:
        return ""
    if answer.generator != EXTRACTIVE:
        return "the model, completed" if generation.COMPLETED in answer.notices else "the model alone"
    fell = {generation.FELL_BACK, *generation.FELL_BACK_WHY.values()}
    return "fell back" if fell & set(answer.notices) else "no model asked"


def report(found: Sequence[Asked]) -> list[str]:
    """The figures, a line each."""
    written = [a for a in found if a.by]
    firsts = sorted(a.first for a in found if a.first is not None)
    cpu = sorted(a.cpu for a in found)
    plain, model = _mean([a.extractive for a in found]), _mean([a.generated for a in found])
    shares = {name: sum(a.by == name for a in written) for name in WRITTEN}
    return [
        f"questions {len(found)}, with sentences {len(written)}",
        f"fact recall: extractive {plain:.3f}, generated {model:.3f}",
        "written by: " + ", ".join(f"{name} {n / max(1, len(written)):.3f}" for name, n in shares.items()),
        f"first verified sentence: p50 {_at(firsts, 0.5):.2f} s, p95 {_at(firsts, 0.95):.2f} s; "
        f"processor time of a whole answer: p50 {_at(cpu, 0.5):.2f} s; "
        f"load of the machine: p50 {_at(sorted(a.load for a in found), 0.5):.1f}",
    ]


def _mean(values: Sequence[float | None]) -> float:
    known = [v for v in values if v is not None]
    return statistics.fmean(known) if known else 0.0


def _recall(question: Question, answer: Answer) -> float:
    return fact_recall(question.facts, " ".join(s.text for s in answer.sentences))


def _at(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def kept(path: Path | None) -> dict[str, Asked]:
    """What an earlier run has kept, by id; a line that was cut off is left out."""
    out: dict[str, Asked] = {}
    if path is not None and path.exists():
        for line in path.read_text("utf-8").splitlines():
            with suppress(ValueError, TypeError):
                one = Asked(**json.loads(line))
                out[one.id] = one
    return out


def main() -> None:
    """Prints the report of all sets together."""
    parser = argparse.ArgumentParser(prog="python -m evals.generation")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--first", type=int, help="only so many questions of each set")
    parser.add_argument("--show", action="store_true", help="list what was lost (not of held-out sets)")
    parser.add_argument("--kept", type=Path, help="a file that takes the figures of each question, to go on from")
    options = parser.parse_args()
    settings, known = load(data_dir=options.data_dir), kept(options.kept)
    found: list[tuple[str, Asked]] = []
    for path in options.sets:
        wanted = [q for q in questions.load(path) if q.behaviour == "answer"][: options.first]
        found += [(path.stem, known[q.id]) for q in wanted if q.id in known]
        for one in ask(settings, [q for q in wanted if q.id not in known]):
            found.append((path.stem, one))
            if options.kept:
                with options.kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(one)) + "\n")
    print("\n".join(report([one for _, one in found])))
    for name, one in found:
        if options.show and name not in HELD_OUT and (one.generated or 0) < (one.extractive or 0):
            print(f"{one.id}: {one.generated:.2f} of {one.extractive:.2f}, {one.by}")


if __name__ == "__main__":
    main()
