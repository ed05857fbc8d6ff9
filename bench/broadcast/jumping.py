"""Compressed time without noise: time stands still while anything happens, and jumps when nothing does.

The bot and the fake Bot API share one event loop and so one clock. A second of waiting costs nothing, a hiccup of the
machine is not seen, and no work takes any time either: what work costs, a run in real time tells.
"""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime, tzinfo
from queue import SimpleQueue
from typing import Any, TypeVarTuple

import aiosqlite.core

A_THREAD_WORKS = 0.05  # real seconds until we look again; it wakes us anyway
LOOKS = 3  # what was written to a socket of this machine can be read at once, or at once after
BEYOND = 1e-6  # a jump goes a little further, or whoever waits for less than a float can tell would wait for ever
_Ts = TypeVarTuple("_Ts")


class JumpingLoop(asyncio.SelectorEventLoop):
    """Its `time` is in seconds since its start, and no timer waits in real time."""

    def __init__(self, start: float = 0.0) -> None:
        self.now = start
        self.threads = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        """Seconds since the start."""
        return self.now

    def begin(self, work: "asyncio.Future[Any]") -> None:
        """Note that a thread works for us until this future is done, and that time has to wait for it."""
        self.threads += 1
        work.add_done_callback(self._end)

    def _end(self, _work: "asyncio.Future[Any]") -> None:
        self.threads -= 1

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*_Ts], Any], *args: *_Ts
    ) -> "asyncio.Future[Any]":
        """Do something in a thread, for which time has to wait."""
        work = super().run_in_executor(executor, func, *args)
        self.begin(work)
        return work


class _Selector(selectors.DefaultSelector):
    """Looks at the sockets; where nothing happens there and no thread works, time jumps to the next timer."""

    def __init__(self, loop: JumpingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        while True:
            for _ in range(LOOKS):
                if happened := super().select(0):
                    return happened
            if not self._loop.threads:
                break
            if happened := super().select(A_THREAD_WORKS):
                return happened
        if timeout is None:
            return super().select(None)
        self._loop.now += timeout + BEYOND
        return []


class _CountedQueue(SimpleQueue[Any]):
    """Where aiosqlite hands work to the thread of a connection."""

    def put_nowait(self, item: Any) -> None:
        loop = asyncio.get_running_loop()
        if isinstance(loop, JumpingLoop) and item[0] is not None:
            loop.begin(item[0])
        super().put_nowait(item)


class JumpingClock:
    """The product's clock (`bot.clock.Clock`) on the loop's time."""

    def __init__(self, loop: JumpingLoop, begins: datetime, zone: tzinfo) -> None:
        self._loop = loop
        self._begins = begins.timestamp()
        self._zone = zone

    def now(self) -> datetime:
        """The moment, in the branch's time zone."""
        return datetime.fromtimestamp(self._begins + self._loop.time(), self._zone)

    def steady(self) -> float:
        """Seconds that only go forward."""
        return self._loop.time()

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        """Sleep until the event is set or the moment has come."""
        await self.pause(event, None if until is None else (until - self.now()).total_seconds())

    async def pause(self, event: asyncio.Event, seconds: float | None) -> None:
        """Sleep until the event is set or so many seconds are over."""
        try:
            async with asyncio.timeout(None if seconds is None else max(0.0, seconds)):
                await event.wait()
        except TimeoutError:
            pass


def count_threads() -> None:
    """Have aiosqlite's threads counted from now on."""
    vars(aiosqlite.core)["SimpleQueue"] = _CountedQueue
