"""What the embedded model once wrote about the shipped guide, told again: the right is shown, the rest is dropped.

`replies.jsonl` holds, a question a line, the model's replies as they came, and who wrote the answer in the end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from langchain_core.outputs import GenerationChunk

from assistant import indexing
from assistant.chain import Chain
from assistant.models import embedded
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[4]
GUIDE = ROOT / "ingest" / "guide" / "miyagi-ict-policy-r5-progress.md"
RECORDED = [json.loads(line) for line in Path(__file__).with_name("replies.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded") / "data"
    indexing.ingest([GUIDE], Settings(data_dir=folder, embedding_threads=1))
    return folder


@pytest.mark.parametrize("recorded", RECORDED, ids=[str(n) for n, _ in enumerate(RECORDED)])
def test_a_recorded_reply(data: Path, recorded: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    replies, size = iter(()), 0

    def told(*_: Any, **__: Any) -> Iterator[GenerationChunk]:
        reply = next(replies, "")
        for at in range(0, len(reply), size):
            yield GenerationChunk(text=reply[at : at + size])

    monkeypatch.setattr(embedded.EmbeddedModel, "_stream", told)
    written = {
        "generator_staff": "generative", "generator_provider": "embedded", "generator_no_training": True,
        "generator_timeout": 120.0,
    }  # fmt: skip
    with closing(Chain(Settings(data_dir=data, embedding_threads=1, **written), "staff")) as chain:
        answers = []
        for size in (1, 10_000):  # noqa: B007 (told reads it)
            replies = iter(recorded["replies"])
            answers.append(chain.ask(recorded["question"]))
    answer, whole = answers
    assert (answer.sentences, answer.notices) == (whole.sentences, whole.notices)  # however it arrives
    with closing(Chain(Settings(data_dir=data, embedding_threads=1), "staff")) as chain:
        plain = chain.ask(recorded["question"])
    assert answer.generator.split(":")[0] == recorded["generator"]
    assert answer.sentences and all(s.citations for s in answer.sentences)
    if recorded["generator"] == "extractive":
        assert answer.sentences == plain.sentences
