"""Questions at work: a question goes in, its events come out one by one while a thread works on it.

Made by `assistant.web.app`, one a process; used by `assistant.web.api.routes`. At most `at_once` questions are worked
on and `waiting` more wait in their order; a question that nobody waits for any more is given up.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

from assistant.answer import Answer
from assistant.given import Given
from assistant.turn import Event
from assistant.web.api import problems
from assistant.web.api.bodies import json_of
from assistant.web.api.problems import ProblemError


class Streaming(Protocol):
    """What answers: `assistant.web.live.LiveChain`, or a stand-in in tests."""

    def stream(self, question: str, given: Given) -> Iterator[Event]:
        """Verified sentences, then the whole answer."""
        ...


@dataclass(frozen=True)
class Limits:
    """What one process takes on. Times are seconds."""

    at_once: int = 4
    waiting: int = 64
    answer: float = 60.0  # an answer that takes longer is given up
    grace: float = 2.0  # that a client who was cut off has to come back
    kept: float = 60.0  # that a finished stream can be resumed


@dataclass(frozen=True)
class Sent:
    """One event of a stream; `data` are JSON values."""

    name: str
    data: Any


Follow = AsyncGenerator[tuple[int, Sent] | None, None]


@dataclass(eq=False)
class Run:
    """One question and what came of it so far. `owner` binds it to who asked what."""

    question: str
    given: Given
    owner: str
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    events: list[Sent] = field(default_factory=list)
    answer: Answer | None = None
    problem: ProblemError | None = None
    readers: int = 0
    begun: bool = False
    task: asyncio.Task[None] | None = None
    given_up: threading.Event = field(default_factory=threading.Event)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.answer is not None or self.problem is not None

    def tell(self, name: str, data: Any) -> None:
        """Adds an event and wakes whoever waits for it."""
        self.events.append(Sent(name, data))
        self._wake()

    def end(self, outcome: Answer | ProblemError) -> None:
        """Ends the run; what comes later is ignored."""
        if self.ended:
            return
        if isinstance(outcome, Answer):
            self.tell("citations", {"citations": [json_of(c) for c in outcome.citations]})
            self.answer = outcome
            self.tell("done", json_of(outcome))
        else:
            self.problem = outcome
            self.tell("error", outcome.content)
        self._wake()

    def _wake(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()


class Runs:
    """The questions of one process; used from one event loop."""

    def __init__(self, limits: Limits, now: Callable[[], float] = time.monotonic) -> None:
        self.limits, self._now = limits, now
        self._slots = asyncio.Semaphore(limits.at_once)
        self._pool = ThreadPoolExecutor(limits.at_once, thread_name_prefix="answer")
        self._tasks: set[asyncio.Task[None]] = set()
        self._kept: OrderedDict[str, tuple[float, Run]] = OrderedDict()
        self.working = 0
        self.waiting = 0

    def begin(self, answering: Streaming, question: str, given: Given, owner: str = "") -> Run:
        """Starts on a question; raises ProblemError where too many wait already."""
        if self.waiting >= self.limits.waiting:
            raise ProblemError(429, "busy", retry_after=5)
        run = Run(question, given, owner)
        run.tell("status", {"state": "accepted"})
        task = asyncio.create_task(self._drive(run, answering))
        run.task = task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return run

    def find(self, run_id: str, owner: str) -> Run | None:
        """A stream that can be gone on with, for the one who began it with the same words."""
        self._forget()
        _, run = self._kept.get(run_id, (0.0, None))
        return run if run is not None and secrets.compare_digest(run.owner, owner) else None

    async def follow(
        self, run: Run, after: int = -1, pause: float = 15.0
    ) -> AsyncGenerator[tuple[int, Sent] | None, None]:
        """The events behind number `after` as they come, None after each `pause` in seconds without one."""
        run.readers += 1
        self._kept[run.id] = (self._now() + self.limits.kept, run)
        try:
            place = after + 1
            while True:
                changed = run.changed
                while place < len(run.events):
                    yield place, run.events[place]
                    place += 1
                if run.ended:
                    return
                try:
                    await asyncio.wait_for(changed.wait(), pause)
                except TimeoutError:
                    yield None
        finally:
            run.readers -= 1
            if not run.readers and not run.ended:
                asyncio.get_running_loop().call_later(self.limits.grace, self._leave, run)

    async def outcome(self, run: Run) -> Answer:
        """The whole answer; raises ProblemError. Whoever stops waiting for it gives the question up."""
        run.readers += 1
        try:
            while not run.ended:
                await run.changed.wait()
        finally:
            run.readers -= 1
            self._leave(run)
        if run.answer is None:
            raise run.problem or ProblemError(500, "defect")
        return run.answer

    async def close(self) -> None:
        """Lets what is under way end."""
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _drive(self, run: Run, answering: Streaming) -> None:
        self.waiting += 1
        try:
            if self._slots.locked():
                run.tell("status", {"state": "waiting"})
            await self._slots.acquire()
        finally:
            self.waiting -= 1
        try:
            run.begun = True
            self.working += 1
            await self._work(run, answering)
        finally:
            self.working -= 1
            self._slots.release()

    async def _work(self, run: Run, answering: Streaming) -> None:
        run.tell("status", {"state": "answering"})
        loop = asyncio.get_running_loop()
        late = loop.call_later(self.limits.answer, self._too_late, run)

        def work() -> None:
            try:
                for event in _closing(answering.stream(run.question, run.given), run.given_up):
                    loop.call_soon_threadsafe(_take, run, event)
            except Exception as error:
                loop.call_soon_threadsafe(run.end, problems.of(error))

        try:
            await loop.run_in_executor(self._pool, work)
        finally:
            late.cancel()

    def _too_late(self, run: Run) -> None:
        run.given_up.set()
        run.end(ProblemError(503, "took_too_long", retry_after=30))

    def _leave(self, run: Run) -> None:
        """Gives a question up for which nobody waits."""
        if not run.readers and not run.ended:
            run.given_up.set()
            self._kept.pop(run.id, None)
            if not run.begun and run.task is not None:  # its place in the queue is free at once
                run.task.cancel()

    def _forget(self) -> None:
        now = self._now()
        while self._kept and (first := next(iter(self._kept.values())))[0] < now and first[1].ended:
            self._kept.popitem(last=False)


def _closing(events: Iterator[Event], given_up: threading.Event) -> Iterator[Event]:
    """The events until the run is given up; the chain's generator is closed in the thread that ran it."""
    try:
        for event in events:
            if given_up.is_set():
                return
            yield event
    finally:
        close = getattr(events, "close", None)
        if close is not None:
            close()


def _take(run: Run, event: Event) -> None:
    if run.ended:
        return
    if isinstance(event, Answer):
        run.end(event)
    else:
        run.tell("sentence", json_of(event.sentence))
