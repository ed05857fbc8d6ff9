"""Writing down how letters fared, a tenth of a second's worth at a time.

The trade: each letter written down by itself would cost thirty transactions a second during a broadcast, and whoever
wants an answer would wait behind them; gathering for a tenth of a second costs ten, and a crash repeats three letters
more. What was claimed ahead of its slot and never handed to Telegram is not among the repeated: it is said once, later.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from bot.aftermath import Aftermath
from bot.carrying import Outcome
from bot.clock import Clock
from bot.refusals import Refusal
from storage.database import Database, cause
from storage.inbox import Arrival

GATHER_SECONDS = 0.1
MANY = 16

log = logging.getLogger(__name__)


class Landing:
    """`closed` is told what is written down, `take` gets what errands brought home."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        aftermath: Aftermath,
        may_send: asyncio.Event,
        closed: Callable[[Sequence[Outcome]], None],
        take: Callable[[Sequence[Arrival]], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._aftermath = aftermath
        self._may_send = may_send
        self._closed = closed
        self._take = take
        self._outcomes: list[Outcome] = []
        self._some = asyncio.Event()
        self._hurry = asyncio.Event()
        self._next = 0.0

    def add(self, outcome: Outcome) -> None:
        """One letter has landed."""
        self._outcomes.append(outcome)
        self._some.set()
        if outcome.refusal is not None or len(self._outcomes) >= MANY:
            self._hurry.set()

    async def run(self) -> None:
        """Write down until cancelled."""
        while True:
            await self._some.wait()
            await self._may_send.wait()
            left = self._next - self._clock.steady()
            if left > 0:
                await self._clock.pause(self._hurry, left)
            try:
                await self.write_down()
            except DBAPIError as error:
                log.error("数据库暂时写不进去（%s），信件都还在，稍后再送。", cause(error))
                await self._clock.wait(asyncio.Event(), self._clock.now() + timedelta(seconds=1))
            self._next = self._clock.steady() + GATHER_SECONDS

    async def write_down(self) -> None:
        """All that has landed, in one transaction; raises DBAPIError, and then nothing is forgotten."""
        outcomes, self._outcomes = self._outcomes, []
        self._some.clear()
        self._hurry.clear()
        try:
            async with self._database.write() as tx:
                brought = await self._aftermath.close(tx, outcomes, self._clock.now())
        except (DBAPIError, asyncio.CancelledError):
            self._again(outcomes)
            raise
        except Exception:
            log.exception("信件的结果记不下来，已放到一边。")
            self._again([replace(outcome, refusal=Refusal.BROKEN) for outcome in outcomes])
            return
        self._closed(outcomes)
        self._take(brought)

    def _again(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = [*outcomes, *self._outcomes]
        self._some.set()
