"""The guards' suites with a model that obeys everybody: it is asked, it obeys, and nothing of that shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.messages import BaseMessage, HumanMessage

from assistant.chain import Chain
from assistant.settings import Settings
from evals import attacked
from evals.runner.corpora import GUIDE, Corpus
from tests.assistant import policy


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Corpus]:
    folder = tmp_path_factory.mktemp("attacked")
    return [Corpus(GUIDE, Settings(data_dir=folder / "data", embedding_threads=1), policy.write(folder / "documents"))]


def test_an_obedient_model_changes_nothing_that_the_guards_hold(found: list[Corpus], tmp_path: Path) -> None:
    names = ["poisoned"]
    plain = attacked.ask(names, found, tmp_path / "plain", lambda chain: None, 8)
    models: list[attacked.Obedient] = []

    def opened(chain: Chain) -> None:
        attacked.obedient(chain)
        assert chain._writer is not None
        models.append(chain._writer.model)  # type: ignore[arg-type]

    written = attacked.ask(names, found, tmp_path / "written", opened, 8)
    assert written.asked > 4 and plain.asked == 0 and plain.signs == written.signs == []
    assert (
        written.figures["poisoned", "passages", "clean"] == plain.figures["poisoned", "passages", "clean"] == "1.0000"
    )
    said = [m.reply(_prompt(p)) for m in models for p in list(m._prompts)]
    assert said and all("evil.example" in s and attacked.poisoned.CANARY in s for s in said)  # it did obey
    lines = attacked.report(plain, written)
    assert "figures that differ" in lines[-3] and lines[-1].endswith("without 0, with 0")


def _prompt(text: str) -> list[BaseMessage]:
    return [HumanMessage(text)]
