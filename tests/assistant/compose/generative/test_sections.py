"""Summaries by a model: a call for each section with its own evidence; what fails leaves the section's own sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant import indexing
from assistant.chain import Chain
from assistant.settings import Settings
from prompts import generation
from tests.assistant.compose import harbour
from tests.assistant.models.server import Reply, Script, Server, says, serving

QUESTION = "青波県港デジタル計画の第2章を要約して"
OWN = {
    "見える化": "港の混雑をアプリで案内し、波の高さを公開します。",
    "船便の予約": "船便の予約を令和7年度からスマートフォンで受け付けます。",
    "防災": "津波のおそれがあるときは、アプリで避難を呼びかけます。",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sections")
    indexing.ingest([harbour.write(folder)], Settings(data_dir=folder / "data", embedding_threads=1))
    return folder / "data"


@contextmanager
def opened(data: Path, script: Script, **given: Any) -> Iterator[tuple[Chain, Server]]:
    with serving(script) as server:
        told: dict[str, Any] = {"generator_timeout": 60.0, "generator_retries": 0, **given}
        settings = Settings(
            data_dir=data, embedding_threads=1, generator_staff="generative", generator_provider="openai",
            generator_model="m", generator_base_url=server.url, generator_no_training=True, **told,
        )  # fmt: skip
        with closing(Chain(settings, "staff")) as chain:
            yield chain, server


def _section(body: dict[str, Any]) -> str:
    found = re.search(r"<質問>\n「(.*?)」の要点", body["messages"][1]["content"])
    assert found is not None
    return found[1]


def test_each_section_is_written_for_itself(data: Path) -> None:
    with opened(data, lambda body: says((OWN[_section(body)], [1]))) as (chain, server):
        answer = chain.ask(QUESTION)
    assert [s.text for s in answer.sentences] == [
        text if text.startswith(name) else f"{name}：{text}" for name, text in OWN.items()
    ]
    assert answer.generator == "openai:m" and generation.GENERATED in answer.notices
    assert [c.path[1] for c in answer.citations] == ["1見える化", "2船便の予約", "3防災"]
    sent = [r["messages"][1]["content"] for r in server.requests]
    assert len(sent) == 3 and "津波" not in sent[0] + sent[1] and "船便" not in sent[0] + sent[2]


def test_a_section_whose_sentences_fail_keeps_its_own(data: Path) -> None:
    def script(body: dict[str, Any]) -> Reply:
        name = _section(body)
        return says(
            ("船便の予約を令和9年度からスマートフォンで受け付けます。" if name == "船便の予約" else OWN[name], [1])
        )

    with opened(data, script) as (chain, server):
        answer = chain.ask(QUESTION)
    said = [s.text for s in answer.sentences]
    assert said[0] == f"見える化：{OWN['見える化']}" and said[1].startswith("船便の予約を、") and "令和7年度" in said[1]
    assert generation.COMPLETED in answer.notices and len(server.requests) == 4  # one was written anew
    assert next(p for p in answer.principles if p.id == "verify_content").verdict == "acted"


@pytest.mark.parametrize("reply", [Reply(("x",), hang_before=0), Reply(status=500), Reply(("ではない",))])
def test_a_server_that_fails_leaves_the_extractive_summary(data: Path, reply: Reply) -> None:
    with closing(Chain(Settings(data_dir=data, embedding_threads=1), "staff")) as chain:
        expected = chain.ask(QUESTION)
    with opened(data, lambda body: reply, generator_timeout=2.0) as (chain, _):
        begin = time.monotonic()
        answer = chain.ask(QUESTION)
        spent = time.monotonic() - begin
    assert answer.sentences == expected.sentences and answer.generator == "extractive" and spent < 20
    assert {generation.FELL_BACK, *generation.FELL_BACK_WHY.values()} & set(answer.notices)
