"""Calls of a model: time-outs, retries, the circuit breaker, cancellation, endless replies; traces stay off."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from langchain_core.runnables import RunnableGenerator
from langsmith.run_helpers import get_tracing_context

from assistant.models.breaker import Breaker
from assistant.models.call import MOST_CHARACTERS, PAUSE, Caller
from assistant.models.errors import ModelError, ModelRefusedError, ModelRestingError, ModelTimeoutError


class StatusError(Exception):
    """As the clients of providers raise it."""

    def __init__(self, status: int) -> None:
        super().__init__("SECRET QUESTION")
        self.status_code = status


class Model:
    """Does one thing of a list at each call: an error is raised, texts are given, a number is waited for."""

    def __init__(self, *calls: Any) -> None:
        self.calls, self.made, self.closed = list(calls), 0, threading.Event()
        self.runnable = RunnableGenerator(self._stream)

    async def _stream(self, prompts: AsyncIterator[Any]) -> AsyncIterator[str]:
        async for _ in prompts:
            pass
        todo = self.calls[min(self.made, len(self.calls) - 1)]
        self.made += 1
        try:
            for step in todo if isinstance(todo, list) else [todo]:
                if isinstance(step, Exception):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.closed.set()


def caller(model: Model, retries: int = 2, **breaker: Any) -> Caller:
    return Caller(model.runnable, retries, Breaker(**breaker), sleep=lambda _: None)


def test_pieces_come_as_they_arrive() -> None:
    assert list(caller(Model(["a", "b"])).stream("x", 30)) == ["a", "b"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_failed_call_is_made_again(status: int) -> None:
    model = Model(StatusError(status), ["a"])
    assert list(caller(model).stream("x", 30)) == ["a"] and model.made == 2


def test_pauses_are_random_grow_and_keep_to_what_the_server_asks() -> None:
    seen: list[tuple[float, ...]] = []
    for _ in range(8):
        slept: list[float] = []
        model = Model(StatusError(500), StatusError(500), StatusError(500), ["a"])
        told = Caller(model.runnable, 3, Breaker(failures=9), sleep=slept.append)
        assert list(told.stream("x", 600)) == ["a"] and len(slept) == 3
        assert all(0 <= s <= PAUSE * 2**n for n, s in enumerate(slept))
        seen.append(tuple(slept))
    assert len(set(seen)) > 1
    asked = StatusError(429)
    asked.response = SimpleNamespace(headers={"retry-after": "7"}, status_code=429)  # type: ignore[attr-defined]
    slept = []
    assert list(Caller(Model(asked, ["a"]).runnable, 1, sleep=slept.append).stream("x", 600)) == ["a"] and slept == [
        7.0
    ]


def test_a_reply_that_reached_its_longest_is_no_failure() -> None:
    from openai import LengthFinishReasonError

    cut = LengthFinishReasonError(completion=SimpleNamespace(usage=None))  # type: ignore[arg-type]
    told = caller(Model(["a", "b", cut]), failures=1)
    assert list(told.stream("x", 30)) == ["a", "b"] and told.breaker.allows()


def test_what_the_server_refuses_is_not_asked_again() -> None:
    model = Model(StatusError(400))
    with pytest.raises(ModelRefusedError):
        list(caller(model).stream("x", 30))
    assert model.made == 1


def test_what_has_begun_to_arrive_is_not_asked_again() -> None:
    model = Model(["a", StatusError(500)])
    stream = caller(model).stream("x", 30)
    assert next(stream) == "a"
    with pytest.raises(ModelError) as told:
        next(stream)
    assert model.made == 1 and "SECRET" not in str(told.value)


def test_a_model_that_hangs_costs_the_time_and_no_more() -> None:
    model = Model([60.0])
    begin = time.monotonic()
    with pytest.raises(ModelTimeoutError):
        list(caller(model).stream("x", 0.2))
    assert time.monotonic() - begin < 30 and model.closed.wait(30)  # and it is broken off


def test_whoever_stops_reading_stops_the_model() -> None:
    model = Model(["a", 0.01] * 100_000)
    stream = caller(model).stream("x", 60)
    next(stream)
    stream.close()
    assert model.closed.wait(30)


def test_an_endless_reply_is_cut_off() -> None:
    model = Model(["あ" * 1000] * (MOST_CHARACTERS // 1000 + 5))
    with pytest.raises(ModelRefusedError):
        list(caller(model).stream("x", 30))


def test_the_breaker_opens_and_lets_one_call_through_afterwards() -> None:
    now = [0.0]
    model = Model(StatusError(500), StatusError(500), StatusError(500), StatusError(500), ["a"])
    called = caller(model, retries=0, failures=3, seconds=30, now=lambda: now[0])
    for _ in range(3):
        with pytest.raises(ModelError):
            list(called.stream("x", 30))
    with pytest.raises(ModelRestingError):
        list(called.stream("x", 30))
    assert model.made == 3
    now[0] = 31
    with pytest.raises(ModelError):
        list(called.stream("x", 30))
    with pytest.raises(ModelRestingError):
        list(called.stream("x", 30))
    now[0] = 62
    assert list(called.stream("x", 30)) == ["a"] and called.breaker.allows()


def test_no_trace_is_on_in_the_models_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    seen: list[Any] = []

    async def stream(prompts: AsyncIterator[Any]) -> AsyncIterator[str]:
        async for _ in prompts:
            pass
        seen.append(get_tracing_context()["enabled"])
        yield "a"

    assert list(Caller(RunnableGenerator(stream), 0).stream("x", 30)) == ["a"] and seen == [False]
