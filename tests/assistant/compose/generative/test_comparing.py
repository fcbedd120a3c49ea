"""Comparisons with a model: one search for each publisher, the evidence of both in one prompt, nobody left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant import indexing
from assistant.chain import Chain
from assistant.settings import Settings
from prompts import generation
from tests.assistant.models.server import Reply, Script, Server, says, serving

QUESTION = "青波県と白浜県の港の計画の期間はそれぞれいつまでですか"
TEXTS = {"青波県": "令和6年度から令和8年度までの3年間", "白浜県": "令和5年度から令和9年度までの5年間"}
SAID = {name: (f"{name}：港の計画の期間は、{text}です。", text) for name, text in TEXTS.items()}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("comparing")
    listed = ['home_publisher = "青波県"']
    for n, (name, text) in enumerate(TEXTS.items()):
        body = f"第１章　計画の期間\n港の計画の期間は、{text}とします。\n\n第２章　推進体制\n港湾部が計画を進めます。\n"
        (folder / f"{n}.txt").write_text(body, encoding="utf-8")
        listed.append(f'[[source]]\nid = "d{n}"\npath = "{n}.txt"\ntitle = "{name}港計画"\npublisher = "{name}"')
    (folder / "sources.toml").write_text("\n".join(listed), encoding="utf-8")
    indexing.ingest([folder / "sources.toml"], Settings(data_dir=folder / "data", embedding_threads=1))
    return folder / "data"


@contextmanager
def opened(data: Path, script: Script) -> Iterator[tuple[Chain, Server]]:
    with serving(script) as server:
        settings = Settings(
            data_dir=data, embedding_threads=1, generator_staff="generative", generator_provider="openai",
            generator_model="m", generator_base_url=server.url, generator_no_training=True, generator_timeout=60.0,
        )  # fmt: skip
        with closing(Chain(settings, "staff")) as chain:
            yield chain, server


def _number(prompt: str, piece: str) -> int:
    return next(n for n, entry in enumerate(prompt.split("<資料 ")[1:], 1) if piece in entry)


@pytest.mark.parametrize("told", [("青波県", "白浜県"), ("青波県",), ("白浜県",)])
def test_both_publishers_are_told(data: Path, told: tuple[str, ...]) -> None:
    def script(body: dict[str, Any]) -> Reply:
        prompt = body["messages"][1]["content"]
        return says(*((SAID[name][0], [_number(prompt, SAID[name][1])]) for name in told))

    with opened(data, script) as (chain, server):
        answer = chain.ask(QUESTION)
    prompt = server.requests[0]["messages"][1]["content"]
    assert len(server.requests) == 1 and all(text in prompt for text in TEXTS.values())
    said = "\n".join(s.text for s in answer.sentences)
    assert all(text in said for text in TEXTS.values()) and answer.status.value == "answered"
    assert {c.publisher for c in answer.citations} == set(TEXTS) and answer.generator == "openai:m"
    notice = generation.GENERATED if len(told) == 2 else generation.COMPLETED
    assert notice in answer.notices


def test_what_the_model_takes_from_the_other_is_not_shown(data: Path) -> None:
    def script(body: dict[str, Any]) -> Reply:
        prompt = body["messages"][1]["content"]
        return says((f"青波県：港の計画の期間は、{TEXTS['白浜県']}です。", [_number(prompt, TEXTS["白浜県"])]))

    with opened(data, script) as (chain, _):
        answer = chain.ask(QUESTION)
    assert answer.generator == "extractive" and generation.FELL_BACK in answer.notices
    assert {c.publisher for c in answer.citations} == set(TEXTS)
