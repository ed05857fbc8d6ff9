"""Handing letters over to Telegram, each in its slot, the most urgent first: whatever the database does just then."""

import asyncio
from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from bot.carrying import Carrier, Outcome
from bot.clock import Clock
from bot.pacing import Pacing
from bot.silence import Silence
from domain.messages import Lane, Method
from storage.outgoing import Waiting

IN_FLIGHT = 32  # a crash between Telegram's yes and our mark repeats at most these
RESERVED = 3  # of these, for danger alone (L6); an empty place costs nothing
AHEAD = 30  # letters of a lane that are claimed before their slot comes: a second's worth
_MESSAGES = frozenset({Method.SEND, Method.EDIT, Method.LIVE})


@dataclass(slots=True)
class Dispatcher:
    """Holds what is claimed, until it is `closed`: sent, and written down.

    `landed` is told each outcome, `went` that there is room for one more.
    """

    carrier: Carrier
    clock: Clock
    pacing: Pacing
    silence: Silence
    may_send: asyncio.Event
    landed: Callable[[Outcome], None]
    went: Callable[[], None]
    _ready: list[Waiting] = field(default_factory=list)
    _on_the_way: dict[int, Waiting] = field(default_factory=dict)
    _calls: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def idle(self) -> bool:
        return not self._ready and not self._on_the_way

    @property
    def ready(self) -> int:
        """How many letters are claimed and wait for their slot."""
        return len(self._ready)

    def holds(self) -> list[int]:
        """The ids of all letters that are here or on their way."""
        return [*(waiting.id for waiting in self._ready), *self._on_the_way]

    def room(self, lane: Lane) -> int:
        """How many more letters of a lane may be claimed: what is less urgent does not stand in their way."""
        return AHEAD - sum(waiting.letter.lane <= lane for waiting in self._ready)

    def taken(self) -> dict[int, Lane]:
        """The chats that have a letter claimed, and the first lane on which they get no other one meanwhile."""
        taken = {waiting.letter.chat_id: _after_danger(waiting.letter.lane) for waiting in self._on_the_way.values()}
        for waiting in self._ready:
            chat_id, lane = waiting.letter.chat_id, waiting.letter.lane
            taken[chat_id] = min(lane, taken.get(chat_id, lane))
        return taken

    def load(self, letters: Iterable[Waiting]) -> None:
        """Take claimed letters; each is handed over when its turn comes."""
        for waiting in letters:
            insort(self._ready, waiting, key=_rank)
        self._more.set()

    def unload(self, chats: Collection[int] | None = None) -> list[int]:
        """Give up what waits here for these chats, or for all; returns the ids."""
        back = [waiting for waiting in self._ready if chats is None or waiting.letter.chat_id in chats]
        self._ready = [waiting for waiting in self._ready if waiting not in back]
        return [waiting.id for waiting in back]

    def closed(self, outcomes: Iterable[Outcome]) -> None:
        """These are written down: a crash repeats them no more."""
        for outcome in outcomes:
            self._on_the_way.pop(outcome.waiting.id, None)
        self._more.set()

    async def run(self) -> None:
        """Hand over until cancelled."""
        while True:
            await self.may_send.wait()
            self._more.clear()
            await self.clock.pause(self._more, self._hand_over())

    async def land(self, seconds: float) -> None:
        """Let what is on the wire arrive, for so long at most."""
        calls = list(self._calls.values())
        if calls:
            await asyncio.wait(calls, timeout=seconds)
        for call in calls:
            call.cancel()

    def _hand_over(self) -> float | None:
        """All that may go now goes; returns how long until the next one may, None where something must happen first."""
        now, moment = self.clock.steady(), self.clock.now()
        if self.silence.everywhere(moment) is not None:
            return None
        hushed = self.silence.chats(moment)
        looks: list[float] = []
        for waiting in tuple(self._ready):
            letter = waiting.letter
            if letter.chat_id in hushed or self._is_busy(waiting) or not self._has_place(letter.lane):
                continue
            slot = self.pacing.free_at(letter.lane, now)
            if slot > now:
                looks.append(slot)
                break  # those behind it are no more urgent
            rested = self.pacing.chat_free_at(letter.chat_id, letter.lane, now)
            if rested > now:
                looks.append(rested)
                continue
            self._go(waiting, now)
        return min(looks) - now if looks else None

    def _go(self, waiting: Waiting, now: float) -> None:
        self._ready.remove(waiting)
        self._on_the_way[waiting.id] = waiting
        sending = self.pacing.take(waiting.letter.chat_id, waiting.letter.lane, now)

        async def call() -> None:
            outcome = await self.carrier.carry(waiting, lambda: sending.leaves(self.clock.steady()))
            self.pacing.landed(sending, self.clock.steady(), message=waiting.letter.method in _MESSAGES)
            if sending.spoke and outcome.refusal is None:
                self.silence.answered()
            del self._calls[waiting.id]
            self.landed(outcome)
            self._more.set()

        self._calls[waiting.id] = asyncio.create_task(call())
        self.went()

    def _has_place(self, lane: Lane) -> bool:
        """Whether one more may be on its way; some places are danger's."""
        ways = Counter(waiting.letter.lane == Lane.DANGER for waiting in self._on_the_way.values())
        return ways.total() < IN_FLIGHT and (lane == Lane.DANGER or ways[False] < IN_FLIGHT - RESERVED)

    def _is_busy(self, waiting: Waiting) -> bool:
        """Whether the chat has a letter on its way that this one must not overtake; danger overtakes."""
        chat_id, lane = waiting.letter.chat_id, waiting.letter.lane
        return any(
            other.letter.chat_id == chat_id and lane >= _after_danger(other.letter.lane)
            for other in self._on_the_way.values()
        )


def _rank(waiting: Waiting) -> tuple[Lane, int]:
    return waiting.letter.lane, waiting.id


def _after_danger(lane: Lane) -> Lane:
    """What is on the wire is overtaken by danger alone, and danger by nothing."""
    return Lane.DANGER if lane == Lane.DANGER else Lane.ANSWER
