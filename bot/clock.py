"""The one clock of the process: the machine's, corrected to Telegram's.

Messages carry Telegram's time. A window judged by a machine clock that is ten minutes off would turn people away, so
the `Date` header of Telegram's answers corrects it once the difference is larger than that header's precision and a
slow network explain.
"""

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from typing import Protocol

TOLERANCE = timedelta(seconds=20)

log = logging.getLogger(__name__)


class Clock(Protocol):
    """What the process asks for the time, and to be woken."""

    def now(self) -> datetime:
        """The moment, in the branch's time zone."""

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        """Sleep until the event is set or the moment has come; no moment means for the event only."""

    def steady(self) -> float:
        """Seconds that only go forward, however somebody puts the clock: what a pace is kept by."""

    async def pause(self, event: asyncio.Event, seconds: float | None) -> None:
        """Sleep until the event is set or so many steady seconds are over; None means for the event only."""


class SystemClock:
    """Real time. `leapt` is set when it has been put another way."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._correction = timedelta()
        self.leapt = asyncio.Event()

    def now(self) -> datetime:
        return datetime.now(self._zone) + self._correction

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        await self.pause(event, None if until is None else (until - self.now()).total_seconds())

    def steady(self) -> float:
        return time.monotonic()

    async def pause(self, event: asyncio.Event, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(None if seconds is None else max(0.0, seconds)):
                await event.wait()
        except TimeoutError:
            pass

    def server_said(self, date: str) -> None:
        """Take note of a `Date` header."""
        try:
            told = parsedate_to_datetime(date)
        except ValueError:
            return
        if told.tzinfo is None:
            return
        machine = datetime.now(UTC)
        off = told - machine - self._correction
        if abs(off) > TOLERANCE:
            self._correction = told - machine
            self.leapt.set()
            log.warning(
                "本机时钟与 Telegram 相差 %d 秒，已按 Telegram 的时间办事；请校准本机时钟。", off.total_seconds()
            )
