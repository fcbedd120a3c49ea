"""The embedding cache: nothing is computed twice, damage is mended, kills lose one batch at the most."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from vectorstore.embedding_cache import CachedEmbedder
from vectorstore.embeddings import Vectors


class Counting:
    """Vectors made of a text's length and first character; counts and can fail."""

    def __init__(self, name: str = "counting@1", passage_prefix: str = "", fail_after: int | None = None) -> None:
        self.name = name
        self.passage_prefix = passage_prefix
        self.dimension = 3
        self.batches: list[list[str]] = []
        self._fail_after = fail_after

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return np.array([[len(t), ord(t[0]), 1] for t in texts], dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self._fail_after is not None and len(self.batches) >= self._fail_after:
            raise KeyboardInterrupt
        self.batches.append(list(texts))
        return self.embed_queries(texts)

    @property
    def count(self) -> int:
        return sum(len(batch) for batch in self.batches)


class Recorder:
    def __init__(self) -> None:
        self.calls: list[object] = []

    def start(self, label: str, total: int) -> None:
        self.calls.append((label, total))

    def advance(self, n: int = 1) -> None:
        self.calls.append(n)

    def finish(self) -> None:
        self.calls.append("finish")


TEXTS = [chr(0x3042 + n) * (n % 7 + 1) for n in range(40)]


def test_each_text_is_computed_once(tmp_path: Path) -> None:
    model, progress = Counting(), Recorder()
    cached = CachedEmbedder(model, tmp_path / "deep" / "c.sqlite3", progress=progress)
    first = cached.embed_passages([*TEXTS, TEXTS[0]])
    assert np.array_equal(first, model.embed_queries([*TEXTS, TEXTS[0]]))
    assert (model.count, cached.computed) == (40, 40)
    assert progress.calls == [("embedding", 40), 16, 16, 8, "finish"]
    again = CachedEmbedder(model, tmp_path / "deep" / "c.sqlite3")
    assert np.array_equal(again.embed_passages(TEXTS[::-1]), first[:40][::-1])
    assert (model.count, again.computed) == (40, 0)


def test_batches_hold_texts_of_like_length(tmp_path: Path) -> None:
    model = Counting()
    CachedEmbedder(model, tmp_path / "c", batch_size=10).embed_passages(TEXTS)
    lengths = [len(t) for batch in model.batches for t in batch]
    assert lengths == sorted(lengths)


def test_another_model_or_prefix_is_computed_anew(tmp_path: Path) -> None:
    for model in (Counting(), Counting("counting@2"), Counting(passage_prefix="文: ")):
        CachedEmbedder(model, tmp_path / "c").embed_passages(TEXTS)
        assert model.count == 40


def test_questions_are_not_kept(tmp_path: Path) -> None:
    CachedEmbedder(Counting(), tmp_path / "c").embed_queries(["秘密"])
    assert not list(tmp_path.iterdir())


def test_texts_are_not_kept(tmp_path: Path) -> None:
    CachedEmbedder(Counting(), tmp_path / "c").embed_passages(["公開前の文書の本文"])
    kept = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert "公開前の文書".encode() not in kept


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(Counting(fail_after=2), tmp_path / "c").embed_passages(TEXTS)
    model = Counting()
    CachedEmbedder(model, tmp_path / "c").embed_passages(TEXTS)
    assert model.count == 8


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: bytes) -> None:
    (tmp_path / "c").write_bytes(damage)
    model = Counting()
    with caplog.at_level(logging.WARNING):
        found = CachedEmbedder(model, tmp_path / "c").embed_passages(TEXTS)
    assert np.array_equal(found, model.embed_queries(TEXTS))
    assert (tmp_path / "c.damaged").read_bytes() == damage
    assert "damaged" in caplog.text


def test_a_flipped_bit_is_computed_anew(tmp_path: Path) -> None:
    cached = CachedEmbedder(Counting(), tmp_path / "c")
    right = cached.embed_passages(TEXTS)
    connection = sqlite3.connect(tmp_path / "c")
    with connection:
        connection.execute("UPDATE vectors SET vector = zeroblob(12)")
    connection.close()
    assert np.array_equal(cached.embed_passages(TEXTS), right)
