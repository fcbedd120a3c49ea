"""The indexing run under kills, full disks, read-only folders and a second run at once."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import IndexBusyError, StorageError
from assistant.index import layout
from assistant.index.files import one_run
from assistant.indexing import ingest
from assistant.settings import Settings
from tests.assistant.corpus import FakeEmbedder, parse, write_list
from tests.assistant.desk import LINES, answered_words, numbered

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("built_in_process")


def _start(listed: Path, data_dir: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.assistant.corpus", str(listed), str(data_dir), str(seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _cached(data_dir: Path) -> int:
    path = data_dir / "cache" / "embeddings.sqlite3"
    try:
        with sqlite3.connect(path) as connection:
            count = connection.execute("SELECT count(*) FROM vectors").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    connection.close()
    return int(count)


def _ingest(listed: Path, data_dir: Path) -> int:
    report = ingest([listed], Settings(data_dir=data_dir), parse=parse, embedder=FakeEmbedder())
    return report.embedded


def test_a_kill_while_embedding_leaves_the_former_version_and_the_cache(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    _ingest(write_list(tmp_path / "in", {"a": numbered("旧")}), data_dir)
    listed = write_list(tmp_path / "in", {"a": numbered("新")})
    run = _start(listed, data_dir, 0.02)
    deadline = time.monotonic() + 20
    while _cached(data_dir) < LINES + 16 and time.monotonic() < deadline:
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    assert run.returncode == -signal.SIGKILL
    kept = _cached(data_dir) - LINES
    assert 16 <= kept < LINES
    assert answered_words(data_dir) == {"旧"}
    assert _ingest(listed, data_dir) == LINES - kept
    assert answered_words(data_dir) == {"新"}
    assert not [p for p in (data_dir / "public" / "versions").iterdir() if p.name.startswith(".")]


def test_a_kill_at_any_moment_leaves_one_whole_version(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    _ingest(write_list(tmp_path / "in", {"a": numbered("版0")}), data_dir)
    begin = time.monotonic()
    probe = _start(write_list(tmp_path / "in", {"a": numbered("版1")}), data_dir, 0)
    probe.communicate()
    whole = time.monotonic() - begin
    chance = random.Random(5)  # noqa: S311
    answering = "版1"
    for n in range(2, 8):
        listed = write_list(tmp_path / "in", {"a": numbered(f"版{n}")})
        run = _start(listed, data_dir, 0)
        time.sleep(whole * chance.uniform(0.2, 1.1))
        run.kill()
        run.communicate()
        found = answered_words(data_dir)
        assert found in ({answering}, {f"版{n}"})
        answering = found.pop()
    _ingest(listed, data_dir)
    assert answered_words(data_dir) == {"版7"}


class KilledError(BaseException):
    """Stands for a kill inside the process."""


@pytest.mark.parametrize("step", range(1, 7))
def test_a_move_cut_short_is_never_public_nor_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    data_dir = tmp_path / "data"
    _ingest(
        write_list(tmp_path / "in", {"a": numbered("動"), "b": numbered("残"), "c": numbered("内")}, {"c": "internal"}),
        data_dir,
    )
    listed = write_list(
        tmp_path / "in",
        {"a": numbered("動"), "b": numbered("残"), "c": numbered("内")},
        {"a": "internal", "c": "internal"},
    )
    replace, calls = os.replace, 0

    def killed(*args: object) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise KilledError
        replace(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", killed)
    with contextlib.suppress(KilledError):
        _ingest(listed, data_dir)
    monkeypatch.undo()
    internal = layout.AudienceFolder(data_dir, "internal").manifest()
    public = layout.AudienceFolder(data_dir, "public").manifest()
    assert internal is not None
    assert public is not None
    if "a" in internal.sources:
        assert "a" not in public.sources
    # Any next run, of any list, completes what was cut short.
    _ingest(write_list(tmp_path / "other", {"z": numbered("他")}), data_dir)
    assert answered_words(data_dir) == {"動", "残", "内", "他"}
    _ingest(listed, data_dir)
    assert answered_words(data_dir) == {"動", "残", "内", "他"}
    public = layout.AudienceFolder(data_dir, "public").manifest()
    assert public is not None
    assert sorted(public.sources) == ["b", "z"]


def test_a_second_run_at_once_is_one_line_and_exit_status_2(tmp_path: Path) -> None:
    listed = write_list(tmp_path / "in", {"a": numbered("甲")})
    with one_run(tmp_path / "data"):
        run = _start(listed, tmp_path / "data", 0)
        _, said = run.communicate()
        assert run.returncode == 2
        assert said.count("\n") == 1
        assert "another indexing run is at work" in said
        with pytest.raises(IndexBusyError):
            _ingest(listed, tmp_path / "data")
    assert _ingest(listed, tmp_path / "data") == LINES


def test_a_data_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError) as error:
        _ingest(write_list(tmp_path / "in", {"a": "甲\n"}), tmp_path / "data")
    assert "\n" not in str(error.value)


def test_a_limit_on_file_size_is_one_line(tmp_path: Path) -> None:
    listed = write_list(tmp_path / "in", {"a": numbered("甲")})
    code = (
        "import resource, runpy, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        f"sys.argv = ['corpus', {str(listed)!r}, {str(tmp_path / 'data')!r}, '0']\n"
        "runpy.run_module('tests.assistant.corpus', run_name='__main__')"
    )
    run = subprocess.run([sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert run.returncode == 2, run.stderr
    assert run.stderr.count("\n") == 1
