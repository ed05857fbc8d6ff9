"""The bell: APScheduler rings, and stores nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler

EVERY_SECONDS = 15


class Bell:
    """Rings all chores every quarter of a minute, and once at the start for what fell due meanwhile."""

    def __init__(self, ring: Callable[[], Awaitable[None]], zone: tzinfo) -> None:
        self._ring = ring
        self._zone = zone

    def scheduler(self) -> AsyncIOScheduler:
        """A ring that is late is rung all the same, late ones once, never two at a time (L1)."""
        made = AsyncIOScheduler(
            timezone=self._zone, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        made.add_job(self._ring, "interval", seconds=EVERY_SECONDS)
        return made

    async def run(self) -> None:
        """Ring until cancelled."""
        scheduler = self.scheduler()
        await self._ring()
        scheduler.start()
        try:
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)
