"""The benchmark at scale, at a small size: the corpus, its vectors, the plain reference, and what it prints."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import numpy as np
import pytest

from evals import bench_scale
from evals.scale import corpus, vectors
from evals.scale.reference import Reference
from ingest.models import Kind
from ingest.normalise import nfkc
from tests.vectorstore.shelf import Pieces
from vectorstore import chroma
from vectorstore.asked import wants_definition, wants_time
from vectorstore.codec import decode_passage, encode_passage
from vectorstore.titles import is_entry

SIZE, TOPICS = 180, 24


@pytest.fixture(scope="module")
def made() -> corpus.Generated:
    return corpus.generate(SIZE)


@pytest.fixture(scope="module")
def topics() -> vectors.Topics:
    return vectors.embed_topics(Pieces(), TOPICS)


def test_the_corpus_is_the_same_every_time(made: corpus.Generated) -> None:
    assert corpus.generate(SIZE) == made
    assert corpus.generate(SIZE, seed=9) != made
    assert corpus.questions(20) == corpus.questions(20)


def test_passages_have_the_shape_of_real_ones(made: corpus.Generated) -> None:
    passages = [p.passage for p in made.passages]
    assert len({p.id for p in passages}) == SIZE
    assert {p.kind for p in passages} == {Kind.ROW, Kind.PROSE, Kind.ITEM, Kind.TERM, Kind.FOOTNOTE}
    assert any(p.lists for p in passages) and any(is_entry(p) for p in passages)
    assert 70 < sum(len(p.text) for p in passages) / SIZE < 200
    assert all(p.cells for p in passages if p.kind is Kind.ROW)
    assert [decode_passage(encode_passage(p)) for p in passages] == passages
    assert len({p.source.publisher for p in made.passages}) == 8
    assert all(p.source.id == p.passage.document_id for p in made.passages)


def test_questions_follow_the_rules_that_the_reference_knows() -> None:
    asked = corpus.questions(bench_scale.QUESTIONS)
    assert not any(wants_time(q.text) or wants_definition(q.text) for q in asked)
    assert len({q.text for q in asked}) > 100
    assert all(nfkc(q.text).endswith("?") for q in asked)


def test_vectors_lie_around_their_topics(made: corpus.Generated, topics: vectors.Topics) -> None:
    rows = vectors.spread(topics, made.topics)
    assert rows.shape == (SIZE, 64) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows, vectors.spread(topics, made.topics))
    within = vectors.cosine_within(rows, [t % TOPICS for t in made.topics])
    assert abs(within - topics.cosine()) < 0.1
    assert within > float((rows @ rows.T).mean()) + 0.1


def test_recall_is_a_mean_of_shares() -> None:
    assert bench_scale.recall([["a", "b"], ["c"]], [["b", "x"], ["c"]]) == 0.75
    assert bench_scale.recall([[]], [["a"]]) == 1.0


def test_the_reference_agrees_with_the_search(made: corpus.Generated, topics: vectors.Topics, tmp_path: Path) -> None:
    """Both modes of the dense index see all of so small a corpus, so that the fused lists are the same as well."""
    rows, known = vectors.spread(topics, made.topics), bench_scale.made_parts(made, topics)
    bench_scale.build(tmp_path, made, rows, known)
    reference = Reference(made.passages, rows, known.rows)
    texts = [q.text for q in corpus.questions(12)]
    asked = Pieces().embed_queries(texts)
    for limit in (chroma.EXACT_LIMIT, 0):
        served = bench_scale.serve(tmp_path, texts, limit, Pieces())
        assert bench_scale.recall([reference.dense(v, 10) for v in asked], served.dense) == 1.0
        fused = [reference.fused(text, v, 10) for text, v in zip(texts, asked, strict=True)]
        assert bench_scale.recall(fused, served.fused) == 1.0
        assert len(served.processor) == len(served.clock) == len(texts)
        assert served.first > 0


def test_the_report(
    made: corpus.Generated,
    topics: vectors.Topics,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def here(folder: Path, texts: list[str], exact_limit: int) -> bench_scale.Served:
        return bench_scale.serve(folder, texts, exact_limit, Pieces())

    monkeypatch.setattr(bench_scale, "_apart", here)
    assert bench_scale.report(tmp_path, made, topics, corpus.questions(5), Pieces()) == []
    printed = capsys.readouterr().out
    assert re.search(rf"{SIZE} generated passages, \d+ titles and sentences, 5 questions", printed)
    assert re.search(r"\| exact \| 1\.0000 \| 1\.0000 \| \d+ / \d+ \|", printed)
    assert re.search(r"\| HNSW \| 1\.0000 \|", printed)


def test_what_falls_short_is_named() -> None:
    slow = bench_scale.Served(((),), ((),), (300.0,), (300.0,), 1.0, 1.0, 1.0)
    assert bench_scale.short("exact", [0.9, 1.0], slow) == [
        "exact: recall@10 dense 0.9000 < 0.999",
        "exact: p95 300 ms of CPU > 120 ms",
    ]
    assert bench_scale.short("HNSW", [1.0, 0.5], slow)[0].startswith("HNSW: p95")


def test_a_topic_is_sampled_from_one_seed() -> None:
    assert corpus.sample(3, Random(1)) == corpus.sample(3, Random(1)) != corpus.sample(3, Random(2))  # noqa: S311
