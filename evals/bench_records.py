"""What recording an answer costs, and how the log bears several writers: prints percentiles and exits 1 past the limit.

`python -m evals.bench_records`: entries of a real answer's size, one after another as the chain writes them; then 8
processes with 1,000 entries each, one of them killed, and the time that verifying all of it takes.
`--folder` names the disk to measure (default: the folder for temporary files).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Citation, PrincipleVerdict, Sentence, Status
from assistant.records import check
from assistant.records.log import AuditLog
from assistant.records.recorder import Recorder
from assistant.records.trace import Dropped, Trace
from assistant.records.verify import Report
from assistant.settings import Settings
from evals import metrics
from ingest.models import Kind, Passage, Source
from vectorstore.codec import store

PROCESSES, ENTRIES = 8, 1_000
SINGLE = 1_000
LIMIT_MS = 5.0  # for 95 of 100 entries, written by one process
_SOURCE = Source("aonami-policy", Path("policy.txt"), "青波県港デジタル計画", "青波県")


@dataclass(frozen=True)
class Race:
    """What several writers left: ids that were reported as written, by process, and the log's own report."""

    reported: tuple[tuple[str, ...], ...]
    found: frozenset[str]
    report: Report
    seconds: float
    milliseconds: tuple[float, ...]

    @property
    def lost(self) -> set[str]:
        """Entries that were reported as written and are not there."""
        return {i for ids in self.reported for i in ids} - self.found

    @property
    def unreported(self) -> int:
        """Entries that are there although their writer was killed before it could say so."""
        return len(self.found - {i for ids in self.reported for i in ids})


def main() -> None:
    """Measures and prints; about a minute."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="policy-assistant-records-", dir=args.folder))
    try:
        single = alone(folder / "single", SINGLE)
        _print("one process", single)
        _print("a bare commit of as many bytes on this disk", bare(folder / "bare", SINGLE // 4))
        raced = race(folder / "race", args.processes, args.entries)
        _print(f"{args.processes} processes at once", raced.milliseconds)
        print(f"{len(raced.found)} entries in {raced.seconds:.1f} s; lost {len(raced.lost)}, ", end="")
        print(f"written and not reported {raced.unreported}; verified: {raced.report.ok} {raced.report.faults[:3]}")
        begin = time.perf_counter()
        settings = Settings(data_dir=folder / "race")
        log = AuditLog.open_existing(settings)
        check.check(log)
        log.close()
        print(f"verifying {raced.report.count} entries takes {time.perf_counter() - begin:.2f} s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    p95 = metrics.percentile(single, 0.95) or 0.0
    if p95 > LIMIT_MS or raced.lost or not raced.report.ok:
        sys.exit(1)


def alone(data_dir: Path, entries: int) -> tuple[float, ...]:
    """Milliseconds of each entry that one process writes, the question whether it may answer included."""
    recorder = Recorder(Settings(data_dir=data_dir), "cli")
    recorder.record(answer(0), trace())  # makes the log
    taken, how = [], trace()
    for n in range(entries):
        given = answer(n)
        begin = time.perf_counter()
        recorder.ready()
        recorder.record(given, how)
        taken.append((time.perf_counter() - begin) * 1000)
    recorder.close()
    return tuple(taken)


def bare(file: Path, commits: int) -> tuple[float, ...]:
    """Milliseconds that SQLite alone needs to bring 7 kB to the disk: what no log that syncs each entry is below."""
    taken = []
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE bare (text)")
        for _ in range(commits):
            begin = time.perf_counter()
            connection.execute("INSERT INTO bare VALUES (?)", ("x" * 7000,))
            taken.append((time.perf_counter() - begin) * 1000)
    return tuple(taken)


def race(data_dir: Path, processes: int, entries: int) -> Race:
    """Lets `processes` write `entries` each at the same time and kills the first at a third of its own."""
    context = multiprocessing.get_context("spawn")
    data_dir.mkdir(parents=True)
    files = [data_dir / f"reported-{n}" for n in range(processes)]
    workers = [context.Process(target=_write, args=(data_dir, file, entries)) for file in files]
    begin = time.perf_counter()
    for worker in workers:
        worker.start()
    while workers[0].is_alive() and _lines(files[0]) < entries // 3:
        time.sleep(0.001)
    if workers[0].pid is not None and workers[0].is_alive():
        os.kill(workers[0].pid, signal.SIGKILL)
    for worker in workers:
        worker.join()
    seconds = time.perf_counter() - begin
    reported = [[line.split() for line in file.read_text().splitlines() if line.endswith(".")] for file in files]
    log = AuditLog.open_existing(Settings(data_dir=data_dir))
    try:
        with log.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id FROM entries WHERE kind = 'question'").scalars()
            found = frozenset(map(str, rows))
        return Race(
            tuple(tuple(line[0] for line in lines) for lines in reported),
            found,
            check.check(log),
            seconds,
            tuple(float(line[1]) for lines in reported for line in lines),
        )
    finally:
        log.close()


def _write(data_dir: Path, file: Path, entries: int) -> None:
    recorder, how = Recorder(Settings(data_dir=data_dir), "cli"), trace()
    with file.open("w", buffering=1) as out:
        for n in range(entries):
            given = answer(n)
            begin = time.perf_counter()
            recorder.ready()
            recorded = recorder.record(given, how)
            out.write(f"{recorded.audit_id} {(time.perf_counter() - begin) * 1000:.3f} .\n")
    recorder.close()


def _lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def answer(n: int) -> Answer:
    """An invented answer of three sentences."""
    citations = tuple(
        Citation(
            number=k, document_id=_SOURCE.id, document_title=_SOURCE.title, publisher=_SOURCE.publisher,
            edition="official", path=("第1章はじめに", "2計画の期間"), page=None,
            quote="計画の期間は、令和6年度から令和8年度までの3年間とします。", start=k * 100, end=k * 100 + 30,
        )
        for k in (1, 2, 3)
    )  # fmt: skip
    sentences = tuple(Sentence(text=c.quote, citations=(c.number,)) for c in citations)
    return Answer(
        question=f"計画の期間はいつからいつまでですか。{n}",
        status=Status.ANSWERED,
        answer="\n".join(s.text for s in sentences),
        sentences=sentences,
        citations=citations,
        principles=(PrincipleVerdict(id="verify_content", verdict="acted", note="1件を取り除きました。"),),
        notices=("この回答はAIによる自動回答です。",),
        audience="staff" if n % 2 else "resident",
        generator="extractive",
        index_version="5d7f3304a296fc699046",
        prompt_version="0123456789ab",
        timings_ms={"guard": 1, "retrieve": 40, "compose": 10, "verify": 5, "total": 56},
        audit_id="",
    )


def trace() -> Trace:
    """Twenty passages looked at, three used, one sentence dropped."""
    passages = tuple(
        store(Passage(f"aonami-policy#{k:016x}", _SOURCE.id, (), Kind.PROSE, "文。", (), k, k + 2), _SOURCE)
        for k in range(20)
    )
    return Trace(passages, passages[:3], (Dropped("この計画は1999年に廃止されました。", ("year",)),))


def _print(name: str, taken: tuple[float, ...]) -> None:
    shares = {f"p{share * 100:.0f}": metrics.percentile(taken, share) or 0.0 for share in (0.5, 0.95, 0.99)}
    said = ", ".join(f"{share} {value:.2f} ms" for share, value in shares.items())
    print(f"{name}: {said}, longest {max(taken):.1f} ms ({len(taken)} entries)")


if __name__ == "__main__":
    main()
