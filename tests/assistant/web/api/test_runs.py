"""Questions at work: their order, what happens when a client leaves or comes back, and how long one may take."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.given import NOTHING, Given
from assistant.turn import Event, Said
from assistant.web.api.events import EventStream
from assistant.web.api.problems import ProblemError
from assistant.web.api.runs import Limits, Run, Runs
from tests.assistant.web.samples import answer

PATIENCE = 60.0  # seconds that a busy machine may take


class Slow:
    """Says a sentence each time it is allowed to, then answers; notes how it ended."""

    def __init__(self, sentences: int = 3) -> None:
        self.sentences = sentences
        self.allowed = threading.Semaphore(0)
        self.begun: list[str] = []
        self.said = 0
        self.ended = threading.Event()

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        self.begun.append(question)
        found = answer(question=question)
        try:
            for _ in range(self.sentences):
                assert self.allowed.acquire(timeout=PATIENCE)
                self.said += 1
                yield Said(found.sentences[0], found.citations)
            yield found
        finally:
            self.ended.set()


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.005)


async def names(runs: Runs, run: Run, after: int = -1, most: int = 1000) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    events = runs.follow(run, after, 0.01)
    async for event in events:
        if event is not None:
            found.append((event[0], event[1].name))
        if len(found) >= most:
            break
    await events.aclose()
    return found


def running(test: Callable[[Runs], Awaitable[None]], limits: Limits) -> None:
    async def main() -> None:
        runs = Runs(limits)
        await test(runs)
        await runs.close()

    asyncio.run(main())


def test_so_many_at_once_so_many_wait_and_the_next_is_told() -> None:
    slow = Slow()

    async def test(runs: Runs) -> None:
        begun = [runs.begin(slow, str(n), NOTHING) for n in range(2)]
        await until(lambda: slow.begun == ["0"] and runs.waiting == 1)
        begun.append(runs.begin(slow, "2", NOTHING))
        await until(lambda: runs.waiting == 2)
        with pytest.raises(ProblemError) as caught:
            runs.begin(slow, "3", NOTHING)
        assert caught.value.status == 429 and caught.value.retry_after
        assert [e.data.get("state") for e in begun[1].events] == ["accepted", "waiting"]
        slow.allowed.release(9)
        answers = await asyncio.gather(*(runs.outcome(run) for run in begun))
        assert [a.question for a in answers] == slow.begun == ["0", "1", "2"]
        assert (runs.working, runs.waiting) == (0, 0)

    running(test, Limits(at_once=1, waiting=2))


def test_a_client_that_comes_back_gets_what_it_lacks() -> None:
    slow = Slow()

    async def test(runs: Runs) -> None:
        run = runs.begin(slow, "a", NOTHING, "owner")
        slow.allowed.release()
        assert await names(runs, run, most=3) == [(0, "status"), (1, "status"), (2, "sentence")]
        assert runs.find(run.id, "another") is None and runs.find("0" * 32, "owner") is None
        again = runs.find(run.id, "owner")
        assert again is run
        slow.allowed.release(2)
        rest = await names(runs, run, after=2)
        assert rest == [(3, "sentence"), (4, "sentence"), (5, "citations"), (6, "done")]
        assert await names(runs, run, after=4) == rest[2:]
        assert slow.begun == ["a"]

    running(test, Limits(grace=PATIENCE))


def test_a_stream_is_forgotten_after_a_while() -> None:
    now = [0.0]

    async def main() -> None:
        runs = Runs(Limits(kept=60), lambda: now[0])
        run = runs.begin(Slow(0), "a", NOTHING, "owner")
        await names(runs, run)
        now[0] = 59
        assert runs.find(run.id, "owner") is run
        now[0] = 61
        assert runs.find(run.id, "owner") is None
        await runs.close()

    asyncio.run(main())


def test_work_stops_when_nobody_waits_for_it() -> None:
    streamed, asked, queued = Slow(), Slow(), Slow()

    async def test(runs: Runs) -> None:
        run = runs.begin(streamed, "a", NOTHING)
        waits = runs.begin(queued, "b", NOTHING)
        streamed.allowed.release()
        assert (await names(runs, run, most=3))[-1] == (2, "sentence")  # and leaves
        waiting = asyncio.create_task(runs.outcome(waits))
        await until(lambda: waits.readers)
        waiting.cancel()
        await until(lambda: run.given_up.is_set() and runs.waiting == 0)
        streamed.allowed.release(2)
        await until(streamed.ended.is_set)
        assert streamed.said == 2 and not run.ended  # the sentence that was being made was the last
        assert queued.begun == []
        last = runs.begin(asked, "c", NOTHING)
        asking = asyncio.create_task(runs.outcome(last))
        await until(lambda: asked.begun)
        asking.cancel()
        await until(last.given_up.is_set)
        asked.allowed.release(3)
        await until(asked.ended.is_set)
        assert asked.said == 1

    running(test, Limits(at_once=1, grace=0.01))


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    slow = Slow()

    async def test(runs: Runs) -> None:
        run = runs.begin(slow, "a", NOTHING)
        with pytest.raises(ProblemError) as caught:
            await runs.outcome(run)
        assert caught.value.kind == "took_too_long" and [e.name for e in run.events][-1] == "error"
        slow.allowed.release(3)
        await until(slow.ended.is_set)
        assert slow.said == 1

    running(test, Limits(answer=0.05))


def test_the_response_keeps_alive_and_ends_when_the_client_leaves() -> None:
    slow = Slow()

    async def test(runs: Runs) -> None:
        run = runs.begin(slow, "a", NOTHING)
        gone, sent = asyncio.Event(), list[dict[str, Any]]()

        async def receive() -> dict[str, Any]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        response = EventStream(runs, run, keep_alive=0.01)
        serving = asyncio.create_task(response({"type": "http"}, receive, send))
        slow.allowed.release()
        await until(lambda: [m for m in sent if m.get("body") == b": keep-alive\n\n"])
        gone.set()
        async with asyncio.timeout(PATIENCE):
            await serving
        await until(run.given_up.is_set)
        slow.allowed.release(2)
        await until(slow.ended.is_set)
        headers = dict(sent[0]["headers"])
        assert headers[b"content-type"].startswith(b"text/event-stream") and headers[b"x-accel-buffering"] == b"no"

    running(test, Limits(grace=0.01))


def test_closing_waits_for_what_is_under_way() -> None:
    slow = Slow()

    async def main() -> None:
        runs = Runs(Limits())
        run = runs.begin(slow, "a", NOTHING)
        await until(lambda: slow.begun)
        closing = asyncio.create_task(runs.close())
        await asyncio.sleep(0.02)
        assert not closing.done()
        slow.allowed.release(3)
        async with asyncio.timeout(PATIENCE):
            await closing
        assert isinstance(run.answer, Answer)

    asyncio.run(main())
