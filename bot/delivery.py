"""Delivery: finds what is due, most urgent first, and has it handed over at Telegram's pace and written down.

Three parts that do not wait for each other: rounds claim letters a moment ahead, in one short transaction
(`bot/claiming.py`); each is handed over in its slot, whatever the database does just then (`bot/dispatching.py`); and
how it fared is written down together with others (`bot/landing.py`). One chat has one letter on its way at a time, so a
chat hears things in order; chats do not wait for each other.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError

from bot.aftermath import Aftermath
from bot.carrying import Carrier, Outcome
from bot.claiming import Claiming
from bot.clock import Clock
from bot.dispatching import AHEAD, Dispatcher
from bot.landing import Landing
from bot.pacing import Pacing
from bot.sending import Sender
from bot.silence import Silence
from storage import outgoing as store
from storage.database import Database, cause
from storage.inbox import Arrival

LANDING_SECONDS = 5
AGAIN_SECONDS = 0.5  # a chat that has just heard something may hear its next one in a second

log = logging.getLogger(__name__)


class Delivery:
    """Runs until cancelled.

    `wake` is set whenever something new may be due, `may_send` while this process is the one that works.
    """

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        take: Callable[[Sequence[Arrival]], None],
        wake: asyncio.Event,
        may_send: asyncio.Event,
    ) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake
        self._may_send = may_send
        self._pacing = Pacing()
        self._silence = Silence()
        self._landing = Landing(database, clock, Aftermath(self._silence), may_send, self._closed, take)
        carrier = Carrier(database, sender, clock)
        self._dispatcher = Dispatcher(
            carrier, clock, self._pacing, self._silence, may_send, self._landing.add, self._refill
        )
        self._claiming = Claiming(clock, self._pacing, self._silence, self._dispatcher)
        self._begun = False
        self._sorted_out = False  # what a crashed run had claimed is still claimed, or a round that failed half way
        self._paused = False
        self._more_wait = False
        self._resting = False
        self._look_at: datetime | None = None
        self._freed = asyncio.Event()
        self._round_over = asyncio.Event()
        self.parts: list[asyncio.Task[None]] = []

    @property
    def idle(self) -> bool:
        """Whether nothing is on the way, and nothing falls due before somebody wakes us."""
        waits = self._look_at is None or self._look_at > self._clock.now()
        awake = self._wake.is_set() or self._freed.is_set()
        return self._resting and waits and not awake and self._dispatcher.idle

    async def rest(self) -> None:
        """Until it is idle."""
        while not self.idle:
            await self._round_over.wait()

    async def run(self) -> None:
        """Until cancelled, or until one of the `parts` ends, which none should."""
        work = (self._rounds, self._look_again, self._dispatcher.run, self._landing.run)
        self.parts = [asyncio.create_task(part()) for part in work]
        try:
            ended, _ = await asyncio.wait(self.parts, return_when=asyncio.FIRST_COMPLETED)
            for part in ended:
                part.result()
        finally:
            for part in self.parts:
                part.cancel()
            await asyncio.gather(*self.parts, return_exceptions=True)
            await self._land()

    async def _rounds(self) -> None:
        while True:
            await self._may_send.wait()
            self._wake.clear()
            self._resting = False
            try:
                self._look_at = await self._round()
            except DBAPIError as error:
                log.error("数据库暂时写不进去（%s），信件都还在，稍后再送。", cause(error))
                self._look_at = self._clock.now() + timedelta(seconds=1)
                self._sorted_out = False
            self._resting = True
            over, self._round_over = self._round_over, asyncio.Event()
            over.set()
            await self._clock.wait(self._wake, self._look_at)

    async def _look_again(self) -> None:
        """Chats that heard something may have more to hear: one round for all of half a second."""
        while True:
            await self._freed.wait()
            await self._clock.pause(asyncio.Event(), AGAIN_SECONDS)
            self._wake.set()
            self._freed.clear()

    async def _land(self) -> None:
        """On the way out: let what is on the wire arrive, and write it down, so that nothing is said twice."""
        await self._dispatcher.land(LANDING_SECONDS)
        if not self._may_send.is_set():
            return  # another process may have these letters by now
        with suppress(DBAPIError):
            await self._landing.write_down()
            async with self._database.write() as tx:
                await store.give_back(tx, self._dispatcher.unload(), self._clock.now())

    async def _round(self) -> datetime | None:
        """Claim what may go; returns when to look again if nobody wakes us."""
        async with self._database.write() as tx:
            now = self._clock.now()  # not before: the database may have let us wait, and the night have come
            if not self._begun:
                await self._claiming.begin(tx, now)
            if not self._sorted_out:
                await store.release_claims(tx, now, self._dispatcher.holds())
            await self._claiming.follow_the_clock(tx, now)
            paused_until = self._silence.everywhere(now)
            if paused_until is None:
                claim = await self._claiming.claim(tx, now)
            else:
                await store.give_back(tx, self._dispatcher.unload(), now)
        self._begun = self._sorted_out = True
        if paused_until is not None:
            self._paused = True
            return paused_until
        if self._paused:
            self._pacing.start_over(self._clock.steady())
            self._paused = False
        self._more_wait = claim.more_wait
        self._dispatcher.load(claim.taken)
        return min(claim.looks, default=None)

    def _refill(self) -> None:
        """A letter went: where the next ones are running short and more wait, they are claimed now."""
        if self._more_wait and self._dispatcher.ready <= AHEAD // 2:
            self._wake.set()

    def _closed(self, outcomes: Sequence[Outcome]) -> None:
        self._dispatcher.closed(outcomes)
        self._freed.set()
