"""How passages are read aloud, in overlapping pieces of four kana: finds what is typed in kana, misspelt or inflected.

Readings of passages go in when the lexical index is built, into its folder; the share of a question's pieces that each
passage holds comes out. An inverted index in numpy arrays, read memory-mapped.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.embeddings import Vectors

PIECE = 4  # kana; three and five found less (docs/retrieval.md)
_FILES = ("pieces.npy", "begins.npy", "rows.npy")


def pieces(reading: str) -> Any:
    """The distinct pieces of a reading, each packed into 64 bits, in ascending order, shape (n,)."""
    codes = np.frombuffer(reading.encode("utf-16-le", "replace"), dtype="<u2").astype(np.uint64)
    if len(codes) < PIECE:
        return np.empty(0, dtype=np.uint64)
    size = len(codes) - PIECE + 1
    packed = np.zeros(size, dtype=np.uint64)
    for n in range(PIECE):
        packed = (packed << np.uint64(16)) | codes[n : n + size]
    return np.unique(packed)


def build(folder: Path, readings: Sequence[str]) -> None:
    """Writes the index of `readings`, one a passage, into `folder`; raises OSError."""
    found = [pieces(reading) for reading in readings]
    every = np.concatenate(found) if found else np.empty(0, dtype=np.uint64)
    rows = np.repeat(np.arange(len(found), dtype=np.int32), [len(f) for f in found])
    order = np.argsort(every, kind="stable")
    names, begins = np.unique(every[order], return_index=True)
    arrays: list[NDArray[Any]] = [names, np.append(begins, len(every)).astype(np.int64), rows[order]]
    for name, array in zip(_FILES, arrays, strict=True):
        np.save(folder / name, array)


class Readings:
    """The readings of an index version, open for reading; safe to share between threads."""

    def __init__(self, folder: Path, count: int) -> None:
        """Opens the index of `count` passages in `folder`; raises OSError, ValueError."""
        self._count = count
        self._names, self._begins, self._rows = (np.load(folder / name, mmap_mode="r") for name in _FILES)
        if len(self._begins) != len(self._names) + 1 or (len(self._rows) and int(self._rows.max()) >= count):
            raise ValueError("the readings do not fit the passages")

    def coverage(self, reading: str) -> Vectors:
        """The share of the pieces of `reading`, weighed by their rarity, that each passage holds, shape (count,).

        Pieces that no passage holds are left out: they say nothing about where to look.
        """
        covered = np.zeros(self._count, dtype=np.float32)
        asked = pieces(reading)
        if not len(asked) or not len(self._names):
            return covered
        at = np.minimum(np.searchsorted(self._names, asked), len(self._names) - 1)
        total = 0.0
        for n in at[self._names[at] == asked]:
            begin, end = int(self._begins[n]), int(self._begins[n + 1])
            weight = float(np.log(1 + (self._count - (end - begin) + 0.5) / (end - begin + 0.5)))
            covered[self._rows[begin:end]] += weight
            total += weight
        return covered / np.float32(total) if total else covered
