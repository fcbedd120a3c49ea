"""One call of a model within a time: a prompt goes in, pieces of text come out as they arrive.

Called by `assistant.compose.generative` and `assistant.compose.rendering`. The model is read in an event loop of its
own, so that one which hangs costs no more than the time that is left; whoever stops reading stops it. What can be
tried again is, as long as nothing has arrived, after a random pause; traces are off.
"""

from __future__ import annotations

import asyncio
import queue
import random
import threading
import time
from collections.abc import Callable, Generator, Iterator
from functools import lru_cache
from typing import Any

from langchain_core.runnables import Runnable
from langsmith.run_helpers import tracing_context

from assistant.models.breaker import Breaker
from assistant.models.errors import ModelError, ModelRefusedError, ModelRestingError, ModelTimeoutError

PAUSE, LONGEST_PAUSE = 0.25, 4.0  # seconds before the second try, and at most
MOST_CHARACTERS = 20_000  # of a reply; a server that never ends is cut off
_LOOKS = 0.05  # seconds between two looks whether anybody still reads
_REFUSED = (400, 401, 403, 404, 413, 422)
_CUT_OFF = ("LengthFinishReasonError",)  # the client's word for a reply that reached its longest: what came is usable
_END = object()


class Caller:
    """Calls one model; safe to share between threads."""

    def __init__(
        self,
        model: Runnable[Any, Any],
        retries: int,
        breaker: Breaker | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._model, self._retries, self._sleep = model, retries, sleep
        self.breaker = breaker or Breaker()

    def stream(self, prompt: Any, seconds: float, **options: Any) -> Generator[str, None, None]:
        """The reply, piece by piece, within `seconds`; raises ModelError. Closing the iterator stops the model."""
        deadline = time.monotonic() + seconds
        tries = 0
        while True:
            if not self.breaker.allows():
                raise ModelRestingError("the model failed several times in a row; it is tried again in a while")
            arrived = False
            try:
                for piece in self._once(prompt, deadline, options):
                    arrived = True
                    yield piece
                self.breaker.succeeded()
                return
            except ModelRefusedError:
                raise  # the server is there: nothing to count
            except ModelError as error:
                self.breaker.failed()
                tries += 1
                pause = _pause(tries, error)
                if arrived or tries > self._retries or time.monotonic() + pause >= deadline:
                    raise
                self._sleep(pause)

    def _once(self, prompt: Any, deadline: float, options: dict[str, Any]) -> Iterator[str]:
        pieces: queue.Queue[Any] = queue.Queue()
        stopped = threading.Event()
        asyncio.run_coroutine_threadsafe(_read(self._model, prompt, options, pieces, stopped), _loop())
        count = 0
        try:
            while True:
                try:
                    piece = pieces.get(timeout=max(0.0, deadline - time.monotonic()))
                except queue.Empty:
                    raise ModelTimeoutError("the model took longer than generator_timeout allows") from None
                if piece is _END:
                    return
                if isinstance(piece, ModelError):
                    raise piece
                count += len(piece)
                if count > MOST_CHARACTERS:
                    raise ModelRefusedError("the model's reply has no end; it was cut off")
                yield piece
        finally:
            stopped.set()  # hangs up on a server that still talks, or is silent


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    """The event loop in which models are read: only there can a call be broken off while its server is silent."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="models", daemon=True).start()
    return loop


async def _read(
    model: Runnable[Any, Any], prompt: Any, options: dict[str, Any], pieces: queue.Queue[Any], stopped: threading.Event
) -> None:
    """Reads the model until it ends or is `stopped`."""
    reading = asyncio.ensure_future(_put(model, prompt, options, pieces))
    while not reading.done():
        if stopped.is_set():
            reading.cancel()  # again and again: Python 3.11's wait_for may swallow it
        await asyncio.wait([reading], timeout=_LOOKS)


async def _put(model: Runnable[Any, Any], prompt: Any, options: dict[str, Any], pieces: queue.Queue[Any]) -> None:
    """Puts what the model says into `pieces`, its end or its error behind it."""
    try:
        # Another thread does not inherit the caller's context: without this a trace would leave the machine.
        with tracing_context(enabled=False):
            async for chunk in model.astream(prompt, **options):
                if text := _text(chunk):
                    pieces.put(text)
        pieces.put(_END)
    except Exception as error:
        pieces.put(_END if type(error).__name__ in _CUT_OFF else _ours(error))


def _text(chunk: Any) -> str:
    content = getattr(chunk, "content", chunk)
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(
            p if isinstance(p, str) else str(p.get("text", "")) for p in content if isinstance(p, str | dict)
        )
    return ""


def _ours(error: Exception) -> ModelError:
    """The error as one of ours; the words of the server are not repeated, they may hold the question."""
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    kind = type(error).__name__
    if isinstance(status, int) and status in _REFUSED:
        made: ModelError = ModelRefusedError(f"the model server refused the request (status {status})")
    elif "Timeout" in kind:
        made = ModelTimeoutError("the model server did not answer in time")
    else:
        told = f"status {status}" if isinstance(status, int) else kind
        made = ModelError(f"the model server failed ({told})")
    made.retry_after = _retry_after(error)
    return made


def _retry_after(error: Exception) -> float:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    told = str(headers.get("retry-after", ""))
    return float(told) if told.isascii() and told.isdigit() else 0.0


def _pause(tries: int, error: ModelError) -> float:
    """Full jitter (AWS Architecture Blog, 2015), at least what the server asks for."""
    longest = min(LONGEST_PAUSE, PAUSE * 2 ** (tries - 1))
    return max(error.retry_after, random.uniform(0, longest))  # noqa: S311 (no secret)
