"""Writing so that a crash leaves the old file or the new one, never half of one; one run at a time.

Called by the modules that keep index versions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import IndexBusyError

LOCK = "ingest.lock"


def replace_file(path: Path, data: bytes) -> None:
    """Puts `data` in the place of `path` in one step that survives a power cut; raises OSError."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes names in `folder` survive a power cut."""
    if os.name == "nt":  # Windows cannot open folders and needs no such call.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Makes all files and names below `folder` survive a power cut."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_dir():
            sync_folder(path)
        else:
            # Windows syncs only what is open for writing.
            with path.open("r+b") as file:
                os.fsync(file.fileno())


@contextmanager
def one_run(data_dir: Path) -> Iterator[None]:
    """Holds the lock of `data_dir`, which is made when missing; raises IndexBusyError or OSError.

    The operating system frees the lock when the process dies, however it dies.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data_dir / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise IndexBusyError(
            f"{data_dir}: another indexing run is at work here; wait until it is done, then run the command again"
        ) from None
    try:
        yield
    finally:
        lock.release()
