"""Fixtures of the assistant's tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.assistant.desk import Desk
from vectorstore.chroma import DenseIndex, build
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors
from vectorstore.progress import Progress


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
