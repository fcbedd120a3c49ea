"""Several processes write to one log, one of them is killed, and the chain stays one."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant.records import anchors
from assistant.records.log import Place
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from evals import bench_records
from tests.assistant.records.samples import ANY, asked, checked, settings_for

PROCESSES = int(os.environ.get("RECORDS_PROCESSES", "4"))  # `python -m evals.bench_records` takes 8 with 1,000 each
ENTRIES = int(os.environ.get("RECORDS_ENTRIES", "100"))


def test_threads_share_a_recorder(tmp_path: Path) -> None:
    made = settings_for(tmp_path)
    recorder = Recorder(made, "all")
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda n: recorder.record(asked(n), ANY).audit_id, range(120)))
    recorder.close()
    report = checked(made)
    assert len(ids) == 120 and report.ok and report.count == report.anchored == 121


def test_writers_at_once_keep_one_chain_and_a_killed_one_loses_its_last_at_most(tmp_path: Path) -> None:
    race = bench_records.race(tmp_path / "data", PROCESSES, ENTRIES)
    assert race.report.ok, race.report.faults
    assert not race.lost and race.unreported <= 1
    assert [len(ids) for ids in race.reported[1:]] == [ENTRIES] * (PROCESSES - 1)
    assert ENTRIES // 3 <= len(race.reported[0]) < ENTRIES
    counts = [a.count for a in anchors.read(Place(Settings(data_dir=tmp_path / "data")).anchors) if a]
    most = 100 + PROCESSES - 1  # an anchor signs the newest entry: the others may write before the hundredth is signed
    assert counts == sorted(counts) and all(b - a <= most for a, b in zip([0, *counts], counts, strict=False))
