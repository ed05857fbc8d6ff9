"""Delivery: sends what is due, most urgent first, at Telegram's pace, and writes down how it ended.

Each round is one transaction: it closes what was sent since the last one, claims what may go now, and asks when to look
again. One chat has one letter on its way at a time, so a chat hears things in order; chats do not wait for each other.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError

from bot.aftermath import Aftermath, Away, Ends
from bot.carrying import Carrier, Outcome
from bot.clock import Clock
from bot.pacing import MARGIN, Pacing
from bot.refusals import Refusal
from bot.sending import Sender
from domain.messages import Lane
from storage import outbox as store
from storage.database import Database, cause
from storage.inbox import Arrival
from storage.outbox import Waiting
from storage.schema import Tx

IN_FLIGHT = 32  # a crash between Telegram's yes and our mark repeats at most these
RESERVED = 3  # of these, for danger alone (L6)
LOOK_AT = 200
LANDING_SECONDS = 5

log = logging.getLogger(__name__)


class Delivery:
    """Runs until cancelled; `wake` is set whenever something new may be due."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        clock: Clock,
        wake: asyncio.Event,
        take: Callable[[Sequence[Arrival]], None],
    ) -> None:
        self._database = database
        self._carrier = Carrier(database, sender, clock)
        self._clock = clock
        self._wake = wake
        self._take = take
        self._pacing = Pacing()
        self._on_the_way: dict[int, asyncio.Task[None]] = {}
        self._urgent: set[int] = set()  # of these, the chats whose letter is one of danger
        self._outcomes: list[Outcome] = []
        self._away = Away()
        self._aftermath = Aftermath(self._pacing, self._away)
        self._released = False  # what a crashed run had on its way is still claimed
        self._resting = False
        self._look_at: datetime | None = None
        self._round_over = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Whether nothing is on the way, and nothing falls due before somebody wakes us."""
        waits = self._look_at is None or self._look_at > self._clock.now()
        return self._resting and waits and not self._on_the_way and not self._wake.is_set()

    async def rest(self) -> None:
        """Until it is idle."""
        while not self.idle:
            await self._round_over.wait()

    async def run(self) -> None:
        try:
            while True:
                self._wake.clear()
                self._resting = False
                try:
                    self._look_at = await self._round()
                except DBAPIError as error:
                    log.error("数据库暂时写不进去（%s），信件都还在，稍后再送。", cause(error))
                    self._look_at = self._clock.now() + timedelta(seconds=1)
                self._resting = True
                over, self._round_over = self._round_over, asyncio.Event()
                over.set()
                await self._clock.wait(self._wake, self._look_at)
        finally:
            await self._land()

    async def _land(self) -> None:
        """On the way out: let what is on the wire arrive, and write it down, so that nothing is said twice."""
        if self._on_the_way:
            await asyncio.wait(self._on_the_way.values(), timeout=LANDING_SECONDS)
        with suppress(DBAPIError):
            async with self._database.write() as tx:
                await self._aftermath.close(tx, self._outcomes, self._clock.now())
        for task in self._on_the_way.values():
            task.cancel()

    async def _round(self) -> datetime | None:
        """Close, claim, send; returns when to look again if nobody wakes us."""
        now = self._clock.now()
        outcomes, self._outcomes = self._outcomes, []
        try:
            async with self._database.write() as tx:
                if not self._released:
                    await store.release_claims(tx, now)
                brought = await self._aftermath.close(tx, outcomes, now)
                going, until = await self._claim(tx, {outcome.waiting.letter.chat_id for outcome in outcomes}, now)
        except (DBAPIError, asyncio.CancelledError):
            self._outcomes = outcomes + self._outcomes
            raise
        except Exception:
            if not outcomes:
                raise
            log.exception("信件的结果记不下来，已放到一边。")
            broken = [replace(outcome, refusal=Refusal.BROKEN) for outcome in outcomes]
            self._outcomes = broken + self._outcomes
            return now + timedelta(seconds=1)
        self._released = True
        for outcome in outcomes:
            del self._on_the_way[outcome.waiting.letter.chat_id]
            self._urgent.discard(outcome.waiting.letter.chat_id)
        self._take(brought)
        for waiting in going:
            letter = waiting.letter
            self._on_the_way[letter.chat_id] = asyncio.create_task(self._carry(waiting))
            if letter.lane == Lane.DANGER:
                self._urgent.add(letter.chat_id)
        return until

    async def _claim(self, tx: Tx, landed: set[int], now: datetime) -> tuple[list[Waiting], datetime | None]:
        if self._away.until is not None and self._away.until > now:
            return [], self._away.until
        resting = self._pacing.resting(now)
        closed = self._pacing.resting(now, Lane.DANGER)
        busy = self._on_the_way.keys() - landed
        going: dict[int, Waiting] = {}
        held: dict[datetime, list[int]] = {}
        expired: Ends = {}
        looks = [*resting.values(), *closed.values()]
        due = await store.due(tx, now, closed.keys() | busy, LOOK_AT, only_danger=resting.keys() - closed.keys())
        if len(due) == LOOK_AT:
            looks.append(now + MARGIN)
        for waiting in due:
            letter = waiting.letter
            if letter.expires_at is not None and letter.expires_at <= now:
                expired[waiting.id] = ("expired", None)
            elif (topic := self._pacing.topic_free_at(letter.topic, now)) > now:
                held.setdefault(topic, []).append(waiting.id)
            elif not self._may_go(letter.lane, going, busy, now):
                break
            elif letter.chat_id not in going:
                going[letter.chat_id] = waiting
                self._pacing.sent(letter.chat_id, letter.topic, now, letter.lane)
        await self._write_down(tx, held, expired, now)
        if going:
            await store.claim(tx, [waiting.id for waiting in going.values()])
        upcoming = await store.next_due(tx, now)
        looks += [upcoming or now, self._pacing.overall_free_at(now)]
        return list(going.values()), min((look for look in looks if look > now), default=None)

    def _may_go(self, lane: Lane, going: Mapping[int, Waiting], busy: Set[int], now: datetime) -> bool:
        """Whether there is room for one more; a part of it is kept free for danger."""
        if self._pacing.overall_free_at(now, lane) > now or len(going) + len(busy) == IN_FLIGHT:
            return False
        ordinary = sum(waiting.letter.lane != Lane.DANGER for waiting in going.values()) + len(busy - self._urgent)
        return lane == Lane.DANGER or ordinary < IN_FLIGHT - RESERVED

    async def _write_down(self, tx: Tx, held: Mapping[datetime, list[int]], expired: Ends, now: datetime) -> None:
        """What does not go now: held back for its topic's sake, or no longer of worth."""
        for until, ids in held.items():
            await store.hold(tx, ids, until)
        if expired:
            await store.end(tx, expired, now)

    async def _carry(self, waiting: Waiting) -> None:
        outcome = await self._carrier.carry(waiting)
        if outcome.refusal is None:
            self._away.over()
        self._outcomes.append(outcome)
        self._wake.set()
