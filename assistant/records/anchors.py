"""The anchor file: a line for every 100 entries and every shutdown says how long the chain was and how its head read.

A copy of the file kept elsewhere proves later that the log was not cut or rewritten before that point. Written by
`assistant.records.log`, read by `assistant.records.verify`.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.records.entry import canonical, timestamp

_TAIL = 4096  # bytes; a line has about 200


@dataclass(frozen=True)
class Anchor:
    """A signed head: entries so far, hash of the last one, time (UTC). `signature` is an HMAC-SHA256 in hex."""

    count: int
    hash: str
    time: str
    signature: str

    def line(self) -> str:
        """The anchor as a line of the file."""
        return json.dumps(vars(self)) + "\n"


def sign(count: int, head: str, at: datetime, key: bytes) -> Anchor:
    """The anchor for a head."""
    time = timestamp(at)
    return Anchor(count, head, time, _signature(count, head, time, key))


def genuine(anchor: Anchor, key: bytes) -> bool:
    """Whether the holder of the key has signed it."""
    return hmac.compare_digest(anchor.signature, _signature(anchor.count, anchor.hash, anchor.time, key))


def parse(line: str) -> Anchor | None:
    """The anchor of a line; None where the line is no anchor."""
    try:
        values: dict[str, Any] = json.loads(line)
        anchor = Anchor(**values)
    except (ValueError, TypeError, RecursionError):
        return None
    # What stands in the file may be anything.
    texts = (values["hash"], values["time"], values["signature"])
    whole = type(values["count"]) is int and values["count"] > 0
    return anchor if whole and all(isinstance(t, str) and t.isascii() for t in texts) else None


def read(path: Path) -> list[Anchor | None]:
    """The lines of the file in order, None for each that is no anchor; empty without a file. Raises OSError."""
    try:
        raw = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return []
    return [parse(line) for line in raw.split("\n") if line.strip()]


def last(path: Path) -> Anchor | None:
    """The newest anchor, without reading the whole file; None if there is none. Raises OSError."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _TAIL))
            lines = file.read().decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return None
    return next((found for line in reversed(lines) if (found := parse(line))), None)


def append(path: Path, make: Callable[[Anchor | None], Anchor | None]) -> Anchor | None:
    """Adds what `make` gives for the newest anchor (None: nothing), one process at a time; raises OSError.

    What could only be written in part is taken back, so that a full disk leaves no half line.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path) as handle:
        anchor = make(last(path))
        if anchor is None:
            return None
        size = os.fstat(handle).st_size
        line = anchor.line().encode()
        try:
            if os.write(handle, line) != len(line):
                raise OSError(28, os.strerror(28), str(path))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    return anchor


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _signature(count: int, head: str, time: str, key: bytes) -> str:
    return hmac.new(key, f"anchor:{canonical([count, head, time])}".encode(), hashlib.sha256).hexdigest()
