"""Who goes first, however many wait or hang: a call for help at once, an answer in its slot (L6)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from telegram import Bot

from bot.delivery import Delivery
from bot.dispatching import IN_FLIGHT, RESERVED
from bot.sending import Sender
from domain.messages import Lane, Letter, Message
from handlers.keys import ButtonKeys
from storage import outbox
from storage.database import Database
from tests.clock import FrozenClock
from tests.databases import TEST_KEYS

ASKER, CRYING = 1, 2


@dataclass(frozen=True)
class Taking(Sender):
    """Telegram takes every letter; it answers at once, or none until it is let go."""

    taken: list[int] = field(default_factory=list)
    more: asyncio.Condition = field(default_factory=asyncio.Condition)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, letter: Letter, message: Message, drawn: bytes | None = None) -> int:
        async with self.more:
            self.taken.append(letter.chat_id)
            self.more.notify_all()
        await self.answers.wait()
        return 1

    async def until(self, number: int) -> None:
        """So many letters were taken."""
        async with self.more:
            await asyncio.wait_for(self.more.wait_for(lambda: len(self.taken) >= number), 20)


@dataclass
class Office:
    """Delivery by itself, with a broadcast waiting."""

    database: Database
    clock: FrozenClock
    sender: Taking
    wake: asyncio.Event

    async def post(self, chat_id: int, lane: Lane) -> None:
        async with self.database.write() as tx:
            await outbox.post(tx, [Letter(chat_id, message=Message("好"), lane=lane)], self.clock.now())
        self.wake.set()


@asynccontextmanager
async def office(database: Database, clock: FrozenClock, waiting: int) -> AsyncIterator[Office]:
    sender = Taking(Bot("7000000001:tests-only"), ButtonKeys(TEST_KEYS.signer("buttons")))
    wake, may_send = asyncio.Event(), asyncio.Event()
    may_send.set()
    async with database.write() as tx:
        letters = [Letter(100 + n, message=Message("通知"), lane=Lane.BROADCAST) for n in range(waiting)]
        await outbox.post(tx, letters, clock.now())
    delivery = Delivery(database, sender, clock, lambda _: None, wake, may_send)
    running = asyncio.create_task(delivery.run())
    try:
        yield Office(database, clock, sender, wake)
    finally:
        sender.answers.set()
        async with database.between_writes():
            for task in (running, *delivery.parts):
                task.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_danger_goes_where_all_others_hang(database: Database, clock: FrozenClock) -> None:
    async with office(database, clock, 2 * IN_FLIGHT) as work:
        await work.sender.until(IN_FLIGHT - RESERVED)
        await work.post(CRYING, Lane.DANGER)
        await work.sender.until(IN_FLIGHT - RESERVED + 1)
        assert work.sender.taken[-1] == CRYING
        assert len(work.sender.taken) == IN_FLIGHT - RESERVED + 1
        work.sender.answers.set()
        await work.sender.until(2 * IN_FLIGHT + 1)


async def test_danger_does_not_wait_for_a_letter_to_the_same_chat_that_hangs(
    database: Database, clock: FrozenClock
) -> None:
    async with office(database, clock, 1) as work:
        await work.sender.until(1)
        await work.post(100, Lane.ANSWER)
        await work.post(100, Lane.DANGER)
        await work.sender.until(2)
        work.sender.answers.set()
        await work.sender.until(3)
        assert work.sender.taken == [100, 100, 100]


async def test_whoever_asks_goes_before_those_who_are_told(database: Database, clock: FrozenClock) -> None:
    """In the middle of a broadcast, with a second's worth of its letters claimed already."""
    async with office(database, clock, 1000) as work:
        work.sender.answers.set()
        await work.sender.until(100)
        await work.post(ASKER, Lane.ANSWER)
        await work.post(CRYING, Lane.DANGER)
        await work.sender.until(1002)
        order = work.sender.taken
        assert max(order.index(ASKER), order.index(CRYING)) < 900
        assert sorted(order) == sorted([ASKER, CRYING, *range(100, 1100)])
