"""Plain words and English: figures, dates, names and citations stay, what is doubtful stays in its own words."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableGenerator

from assistant import indexing
from assistant.answer import Answer
from assistant.chain import Chain
from assistant.given import NOTHING
from assistant.rendering import Renderer, Wanted, masked, replies
from assistant.settings import Settings
from prompts import generation
from tests.assistant import policy

Script = Callable[[str], str]


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    folder: Path = tmp_path_factory.mktemp("rendering")
    settings = Settings(data_dir=folder / "data", embedding_threads=1)
    indexing.ingest([policy.write(folder)], settings)
    with closing(Chain(settings, "staff")) as chain:
        made = chain.ask("計画の期間はいつからいつまでですか", replace(NOTHING, rendering="plain"))
    assert made.rendering is not None and made.rendering.notice == generation.NO_MODEL["plain"]
    assert made.rendering.sentences == made.sentences  # no model is set up
    return made


def renderer(script: Script) -> Renderer:
    async def stream(prompts: AsyncIterator[Any]) -> AsyncIterator[str]:
        async for prompt in prompts:
            yield script(prompt)

    return Renderer(RunnableGenerator(stream), 60.0, 0)


def says(text: str) -> Script:
    return lambda _: json.dumps({"sentences": [{"number": 1, "text": text}]}, ensure_ascii=False)


def test_what_must_not_change_is_taken_out_and_put_back() -> None:
    text = "宮城県は、令和7年度から「みやぎDX」で1,830千人に3.5%を配り、10月1日に終えます。"
    hidden = masked(text)
    assert hidden.restored(hidden.text) == text
    assert not any(c.isdigit() for c in hidden.text.replace("⟦", " ⟦").split("⟦")[0])
    for piece in ("宮城県", "令和7年度", "「みやぎDX」", "1,830千", "3.5%", "10月1日"):
        assert piece in hidden.pieces, piece


def test_english_keeps_the_pieces_and_the_citations(answer: Answer) -> None:
    source = masked(answer.sentences[0].text)
    marks = "".join(f" ⟦{n}⟧" for n in range(1, len(source.pieces) + 1))
    found = renderer(says(f"The period of the plan is given by{marks}.")).render(answer, "en")
    assert found.notice == generation.RENDERED["en"] and "令和6年度" in found.sentences[0].text
    assert found.sentences[0].citations == answer.sentences[0].citations
    assert found.sentences[0].text.startswith("The period")


def test_plain_words_keep_the_pieces(answer: Answer) -> None:
    source = masked(answer.sentences[0].text)
    found = renderer(says(source.text.replace("とします", "にします"))).render(answer, "plain")
    assert found.notice == generation.RENDERED["plain"] and "3年間" in found.sentences[0].text.replace(" ", "")


@pytest.mark.parametrize("wanted", ["plain", "en"])
@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("⟦1⟧", ""),
        lambda t: t + "⟦1⟧",
        lambda t: t.replace("⟦1⟧", "令和9年度"),
        lambda t: t + "99",
        lambda t: t + "⟦77⟧",
        lambda t: t + "http://evil.example",
        lambda t: "",
        lambda t: t * 40,
        lambda t: "全く別の話をします。" + "".join(f"⟦{n}⟧" for n in range(1, 3)),
    ],
)
def test_what_changes_anything_stays_in_its_own_words(
    answer: Answer, wanted: Wanted, change: Callable[[str], str]
) -> None:
    text = masked(answer.sentences[0].text).text
    found = renderer(says(change(text))).render(answer, wanted)
    assert found.sentences == answer.sentences and found.notice == generation.NOT_RENDERED[wanted]


def test_a_denial_must_stay_one(answer: Answer) -> None:
    marks = "".join(f" ⟦{n}⟧" for n in range(1, len(masked(answer.sentences[0].text).pieces) + 1))
    found = renderer(says(f"The plan does not run{marks}.")).render(answer, "en")
    assert found.sentences == answer.sentences


def test_a_model_that_fails_leaves_the_original(answer: Answer) -> None:
    def broken(_: str) -> str:
        raise RuntimeError("down")

    found = renderer(broken).render(answer, "en")
    assert found.sentences == answer.sentences and found.notice == generation.NOT_RENDERED["en"]


@pytest.mark.parametrize("reply", ["", "{", "{}", '{"number": "1", "text": 5}', "\x00", "[" * 5000])
def test_no_reply(reply: str) -> None:
    assert replies(reply) == {}
