"""A crowd from one place keeps nobody else from logging in."""

from __future__ import annotations

import asyncio
import threading

from assistant.web.login.threads import HASHING, WAITING, WAITING_OF_ONE, BusyError, Threads


def test_few_of_one_place_wait_and_not_too_many_of_all() -> None:
    async def run() -> None:
        threads, go = Threads(), threading.Event()
        begun: list[asyncio.Task[bool]] = []

        async def refused(place: str) -> bool:
            begun.append(asyncio.create_task(threads.slow(place, go.wait, 60)))
            await asyncio.sleep(0)
            return begun[-1].done() and isinstance(begun[-1].exception(), BusyError)

        try:
            assert [await refused("crowd") for _ in range(10)] == [False] * WAITING_OF_ONE + [True] * 6
            assert not await refused("somebody else")
            others = [await refused(f"place {n}") for n in range(WAITING + HASHING)]
            assert others == sorted(others) and others.count(False) >= WAITING - WAITING_OF_ONE
        finally:
            go.set()
        done = await asyncio.gather(*begun, return_exceptions=True)
        assert all(result is True or isinstance(result, BusyError) for result in done)
        assert await threads.slow("crowd", lambda: "again") == "again" and not threads._places

    asyncio.run(run())
