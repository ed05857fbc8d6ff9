"""Writing down how letters fared, a tenth of a second's worth at a time.

The trade: each letter written down by itself would cost thirty transactions a second during a broadcast, and whoever
wants an answer would wait behind them; gathering for a tenth of a second costs ten, and a crash repeats three letters
more. What was claimed ahead of its slot and never handed to Telegram is not among the repeated: it is said once, later.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from bot.aftermath import Aftermath, set_aside
from bot.carrying import Outcome
from bot.clock import Clock
from storage.database import Database, cause, is_away
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
        """All that has landed; raises DBAPIError where the database is away, and then nothing is forgotten."""
        outcomes, self._outcomes = self._outcomes, []
        self._some.clear()
        self._hurry.clear()
        left: list[Sequence[Outcome]] = [outcomes] if outcomes else []
        try:
            while left:
                left = await self._further(left)
        except (DBAPIError, asyncio.CancelledError):
            self._again([outcome for some in left for outcome in some])
            raise

    async def _further(self, left: Sequence[Sequence[Outcome]]) -> list[Sequence[Outcome]]:
        """Write down the first of these, in one transaction; returns what is left.

        What cannot be written down together is written one by one, and the letter at fault is set aside: it must not
        keep the others, a call for help among them, on their way for ever.
        """
        some, *rest = left
        brought: list[Arrival] = []
        try:
            async with self._database.write() as tx:
                brought = await self._aftermath.close(tx, some, self._clock.now())
        except Exception as error:
            if isinstance(error, DBAPIError) and is_away(error):
                raise
            if len(some) > 1:
                return [*([outcome] for outcome in some), *rest]
            log.exception("信件的结果记不下来，已放到一边。")
            async with self._database.write() as tx:
                await set_aside(tx, some, self._clock.now())
        self._closed(some)
        self._take(brought)
        return rest

    def _again(self, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = [*outcomes, *self._outcomes]
        self._some.set()
