"""A real chat server: llama.cpp serves Gemma on loopback, `init_chat_model` asks it, by schema and without.

Gemma 3 270M is a base model: nothing is expected of what it says, everything of how it arrives and of what is shown.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant import indexing
from assistant.chain import Chain
from assistant.compose.generative import parse
from assistant.compose.generative.prompt import Task
from assistant.compose.generative.writer import Writer
from assistant.given import Given
from assistant.models import embedded
from assistant.settings import Settings
from assistant.turn import Said
from ingest.normalise import squeeze
from prompts import generation
from tests.assistant import policy

PERIOD = "計画の期間はいつからいつまでですか"


@dataclass(frozen=True)
class Served:
    """A running server."""

    url: str
    key: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    import xllamacpp

    path = embedded.model_file(tmp_path_factory.mktemp("served"))
    params, key = xllamacpp.CommonParams(), secrets.token_hex(8)
    params.model.path = str(path)
    params.n_ctx, params.n_parallel, params.n_gpu_layers = 4096, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # two wait for each other on a loaded machine
    params.cache_prompt, params.warmup, params.verbosity, params.swa_full = True, False, -1, True
    params.api_keys, params.ui = [key], False
    server = xllamacpp.Server(params)
    yield Served(f"{server.listening_address}/v1", key)
    del server
    path.unlink()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asking")
    indexing.ingest([policy.write(folder)], Settings(data_dir=folder / "data", embedding_threads=1))
    return folder / "data"


def _settings(data: Path, served: Served, **given: Any) -> Settings:
    told: dict[str, Any] = {
        "generator_staff": "generative", "generator_provider": "openai", "generator_model": "gemma",
        "generator_no_training": True, "generator_timeout": 240.0, "generator_retries": 0, "embedding_threads": 1,
        "generator_base_url": served.url, "generator_api_key": served.key, "generator_evidence_tokens": 120,
        "generator_reply_tokens": 40, **given,
    }  # fmt: skip
    return Settings(data_dir=data, **told)


def test_a_reply_by_schema_arrives_piece_by_piece_and_is_read(data: Path, served: Served) -> None:
    writer = Writer.opened(_settings(data, served))
    task = Task(PERIOD, (), "canary")
    pieces = list(writer._structured.stream(task, 240))
    reply = "".join(pieces)
    assert writer._structured is not writer._plain and len(pieces) > 5
    assert squeeze(reply).startswith('{"sentences":[')  # the server holds even a base model to the schema
    assert writer.breaker._failed == 0  # a reply that reached its longest is no failure
    assert all(p.text and isinstance(p.numbers, tuple) for p in parse.proposals(reply, whole=True))


def test_a_reply_without_a_schema_is_read_as_lines(data: Path, served: Served) -> None:
    writer = Writer.opened(_settings(data, served))
    reply = "".join(writer._plain.stream(Task(PERIOD, (), "canary"), 240))
    assert reply and isinstance(parse.lines(reply, whole=True), list)


def test_an_answer_from_it_is_verified_or_extractive(data: Path, served: Served) -> None:
    with closing(Chain(_settings(data, served), "staff")) as chain:
        *said, answer = chain.stream(PERIOD, Given(history=("青波県港デジタル計画は誰が作りましたか",)))
    assert said and all(isinstance(s, Said) for s in said) and answer.sentences  # type: ignore[union-attr]
    assert answer.generator in ("openai:gemma", "extractive")  # type: ignore[union-attr]
    quotes = [squeeze(c.quote) for c in answer.citations]  # type: ignore[union-attr]
    assert quotes and all(q in squeeze(policy.TEXT + policy.MEASURES) for q in quotes)
    assert answer.understood_question in (None, f"青波県港デジタル{PERIOD}")  # type: ignore[union-attr]


def test_a_wrong_key_gives_the_extractive_answer(data: Path, served: Served) -> None:
    with closing(Chain(_settings(data, Served(served.url, "wrong")), "staff")) as chain:
        answer = chain.ask(PERIOD)
    assert answer.generator == "extractive" and generation.FELL_BACK_WHY["unreachable"] in answer.notices
    assert "wrong" not in json.dumps(answer.model_dump(mode="json"))
