"""Letters that hang on their way leave room for danger (L6)."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from telegram import Bot

from bot.delivery import IN_FLIGHT, RESERVED, Delivery
from bot.sending import Sender
from domain.messages import Lane, Letter, Message
from handlers.keys import ButtonKeys
from storage import outbox
from storage.database import Database
from tests.clock import FrozenClock
from tests.databases import TEST_KEYS

DANGER_CHAT = 1


@dataclass(frozen=True)
class Hanging(Sender):
    """Telegram takes every letter and answers none until it is let go."""

    taken: list[int] = field(default_factory=list)
    more: asyncio.Condition = field(default_factory=asyncio.Condition)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, letter: Letter, message: Message) -> int:
        async with self.more:
            self.taken.append(letter.chat_id)
            self.more.notify_all()
        await self.answers.wait()
        return 1

    async def until(self, number: int) -> None:
        async with self.more:
            await asyncio.wait_for(self.more.wait_for(lambda: len(self.taken) >= number), 10)


async def test_danger_goes_where_all_others_hang(database: Database, clock: FrozenClock) -> None:
    sender = Hanging(Bot("7000000001:tests-only"), ButtonKeys(TEST_KEYS.signer("buttons")))
    wake = asyncio.Event()
    delivery = Delivery(database, sender, clock, wake, lambda _: None)
    async with database.write() as tx:
        letters = [Letter(100 + n, message=Message("通知"), lane=Lane.BROADCAST) for n in range(2 * IN_FLIGHT)]
        await outbox.post(tx, letters, clock.now())
    running = asyncio.create_task(delivery.run())
    await sender.until(27)
    clock.forward(seconds=2)
    await sender.until(IN_FLIGHT - RESERVED)
    clock.forward(seconds=2)
    async with database.write() as tx:
        cry = Letter(DANGER_CHAT, message=Message("有生命危险"), lane=Lane.DANGER)
        await outbox.post(tx, [cry], clock.now() - timedelta(seconds=1))
    wake.set()
    await sender.until(IN_FLIGHT - RESERVED + 1)
    assert sender.taken[-1] == DANGER_CHAT
    assert len(sender.taken) == IN_FLIGHT - RESERVED + 1
    sender.answers.set()
    await sender.until(IN_FLIGHT + RESERVED)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
