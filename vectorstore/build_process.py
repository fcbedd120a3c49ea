"""Builds the dense index in a process of its own, which sees nothing but what goes into it.

Chroma's HNSW library writes memory that it never filled to disk (`data_level0.bin` has room for 1000 entries from the
start), and that memory holds what the process freed before: texts of removed or internal sources, were the index built
in the process that read them. So a fresh process gets the passages on standard input, without the caller's
environment, and with the C library told to clear memory (MALLOC_PERTURB_ of glibc).

Called by the indexing run; `python -m vectorstore.build_process` is the other end.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import numpy as np

from vectorstore.codec import StoredPassage, decode_passage, decode_sources, encode_passage, encode_sources, store
from vectorstore.embeddings import Vectors
from vectorstore.errors import DamagedIndexError, StorageFaultError, VectorStoreError, full_disk, no_room
from vectorstore.progress import NullProgress, Progress

_KEPT_VARIABLES = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT", "VIRTUAL_ENV")
_MARGIN = 4 * 1024 * 1024  # what may be free on a disk that a write has just found full
_ERRORS: dict[str, type[VectorStoreError]] = {e.__name__: e for e in (StorageFaultError, DamagedIndexError)}


def build_apart(
    folder: Path, passages: Sequence[StoredPassage], vectors: Vectors, progress: Progress | None = None
) -> int:
    """Writes a new index of `passages` and their `vectors`, shape (n, d), into the empty `folder`.

    Returns how many passages the finished index holds. Raises StorageFaultError or DamagedIndexError.
    """
    progress = progress or NullProgress()
    child = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "vectorstore.build_process", str(folder.resolve())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
    )
    with child:
        if child.stdin is None or child.stdout is None or child.stderr is None:
            raise AssertionError("pipes were asked for")
        said: list[bytes] = []
        listener = threading.Thread(target=lambda pipe: said.append(pipe.read()), args=(child.stderr,), daemon=True)
        listener.start()
        try:
            count = _converse(child.stdin, child.stdout, passages, vectors, progress)
        except BaseException:
            child.kill()
            raise
        listener.join()
    if child.returncode != 0 or count is None:
        raise _failure(folder, b"".join(said).decode("utf-8", "replace"), child.returncode)
    return count


def _converse(
    to_child: IO[bytes], from_child: IO[bytes], passages: Sequence[StoredPassage], vectors: Vectors, progress: Progress
) -> int | None:
    """Sends the passages, follows the progress; the count, or None if the child failed."""
    count = None
    try:
        _send(to_child, passages, vectors)
    except BrokenPipeError:
        return None
    progress.start("writing", len(passages))
    for line in from_child:
        kind, number = line.split()
        if kind == b"done":
            count = int(number)
        else:
            progress.advance(int(number))
    progress.finish()
    return count


def _send(pipe: IO[bytes], passages: Sequence[StoredPassage], vectors: Vectors) -> None:
    sources = {p.source.id: p.source for p in passages}
    rows = np.ascontiguousarray(vectors, dtype="<f4")
    head = {
        "shape": rows.shape,
        "sources": encode_sources(sources),
        "passages": [encode_passage(p.passage) for p in passages],
    }
    packed = json.dumps(head).encode()
    pipe.write(len(packed).to_bytes(8, "big") + packed + rows.tobytes())
    # Left open: its end tells the child that this process has died.
    pipe.flush()


def _failure(folder: Path, said: str, status: int) -> VectorStoreError:
    last = said.strip().splitlines()[-1] if said.strip() else ""
    kind, _, message = last.partition(": ")
    if kind in _ERRORS and message:
        return _ERRORS[kind](message)
    # Chroma does not always say that the disk was full: "Failed to apply logs to the metadata segment".
    if no_room(folder, _MARGIN):
        return full_disk(folder)
    return DamagedIndexError(f"{folder}: building the index failed ({last[:200] or f'status {status}'}); try again")


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(p or os.getcwd() for p in sys.path),
        "PYTHONUTF8": "1",
        # Memory is handed out filled with the complement of this byte: with zeros.
        "MALLOC_PERTURB_": "255",
    }


class _Told:
    """Progress as lines on standard output."""

    def start(self, label: str, total: int) -> None:
        """Nothing: the parent knows."""

    def advance(self, n: int = 1) -> None:
        """One line."""
        _tell(f"advance {n}")

    def finish(self) -> None:
        """Nothing: the count follows."""


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """The child: reads passages and vectors from standard input and builds the index in the folder it is given."""
    from vectorstore.chroma import DenseIndex, build

    folder = Path(sys.argv[1])
    # Unbuffered reading of the rest: a buffered reader's lock would be held by the watching thread at exit.
    pipe = io.FileIO(sys.stdin.fileno(), closefd=False)
    passages, vectors = _receive(pipe)
    threading.Thread(target=_die_with_parent, args=(pipe,), daemon=True).start()
    try:
        build(folder, passages, vectors, _Told())
        with DenseIndex.open(folder) as index:
            _tell(f"done {index.count()}")
    except VectorStoreError as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 2
    return 0


def _receive(pipe: io.FileIO) -> tuple[list[StoredPassage], Vectors]:
    head = json.loads(_exactly(pipe, int.from_bytes(_exactly(pipe, 8), "big")))
    n, d = head["shape"]
    vectors = np.frombuffer(_exactly(pipe, n * d * 4), dtype="<f4").reshape(n, d)
    sources = decode_sources(head["sources"])
    passages = [decode_passage(p) for p in head["passages"]]
    return [store(p, sources[p.document_id]) for p in passages], np.asarray(vectors, dtype=np.float32)


def _exactly(pipe: io.FileIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = pipe.read(min(size, 1 << 20))
        if not part:
            os._exit(3)  # The parent has died.
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _die_with_parent(pipe: io.FileIO) -> None:
    pipe.read(1)
    os._exit(3)


if __name__ == "__main__":
    sys.exit(main())
