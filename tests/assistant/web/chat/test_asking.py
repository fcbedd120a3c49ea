"""What a question leads to, friendly words for every failure included."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answer import Sentence, Status
from assistant.chain import MAX_QUESTION
from assistant.errors import AssistantError, EmbeddingError, IndexDamagedError, IndexMissingError, NotRecordedError
from assistant.given import NOTHING, Given
from assistant.stopping import StoppedError
from assistant.turn import Event
from assistant.web.chat import asking
from assistant.web.chat.asking import Question
from assistant.web.chat.history import HistoryError
from assistant.web.chat.page import examples_for
from assistant.web.chat.room import Room
from tests.assistant.web.chat.desks import JA, asked, desk
from tests.assistant.web.samples import Answers, answer, passage
from vectorstore.chroma import Filters
from vectorstore.errors import DamagedIndexError


def test_a_question_is_at_work_first_grows_and_is_answered_then() -> None:
    said = (Sentence(text="一つ目。", citations=(1,)), Sentence(text="二つ目。", citations=(1,)))
    steps = [s.html for s in asked(desk(answer(sentences=said)))]
    assert JA("answer.busy") in steps[0] and "計画の期間は？" in steps[0]
    assert "一つ目。" in steps[1] and "二つ目。" not in steps[1] and 'aria-busy="true"' in steps[1]
    assert "二つ目。" in steps[2] and JA("answer.streaming") in steps[2]
    assert 'data-state="done"' in steps[3] and 'id="pa-source-1"' in steps[3] and len(steps) == 4


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", JA("error.empty")),
        (" 　\n", JA("error.empty")),
        ("あ" * (MAX_QUESTION + 1), f"{MAX_QUESTION}字以内"),
        ("\ud83d", JA("error.no_text")),
    ],
)
def test_what_cannot_be_asked_is_told_without_asking(question: str, told: str) -> None:
    made = desk()
    (step,) = asked(made, question)
    assert told in step.html and step.failed and not made.answering.asked  # type: ignore[attr-defined]
    step.html.encode()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (IndexMissingError("data: nothing is indexed yet"), "no_index"),
        (IndexDamagedError("data: is damaged"), "index"),
        (DamagedIndexError("data: is damaged"), "index"),
        (NotRecordedError("full"), "not_recorded"),
        (StoppedError("stopped"), "stopped"),
        (EmbeddingError("no model"), "other"),
        (AssistantError("anything else"), "other"),
    ],
)
def test_errors_are_told_in_japanese_and_logged(error: Exception, told: str, caplog: pytest.LogCaptureFixture) -> None:
    step = asked(desk(error))[-1]
    assert JA(f"error.{told}") in step.html and str(error) not in step.html and step.failed
    assert [str(error) in record.getMessage() for record in caplog.records] == [True]


def test_a_defect_leaves_no_question_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "assistant"):
        step = asked(desk(KeyError("秘密の質問")), "秘密の質問")[-1]
    assert JA("error.other") in step.html
    (record,) = [r for r in caplog.records if r.name.startswith("assistant")]
    assert "KeyError" in record.getMessage() and "秘密" not in record.getMessage() and record.exc_info is None


def test_the_page_shows_personal_data_to_nobody() -> None:
    question = "私は佐藤花子です。電話は090-0000-1234です。計画の期間は？"
    for outcome in (answer(), RuntimeError(question)):
        for step in asked(desk(outcome), question):
            assert "花子" not in step.html and "090-0000" not in step.html


def test_filters_session_and_former_questions_go_with_a_question() -> None:
    made = desk(answer(understood_question="計画の期間はいつからいつまでですか？"))
    asked(made, session="s", filters=Filters(publishers=("青波県",)))
    asked(made, "それは誰が担当？", session="s")
    asked(made, "別の質問", alone=True)
    asked(made, "他人の質問", owner="visitor:b")
    given: list[Given] = made.answering.given  # type: ignore[attr-defined]
    assert given[0] == Given(Filters(publishers=("青波県",)), (), "s")
    assert given[1].history == ("計画の期間はいつからいつまでですか？",)
    assert given[2].history == () == given[3].history


@pytest.mark.parametrize("status", [Status.REFUSED, Status.NO_ANSWER])
def test_what_led_nowhere_is_no_former_question(status: Status) -> None:
    made = desk(answer(status=status, sentences=(), citations=()))
    asked(made)
    asked(made)
    assert made.answering.given[1].history == ()  # type: ignore[attr-defined]


class Held(Answers):
    """Lets its answers out when it is told to."""

    def __init__(self) -> None:
        super().__init__(answer())
        self.begun, self.allowed = threading.Semaphore(0), threading.Event()

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        self.begun.release()
        assert self.allowed.wait(30)
        yield from super().stream(question, given)


def test_who_waits_is_told_how_many_are_in_front_and_too_many_are_told_to_come_again() -> None:
    held = Held()
    made = type(desk())(held, "staff", room=Room(at_once=1, waiting=1))

    async def run() -> tuple[str, str, list[str]]:
        first = asyncio.create_task(collect("一"))
        while held.begun.acquire(blocking=False) is False:
            await asyncio.sleep(0.01)
        second = asking.steps(made, Question("二", "o", "c2"), JA)
        waiting = (await anext(second)).html
        (full,) = await collect("三")
        held.allowed.set()
        rest = [step.html async for step in second]
        await first
        return waiting, full, rest

    async def collect(text: str) -> list[str]:
        return [s.html async for s in asking.steps(made, Question(text, "o", "c"), JA)]

    waiting, full, rest = asyncio.run(run())
    assert JA("answer.queued", count=1) in waiting and JA("answer.full") in full and 'data-state="done"' in rest[-1]
    assert made.room._line == []


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    held = Held()
    made = type(desk())(held, "staff", seconds=0.2)
    step = asked(made)[-1]
    held.allowed.set()
    assert step.failed and "打ち切りました" in step.html


def test_a_stopped_question_gives_its_place_back() -> None:
    held = Held()
    made = type(desk())(held, "staff", room=Room(at_once=1, waiting=0))

    async def run() -> str:
        steps = asking.steps(made, Question("一", "o", "c"), JA)
        await anext(steps)
        reading = asyncio.create_task(anext(steps))
        while held.begun.acquire(blocking=False) is False:
            await asyncio.sleep(0.01)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        await steps.aclose()
        held.allowed.set()
        while made.room._line:
            await asyncio.sleep(0.01)
        return [s.html async for s in asking.steps(made, Question("二", "o", "c"), JA)][-1]

    assert 'data-state="done"' in asyncio.run(asyncio.wait_for(run(), 30))


def test_an_answer_that_the_history_cannot_keep_is_given_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = desk()

    def full(*_: Any) -> Any:
        raise HistoryError("disk full")

    monkeypatch.setattr(made.history, "add", full)
    html = asked(made)[-1].html
    assert "3年間です。" in html and JA("answer.unsaved") in html and "disk full" in caplog.text


def test_the_passage_of_a_quotation_is_shown_around_it() -> None:
    before = "この計画は港のものです。"
    long = passage(before + answer().citations[0].quote, 10 - len(before))
    html = asked(desk(answer(), [long]))[-1].html
    assert f"{before}<mark>{answer().citations[0].quote}</mark>" in html
    assert "発行：2024-03" in html and "有効：2024-04-01から2027-03-31" in html


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("みやぎDX推進ポリシー（2025～2027）ガイド版", "みやぎDX推進ポリシー"),
        ("青波県港デジタル計画", "青波県港デジタル計画"),
        ("（案）", "（案）"),
    ],
)
def test_examples_call_the_document_by_its_short_title(title: str, called: str) -> None:
    examples = examples_for([title, "other"])
    assert examples and all(example.startswith(called) for example in examples)
    assert examples_for([]) == []
