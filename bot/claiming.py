"""Claiming letters for delivery, a moment ahead of their slot: what goes, what waits, and what has lost its worth.

All of it happens inside a transaction of a delivery round.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.dispatching import AHEAD, Dispatcher
from bot.pacing import MINUTE, SECOND, Pacing
from bot.refusals import TOO_FAST
from bot.silence import Silence
from domain import nights
from domain.messages import Lane
from domain.nights import Span
from storage import outgoing as store
from storage.outgoing import Due, Waiting
from storage.schema import Tx

LOOK_AT = 2 * AHEAD
WAKE_AT_ONCE = 500
JUMP = timedelta(seconds=2)  # the clock was put back by hand, not corrected by a tick


@dataclass(slots=True)
class Claim:
    """What one round found. `looks` are the moments at which what does not go now may go."""

    going: dict[int, Due] = field(default_factory=dict)
    ended: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    resting: dict[Span, list[int]] = field(default_factory=dict)
    held: dict[datetime, list[int]] = field(default_factory=dict)
    looks: list[datetime] = field(default_factory=list)
    more_wait: bool = False
    taken: list[Waiting] = field(default_factory=list)


@dataclass(slots=True)
class Claiming:
    """Knows which chats, topics and nights are quiet, and how many letters there is room for."""

    clock: Clock
    pacing: Pacing
    silence: Silence
    dispatcher: Dispatcher
    _last: datetime | None = None

    async def begin(self, tx: Tx, now: datetime) -> None:
        """Where another run left off: what Telegram asked of it, and what it has used of the limits."""
        steady = self.clock.steady()
        if await store.said_since(tx, now - timedelta(seconds=SECOND)):
            self.pacing.start_over(steady + SECOND)
        for chat_id, moments in (await store.said_in_groups(tx, now - timedelta(seconds=MINUTE))).items():
            self.pacing.refill(chat_id, (steady - (now - moment).total_seconds() for moment in moments))
        for chat_id, until in (await store.hushed(tx, TOO_FAST)).items():
            self.silence.hush(chat_id, until, now)

    async def follow_the_clock(self, tx: Tx, now: datetime) -> None:
        """Somebody put the clock back: what waits for seconds waits for no more than these."""
        last, self._last = self._last, now
        if last is not None and now < last - JUMP:
            self.silence.clock_was_put(now - last)
            await store.clock_was_put(tx, now - last)

    async def claim(self, tx: Tx, now: datetime) -> Claim:
        """Take what may go out of the line, and put off what may not."""
        hushed = self.silence.chats(now)
        await store.give_back(tx, self.dispatcher.unload(hushed), now)
        claim = Claim(looks=[*hushed.values(), *await self._wake_sleepers(tx, now)])
        closed = self.dispatcher.taken() | dict.fromkeys(hushed, Lane.DANGER)
        self._sort(claim, await store.due(tx, closed, LOOK_AT), now)
        await store.end(tx, claim.ended, now)
        for night, ids in claim.resting.items():
            await store.rest(tx, ids, night[1], nights.after(night))
        for until, ids in claim.held.items():
            await store.hold(tx, ids, until)
        claim.taken = await store.claim(tx, [due.id for due in claim.going.values()])
        return claim

    async def _wake_sleepers(self, tx: Tx, now: datetime) -> list[datetime]:
        """What was put off until now is in line again, before anything behind it is claimed; returns when to look."""
        upcoming = await store.next_due(tx)
        if upcoming is not None and upcoming <= now:
            await store.wake(tx, now, WAKE_AT_ONCE)
            upcoming = await store.next_due(tx)
        return [] if upcoming is None else [upcoming]

    def _sort(self, claim: Claim, found: list[Due], now: datetime) -> None:
        for due in found:
            if due.expires_at is not None and due.expires_at <= now:
                claim.ended[due.id] = ("expired", None)
            elif due.rests is not None and (night := nights.tonight(due.rests, now))[0] <= now:
                self._put_to_rest(claim, due, night)
            elif (free_at := self.silence.topic_free_at(due.topic, now)) > now:
                claim.held.setdefault(free_at, []).append(due.id)
                claim.looks.append(free_at)
            elif self.dispatcher.room(due.lane) <= sum(other.lane <= due.lane for other in claim.going.values()):
                claim.more_wait = True
                return
            elif due.chat_id not in claim.going:
                claim.going[due.chat_id] = due
                if due.topic is not None:
                    self.silence.shown(due.topic, now)
        claim.more_wait = len(found) == LOOK_AT
        if claim.more_wait and not claim.going:
            claim.looks.append(now)

    def _put_to_rest(self, claim: Claim, due: Due, night: Span) -> None:
        """The night came upon a letter that waited, for whatever reason: it goes on in the morning, if it still may."""
        if due.expires_at is not None and due.expires_at <= night[1]:
            claim.ended[due.id] = ("expired", store.AT_REST)
        else:
            claim.resting.setdefault(night, []).append(due.id)
            claim.looks.append(night[1])
