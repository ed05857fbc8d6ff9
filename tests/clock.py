"""A clock that stands still until a test puts it forward."""

import asyncio
from datetime import datetime, timedelta


class FrozenClock:
    """Stands at `now`; whoever waits for a moment is woken when a test passes it.

    Pauses of a pace are over at once: conversations are about what is said, not about the tenths of a second between.
    """

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._sleepers: list[tuple[datetime, asyncio.Event]] = []
        self._fell_asleep = asyncio.Event()
        self._steady = 0.0

    def now(self) -> datetime:
        return self._now

    def forward(self, **by: float) -> None:
        """Put the clock forward: `forward(minutes=5)`."""
        self.set(self._now + timedelta(**by))

    def set(self, now: datetime) -> None:
        """Put the clock to a moment; it may be an earlier one."""
        self._steady += max(0.0, (now - self._now).total_seconds())
        self._now = now
        due = [sleeper for sleeper in self._sleepers if sleeper[0] <= now]
        self._sleepers = [sleeper for sleeper in self._sleepers if sleeper[0] > now]
        for _, woken in due:
            woken.set()

    def next_wake(self) -> datetime | None:
        """The nearest moment that somebody waits for."""
        return min((until for until, _ in self._sleepers), default=None)

    async def asleep(self, **until: float) -> None:
        """Until somebody waits for the moment so long from now: `asleep(seconds=1)`."""
        wanted = self._now + timedelta(**until)
        async with asyncio.timeout(10):
            while not any(moment == wanted for moment, _ in self._sleepers):
                self._fell_asleep.clear()
                await self._fell_asleep.wait()

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        if until is not None and until <= self._now:
            await asyncio.sleep(0)
            return
        woken = asyncio.Event()
        sleeper = (until, woken) if until is not None else None
        if sleeper is not None:
            self._sleepers.append(sleeper)
            self._fell_asleep.set()
        waits = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(woken.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            if sleeper is not None and sleeper in self._sleepers:
                self._sleepers.remove(sleeper)

    def steady(self) -> float:
        return self._steady

    async def pause(self, event: asyncio.Event, seconds: float | None) -> None:
        if seconds is None:
            await event.wait()
            return
        self._steady += max(0.0, seconds)
        await asyncio.sleep(0)
