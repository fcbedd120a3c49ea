"""The indexing run on full and read-only disks (real ones, where a mount is allowed)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.indexing import ingest
from assistant.settings import Settings
from tests.assistant.corpus import FakeEmbedder, parse, write_list
from tests.assistant.desk import answered_words, numbered


def _ingest(listed: Path, data_dir: Path) -> int:
    report = ingest([listed], Settings(data_dir=data_dir), parse=parse, embedder=FakeEmbedder())
    return report.embedded


@pytest.mark.parametrize("free", [0, 150_000, 900_000])
def test_a_full_disk_is_one_line_and_the_former_version_answers(mounted: Path, tmp_path: Path, free: int) -> None:
    data_dir = mounted / "data"
    listed = write_list(tmp_path / "in", {"a": numbered("旧")})
    _ingest(listed, data_dir)
    left = os.statvfs(mounted).f_bavail * os.statvfs(mounted).f_bsize
    (mounted / "ballast").write_bytes(b"x" * (left - free))
    listed = write_list(tmp_path / "in", {"a": "".join(f"新の{n}{'字' * 500}\n" for n in range(400))})
    with pytest.raises(StorageError) as error:
        _ingest(listed, data_dir)
    assert "disk is full" in str(error.value)
    assert "\n" not in str(error.value)
    assert answered_words(data_dir) == {"旧"}
    (mounted / "ballast").unlink()
    _ingest(write_list(tmp_path / "in", {"a": numbered("新")}), data_dir)
    assert answered_words(data_dir) == {"新"}


def test_a_read_only_data_folder_is_one_line_and_answers(mounted: Path, tmp_path: Path) -> None:
    data_dir = mounted / "data"
    listed = write_list(tmp_path / "in", {"a": numbered("旧")})
    _ingest(listed, data_dir)
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)  # noqa: S603, S607
    write_list(tmp_path / "in", {"a": numbered("新")})
    with pytest.raises(StorageError, match="cannot be written") as error:
        _ingest(listed, data_dir)
    assert "\n" not in str(error.value)
    assert answered_words(data_dir) == {"旧"}
