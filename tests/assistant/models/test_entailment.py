"""An NLI cross-encoder for real beside the verifier: it refuses, it never admits, and nobody needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from assistant import indexing
from assistant.answer import Answer
from assistant.chain import Chain
from assistant.errors import EmbeddingError
from assistant.models.entailment import NOT_ENTAILED, Entailment
from assistant.records.replay import _Noted
from assistant.settings import Settings
from assistant.verify.model import Support
from prompts import generation
from tests.assistant import policy
from tests.assistant.models.server import Server, says, serving
from tests.vectorstore import cross_encoders

pytestmark = pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="needs the extra `models`")
PERIOD = "計画の期間はいつからいつまでですか"
GOOD = ("計画の期間は、令和6年度から令和8年度までの3年間です。", [1])
WRONG = ("計画の期間は、令和6年度から令和9年度までの4年間です。", [1])
SUPPORT = Support("計画の期間は、令和6年度から令和8年度までの3年間とします。")


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One model that finds everything entailed, one that finds nothing so, one that weighs, and some of other sorts."""
    folder = tmp_path_factory.mktemp("nli")
    cross_encoders.build(folder / "always", cross_encoders.LABELS, leaning=(0.0, 100.0, 0.0))
    cross_encoders.build(folder / "never", cross_encoders.LABELS, leaning=(100.0, 0.0, 0.0))
    cross_encoders.build(folder / "weighs", ("not_entailment", "entailment"))
    cross_encoders.build(folder / "reranker")
    cross_encoders.build(folder / "other", ("joy", "anger", "fear"))
    cross_encoders.build_encoder(folder / "encoder")
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged")
    indexing.ingest([policy.write(folder)], Settings(data_dir=folder / "data", embedding_threads=1))
    return folder / "data"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(lambda body: says(GOOD, WRONG)) as running:
        yield running


def _settings(data: Path, server: Server | None, **given: Any) -> Settings:
    return Settings(
        data_dir=data, embedding_threads=1, generator_staff="generative", generator_provider="openai",
        generator_model="m", generator_base_url=server.url if server else "http://127.0.0.1:9/v1",
        generator_no_training=True, generator_timeout=120.0, **given,
    )  # fmt: skip


def _ask(settings: Settings) -> tuple[Answer, set[tuple[str, ...]]]:
    noted = _Noted()
    with closing(Chain(settings, "staff", noted)) as chain:
        answer = chain.ask(PERIOD)
    return answer, {d.reasons for d in noted.trace.dropped}


def test_what_it_finds_entailed_still_has_to_pass_the_verifier(data: Path, models: Path, server: Server) -> None:
    answer, reasons = _ask(_settings(data, server, generator_nli_model=str(models / "always")))
    assert [s.text for s in answer.sentences] == [GOOD[0]] and answer.generator == "openai:m"
    assert (NOT_ENTAILED,) not in reasons and any("year" in r for r in reasons)


def test_what_it_does_not_find_entailed_is_not_said(data: Path, models: Path, server: Server) -> None:
    answer, reasons = _ask(_settings(data, server, generator_nli_model=str(models / "never")))
    assert answer.generator == "extractive" and generation.FELL_BACK in answer.notices
    assert answer.sentences and (NOT_ENTAILED,) in reasons  # the documents' own sentences are not judged
    asked = server.requests[1]["messages"][-1]["content"]
    assert GOOD[0] in asked and generation.FAULTS[NOT_ENTAILED] in asked  # written anew with the reason


def test_the_share_decides_and_is_that_of_the_library(data: Path, models: Path) -> None:
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(models / "weighs"), local_files_only=True)
    pair = (SUPPORT.quote, GOOD[0])
    share = float(model.predict([pair], apply_softmax=True, show_progress_bar=False)[0][1])
    for bound, passes in ((share * 0.98, True), (min(1.0, share * 1.02), False)):
        judge = Entailment.opened(
            _settings(data, None, generator_nli_model=str(models / "weighs"), generator_nli_share=bound)
        )
        assert judge is not None and (judge.faults(GOOD[0], [SUPPORT]) == ()) is passes
    assert judge is not None and judge.faults("", []) == (NOT_ENTAILED,)


def test_nobody_needs_it(data: Path, models: Path, server: Server) -> None:
    assert Entailment.opened(_settings(data, server)) is None
    unused = Settings(data_dir=data, embedding_threads=1, generator_nli_model=str(models / "nowhere"))
    with closing(Chain(unused, "staff")) as chain:  # no model writes: there is nothing to judge
        assert chain.ask(PERIOD).sentences


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nowhere", "no such folder; set generator_nli_model"),
        ("encoder", "not trained to compare.*generator_nli_model"),
        ("reranker", "no label for entailment.*natural language inference"),
        ("other", "no label for entailment among joy, anger, fear"),
    ],
)
def test_what_is_no_such_model_refuses_the_start(data: Path, models: Path, name: str, said: str) -> None:
    with pytest.raises(EmbeddingError, match=said) as told:
        Chain(_settings(data, None, generator_nli_model=str(models / name)), "staff")
    assert "\n" not in str(told.value)
