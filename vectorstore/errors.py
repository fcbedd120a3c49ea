"""Errors of the vectorstore package; each message is one line that says what to do.

`storage_errors` turns what full disks and read-only folders raise (the operating system, SQLite,
Chroma's wrapped SQLite) into `StorageFaultError`. Used by every module here that writes, and by
the indexing run for its own files.
"""

from __future__ import annotations

import errno
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FULL = re.compile(r"disk is full|no space left|os error (28|122)\b|quota exceeded", re.IGNORECASE)
_READ_ONLY = re.compile(
    r"readonly|read-only|os error (13|30)\b|permission denied|unable to open database", re.IGNORECASE
)
_TOO_LARGE = re.compile(r"file too large|os error 27\b|disk i/o error", re.IGNORECASE)

_ROOM = 256 * 1024


class VectorStoreError(Exception):
    """The index or the embedding model cannot be used. The message names the place and the mend."""


class EmbeddingModelError(VectorStoreError):
    """The embedding model is not installed, not on this machine, or wrongly configured."""


class CrossEncoderError(VectorStoreError):
    """A model that scores pairs of texts is not installed, not on this machine, or of another sort."""


class DamagedIndexError(VectorStoreError):
    """The dense index cannot be read."""


class StorageFaultError(VectorStoreError):
    """Nothing can be written: the disk is full or the folder read-only."""


def storage_fault(error: BaseException, folder: Path) -> StorageFaultError | None:
    """What `error` means for writing below `folder`, or None if it is no matter of storage."""
    code = error.errno if isinstance(error, OSError) else None
    said = str(error)
    if code in (errno.ENOSPC, errno.EDQUOT) or _FULL.search(said) or (_TOO_LARGE.search(said) and no_room(folder)):
        return full_disk(folder)
    if isinstance(error, OSError) and code in (errno.EACCES, errno.EPERM):
        place = error.filename or folder
        return StorageFaultError(f"{place}: cannot be read or written; check its permissions or set another data_dir")
    if code == errno.EROFS or _READ_ONLY.search(said):
        return StorageFaultError(f"{folder}: cannot be written; check its permissions or set another data_dir")
    if code in (errno.EFBIG, errno.EIO) or _TOO_LARGE.search(said):
        return StorageFaultError(f"{folder}: writing failed ({_one_line(said)}); check the disk and its limits")
    if isinstance(error, OSError | sqlite3.Error):
        return StorageFaultError(f"{folder}: cannot be used ({_one_line(said)}); check it, or set another data_dir")
    return None


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Raises StorageFaultError in place of what the disk, SQLite or Chroma raises inside the block."""
    try:
        yield
    except VectorStoreError:
        raise
    except Exception as error:
        fault = storage_fault(error, folder)
        if fault is None:
            raise
        raise fault from error


def no_room(folder: Path, room: int = _ROOM) -> bool:
    """Whether less than `room` bytes are free: SQLite's WAL calls some writes on a full disk an I/O error."""
    existing = next(p for p in (folder, *folder.resolve().parents) if p.exists())
    return shutil.disk_usage(existing).free < room


def full_disk(folder: Path) -> StorageFaultError:
    """The error for a disk that is full."""
    return StorageFaultError(f"{folder}: the disk is full; free some space, then run the command again")


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
