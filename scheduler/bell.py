"""The bell: APScheduler rings, and stores nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

EVERY_SECONDS = 15


class Bell:
    """Rings all chores every quarter of a minute, and at once for what fell due meanwhile: at the start, and
    whenever `leapt` says that the clock has been put another way.
    """

    def __init__(self, ring: Callable[[], Awaitable[None]], zone: tzinfo, leapt: asyncio.Event) -> None:
        self._ring = ring
        self._zone = zone
        self._leapt = leapt
        self._ringing = asyncio.Lock()

    def scheduler(self) -> AsyncIOScheduler:
        """A ring that is late is rung all the same, late ones once, never two at a time (L1)."""
        made = AsyncIOScheduler(
            timezone=self._zone, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        made.add_job(self._ring_alone, "interval", seconds=EVERY_SECONDS)
        return made

    async def run(self) -> None:
        """Ring until cancelled."""
        scheduler = self.scheduler()
        await self._ring_alone()
        scheduler.start()
        try:
            while True:
                await self._leapt.wait()
                self._leapt.clear()
                await self._ring_alone()
        finally:
            scheduler.shutdown(wait=False)

    async def _ring_alone(self) -> None:
        async with self._ringing:
            await self._ring()
