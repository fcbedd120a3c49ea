"""The LangChain retriever: documents with metadata, and no question is traced."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator

import pytest
from langchain_core.retrievers import BaseRetriever

from tests.vectorstore.shelf import Pieces, part, section, source
from vectorstore.chroma import Filters
from vectorstore.hybrid import HybridSearch
from vectorstore.retriever import PolicyRetriever

OF = source("aonami")
QUESTION = "港の混雑はどこで分かりますか"


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyRetriever]:
    stored = [
        section("a", "港の混雑は、アプリで分かります。", OF),
        section("b", "波の高さを公開します。", source("mie", "三重県")),
    ]
    made = part(tmp_path_factory.mktemp("index"), stored)
    yield PolicyRetriever(hybrid=HybridSearch([made]), embedder=Pieces(), k=2)
    made.dense.close()


def test_documents_with_metadata(retriever: PolicyRetriever) -> None:
    first, second = retriever.invoke(QUESTION)
    assert (first.id, first.page_content) == ("a", "第1章\n港の混雑は、アプリで分かります。")
    score = first.metadata.pop("score")
    assert isinstance(score, float) and score > second.metadata["score"]
    assert first.metadata == {
        "document_id": "aonami",
        "title": "題aonami",
        "publisher": "青波県",
        "path": ["第1章"],
        "page": None,
        "kind": "prose",
        "start": 0,
        "end": 16,
    }


def test_filters_and_k(retriever: PolicyRetriever) -> None:
    only = PolicyRetriever(hybrid=retriever.hybrid, embedder=Pieces(), k=1, filters=Filters(publishers=("三重県",)))
    assert [d.id for d in only.invoke(QUESTION)] == ["b"]


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """LangSmith's tracing switched on towards a port of this machine; what anyone tries to connect to."""
    from langsmith import utils

    tried: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_API_KEY", "none")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", f"http://127.0.0.1:{server.getsockname()[1]}")
        utils.get_env_var.cache_clear()

        def refuse(self: socket.socket, address: object) -> None:
            tried.append(address)
            raise OSError("no connections here")

        with monkeypatch.context() as patched:
            patched.setattr(socket.socket, "connect", refuse)
            patched.setattr(socket.socket, "connect_ex", refuse)
            yield tried
        with pytest.raises(TimeoutError):
            server.accept()
    utils.get_env_var.cache_clear()


def test_no_question_is_traced(retriever: PolicyRetriever, traced: list[object]) -> None:
    assert retriever.invoke(QUESTION)
    assert retriever.batch([QUESTION, QUESTION])
    assert list(retriever.stream(QUESTION))
    assert asyncio.run(retriever.ainvoke(QUESTION))
    assert asyncio.run(retriever.abatch([QUESTION]))
    time.sleep(0.3)  # a tracer's thread sends in the background
    assert traced == []


@pytest.mark.usefixtures("traced")
def test_without_the_override_it_would_be_traced(retriever: PolicyRetriever, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    class Client:
        def __getattr__(self, name: str) -> object:
            return lambda *args, **kwargs: sent.append(name)

    monkeypatch.setattr("langchain_core.tracers.langchain.get_client", Client)
    BaseRetriever.invoke(retriever, QUESTION)
    assert "create_run" in sent
    sent.clear()
    assert retriever.invoke(QUESTION) and sent == []
