"""A blocking stream of events with a time limit, for an event loop: each event comes as soon as there is one.

Called by `asking`. The stream runs in a thread of its own, which ends at its next event once nobody listens.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterable

from assistant.turn import Event


class TooLateError(Exception):
    """The time is up before the last event."""


async def paced(
    stream: Callable[[], Iterable[Event]], seconds: float, ended: Callable[[], None]
) -> AsyncGenerator[Event]:
    """The events; `ended` is called once the stream has ended, listened to or not.

    Raises TooLateError after `seconds`, and what the stream raises.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Event | BaseException | None] = asyncio.Queue()
    given_up = threading.Event()

    def hand(item: Event | BaseException | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(queue.put_nowait, item)

    def work() -> None:
        try:
            for event in stream():
                if given_up.is_set():
                    break
                hand(event)
            hand(None)
        except BaseException as error:  # noqa: BLE001 (raised again where somebody listens)
            hand(error)
        finally:
            if not loop.is_closed():
                loop.call_soon_threadsafe(ended)

    threading.Thread(target=work, daemon=True).start()
    deadline = loop.time() + seconds
    try:
        while True:
            try:
                item = await asyncio.wait_for(queue.get(), max(0.0, deadline - loop.time()))
            except TimeoutError:
                raise TooLateError from None
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        given_up.set()
