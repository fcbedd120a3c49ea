"""Fixtures of the assistant's tests."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.assistant.desk import Desk
from vectorstore.chroma import DenseIndex, build
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors
from vectorstore.progress import Progress

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def _lacking(part: str) -> NoReturn:
    """Skips what this machine cannot test; in CI nothing may be left out."""
    if os.environ.get("CI"):
        pytest.fail(f"in CI this must be tested, but {part}", pytrace=False)
    pytest.skip(part)


# A session's browser would leave an event loop running under the other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        _lacking("no chromium is on the path; install it (Debian: apt-get install chromium fonts-ipafont-gothic)")
    with sync_playwright() as playwright:
        # As root, and in most containers, its sandbox cannot start; it opens our own pages only.
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 4 MiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("this machine allows no mount")  # a matter of rights: containers of CI often have none either
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


@pytest.fixture
def built_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares the second that a process for building takes; tests of leaks and full disks do without this."""

    def build_here(
        folder: Path, passages: Sequence[StoredPassage], vectors: Vectors, progress: Progress | None = None
    ) -> int:
        build(folder, passages, vectors, progress)
        with DenseIndex.open(folder) as index:
            return index.count()

    monkeypatch.setattr("assistant.index.build.build_apart", build_here)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
