"""How the service bears load: `python -m evals.bench_service` starts `serve` and prints percentiles.

Residents ask the questions of a set, 2 to 5 seconds after each answer; then as many as can be answered; then repeats
from the cache; before all that, the time to the first sentence of a stream. Limits are lifted by settings, and answers
are kept for the repeats alone. The generator runs on the same machine: its processor time is printed beside the
server's. Exit status 1 where a figure of issue 10 is missed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals import questions
from evals.served import UNLIMITED, Running, served, wait_until

SETS = Path(__file__).parent / "sets"
MAX_P95 = 1.0  # seconds
MIN_ANSWERS, MIN_REPEATS = 20, 200  # a second
MAX_FIRST = 0.2  # seconds
MAX_GROWTH = 0.1  # of memory after minute 1
CUT_OFF = 0  # stands for a status where a connection broke
SETTLED = 60.0  # seconds


@dataclass
class Load:
    """What a group of askers saw. `seconds` are those of each answer."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    wall: float = 0.0
    generator: float = 0.0
    server: float = 0.0

    def line(self) -> str:
        """Percentiles, rate and processor time."""
        shown = "  ".join(
            f"p{round(q * 100)} {percentile(self.seconds, q) * 1000:.0f} ms" for q in (0.5, 0.9, 0.95, 0.99)
        )
        codes = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        rate = len(self.seconds) / self.wall if self.wall else 0.0
        each = self.server / len(self.seconds) * 1000 if self.seconds else 0.0
        busy = f"processor: server {self.server / self.wall:.2f}, generator {self.generator / self.wall:.2f} of a core"
        busy += f", {each:.1f} ms an answer"
        return f"{len(self.seconds)} answers ({codes}), {rate:.1f} a second; {shown}; {busy}"


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank; 0 for none."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0


class Asker:
    """One connection that is kept open."""

    def __init__(self, running: Running) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)

    def ask(self, question: str) -> tuple[int, float]:
        """Status and seconds."""
        begun = time.perf_counter()
        response = self._post("/api/public/ask", question)
        response.read()
        return response.status, time.perf_counter() - begun

    def first_sentence(self, question: str) -> float | None:
        """Seconds until the first sentence of a stream; None where it has none."""
        begun = time.perf_counter()
        response = self._post("/api/public/ask/stream", question)
        first = None
        while line := response.readline():
            if first is None and line.startswith(b"event: sentence"):
                first = time.perf_counter() - begun
        return first

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def _post(self, path: str, question: str) -> http.client.HTTPResponse:
        body = json.dumps({"question": question}).encode()
        self._connection.request("POST", path, body, {"Content-Type": "application/json"})
        return self._connection.getresponse()


def load(
    running: Running, asked: Sequence[str], askers: int, seconds: float, think: Callable[[random.Random], float]
) -> Load:
    """`askers` at once for `seconds`, each waiting `think` seconds before a question."""
    found, lock = Load(), threading.Lock()
    begun, spent, used = time.perf_counter(), time.process_time(), running.cpu_seconds()
    end = begun + seconds

    def work(number: int) -> None:
        made = random.Random(number)  # noqa: S311 (the same load every time)
        asker = Asker(running)
        while (at := time.perf_counter() + think(made)) < end:
            wait_until(at)
            try:
                status, taken = asker.ask(made.choice(asked))
            except OSError:  # the server closed an idle connection; a browser would connect again
                asker.close()
                status, taken = CUT_OFF, 0.0
            with lock:
                found.statuses[status] += 1
                if status != CUT_OFF:
                    found.seconds.append(taken)
        asker.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(askers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found.wall = time.perf_counter() - begun
    found.generator, found.server = time.process_time() - spent, running.cpu_seconds() - used
    return found


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--set", type=Path, default=SETS / "guide.jsonl", help="questions")
    parser.add_argument("--residents", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=180)
    args = parser.parse_args()
    asked = [q.question for q in questions.load(args.set)]
    print(f"{len(asked)} questions of {args.set.name}; load of the machine before: {os.getloadavg()[0]:.2f}")
    missed = []
    with served("public", answer_cache="0", **UNLIMITED) as running:
        missed += _first(running, asked)
        missed += _residents(running, asked, args.residents, args.seconds)
        most = load(running, asked, 8, 30, lambda made: 0.0)
        print(f"as many as can be answered: {most.line()}")
        missed += [] if len(most.seconds) / most.wall >= MIN_ANSWERS else ["answers a second"]
    with served("public", **UNLIMITED) as running:
        few = asked[:20]
        first = Asker(running)
        for question in few:
            first.ask(question)
        first.close()
        repeats = load(running, few, 4, 15, lambda made: 0.0)
        print(f"repeats: {repeats.line()}")
        missed += [] if len(repeats.seconds) / repeats.wall >= MIN_REPEATS else ["repeats a second"]
    print(f"load of the machine after: {os.getloadavg()[0]:.2f}")
    if missed:
        print(f"missed: {', '.join(missed)}")
        sys.exit(1)


def _first(running: Running, asked: Sequence[str]) -> list[str]:
    asker = Asker(running)
    for question in asked[:10]:
        asker.ask(question)
    taken = [first for question in asked[:60] if (first := asker.first_sentence(question)) is not None]
    asker.close()
    print(
        f"first sentence of {len(taken)} streams: p50 {percentile(taken, 0.5) * 1000:.0f} ms,"
        f" p95 {percentile(taken, 0.95) * 1000:.0f} ms, longest {max(taken) * 1000:.0f} ms"
    )
    return [] if percentile(taken, 0.95) <= MAX_FIRST else ["first sentence"]


def _residents(running: Running, asked: Sequence[str], residents: int, seconds: float) -> list[str]:
    memory: list[tuple[float, float]] = []
    begun, stop = time.perf_counter(), threading.Event()

    def watch() -> None:
        while not stop.wait(1.0):
            memory.append((time.perf_counter() - begun, running.resident_mebibytes()))

    watching = threading.Thread(target=watch)
    watching.start()
    found = load(running, asked, residents, seconds, lambda made: made.uniform(2, 5))
    stop.set()
    watching.join()
    print(f"{residents} residents, 2 to 5 s between questions, {found.wall:.0f} s: {found.line()}")
    later = [mebibytes for at, mebibytes in memory if at >= min(SETTLED, seconds / 3)]
    growth = max(later) / later[0] - 1
    print(f"memory: {later[0]:.0f} MiB when settled, at most {max(later):.0f} MiB later ({growth:+.1%})")
    faults = []
    if any(status >= 500 for status in found.statuses):
        faults.append("5xx")
    if percentile(found.seconds, 0.95) > MAX_P95:
        faults.append("p95")
    if growth > MAX_GROWTH:
        faults.append("memory")
    return faults


if __name__ == "__main__":
    main()
