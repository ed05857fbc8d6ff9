"""Who gets the next slot, to the hundredth of a second (L6)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import pytest

from bot.carrying import Carrier, Outcome
from bot.dispatching import AHEAD, IN_FLIGHT, RESERVED, Dispatcher
from bot.pacing import MARGIN, SECOND, SLOT, TOGETHER, Pacing
from bot.refusals import Refusal
from bot.silence import Silence
from domain.messages import Lane, Letter, Message, Method
from storage.outgoing import Waiting
from tests.clock import FrozenClock

ASKER, CRYING = 1, 2


class Pigeon:
    """Carries at once, and remembers what was carried when."""

    def __init__(self, clock: FrozenClock) -> None:
        self._clock = clock
        self.carried: list[tuple[float, int, int]] = []
        self.hangs = asyncio.Event()
        self.hangs.set()
        self.refusal: Refusal | None = None

    async def carry(self, waiting: Waiting, leaves: Callable[[], None]) -> Outcome:
        leaves()
        self.carried.append((self._clock.steady(), waiting.letter.chat_id, waiting.id))
        await self.hangs.wait()
        return Outcome(waiting, refusal=self.refusal)


class Desk:
    """A dispatcher by itself, on a pace that moves when it is told to."""

    def __init__(self, clock: FrozenClock) -> None:
        self.clock, self.pigeon, self.silence = clock, Pigeon(clock), Silence()
        self.may_send = asyncio.Event()
        self.may_send.set()
        self.landed: list[Outcome] = []
        self.dispatcher = Dispatcher(
            cast(Carrier, self.pigeon),
            clock,
            Pacing(),
            self.silence,
            self.may_send,
            self.landed.append,
            lambda: None,
        )
        self._numbers = 0

    def load(self, *letters: tuple[int, Lane]) -> None:
        for chat_id, lane in letters:
            self._numbers += 1
            letter = Letter(chat_id, Method.SEND, Message("好"), lane)
            self.dispatcher.load([Waiting(self._numbers, letter, 0, self.clock.now())])

    async def pass_by(self, seconds: float) -> None:
        """So much time goes by, slot by slot; what lands is written down at once."""
        end = self.clock.steady() + seconds
        running = asyncio.create_task(self.dispatcher.run())
        while self.clock.steady() < end:
            await asyncio.sleep(0)
            self.dispatcher.closed(self.landed)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    @property
    def order(self) -> list[int]:
        return [chat_id for _, chat_id, _ in self.pigeon.carried]


class Ticking(FrozenClock):
    """Time passes a tenth of a slot at a time, whoever waits for it."""

    async def pause(self, event: asyncio.Event, seconds: float | None) -> None:
        until = None if seconds is None else self.steady() + seconds
        while not event.is_set() and (until is None or self.steady() < until):
            self.forward(seconds=SLOT / 10)
            await asyncio.sleep(0)


@pytest.fixture
def desk(clock: FrozenClock) -> Desk:
    return Desk(Ticking(clock.now()))


async def test_in_a_broadcast_whoever_asks_gets_the_next_slot_and_danger_the_one_before(desk: Desk) -> None:
    desk.load(*((100 + n, Lane.BROADCAST) for n in range(90)))
    await desk.pass_by(1.5)
    posted, sent = desk.clock.steady(), len(desk.order)
    assert TOGETHER < sent < 90
    desk.load((ASKER, Lane.ANSWER), (CRYING, Lane.DANGER))
    await desk.pass_by(2.5)
    assert desk.order[sent : sent + 2] == [CRYING, ASKER]
    when = {chat_id: at - posted for at, chat_id, _ in desk.pigeon.carried}
    assert when[CRYING] <= 1.2 * SLOT
    assert when[ASKER] <= 2.2 * SLOT
    assert len(set(desk.order)) == len(desk.order) == 92


async def test_a_chat_hears_one_thing_a_second_in_its_order(desk: Desk) -> None:
    desk.load((ASKER, Lane.ANSWER), (ASKER, Lane.ANSWER), (3, Lane.ANSWER))
    await desk.pass_by(2)
    assert desk.order == [ASKER, 3, ASKER]
    first, _, second = (at for at, _, _ in desk.pigeon.carried)
    assert SECOND <= second - first <= SECOND + MARGIN + SLOT


async def test_what_hangs_leaves_places_for_danger(desk: Desk) -> None:
    desk.pigeon.hangs.clear()
    desk.load(*((100 + n, Lane.ANSWER) for n in range(2 * IN_FLIGHT)), (CRYING, Lane.DANGER))
    await desk.pass_by(3)
    assert len(desk.order) == IN_FLIGHT - RESERVED + 1
    assert CRYING in desk.order


async def test_a_hushed_chat_waits_and_no_other(desk: Desk) -> None:
    desk.silence.hush(ASKER, desk.clock.now() + timedelta(seconds=1), desk.clock.now())
    desk.load((ASKER, Lane.DANGER), (3, Lane.BROADCAST))
    await desk.pass_by(0.5)
    assert desk.order == [3]
    assert desk.dispatcher.unload({ASKER}) == [1]
    assert desk.dispatcher.idle


async def test_nothing_goes_where_telegram_asked_for_silence_or_another_process_is_the_one(desk: Desk) -> None:
    desk.may_send.clear()
    desk.load((ASKER, Lane.DANGER))
    running = asyncio.create_task(desk.dispatcher.run())
    for _ in range(10):
        await asyncio.sleep(0)
    assert desk.order == []
    desk.silence.away(desk.clock.now())
    desk.may_send.set()
    await asyncio.sleep(0)
    assert desk.order == []
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def test_there_is_room_for_what_is_more_urgent(desk: Desk) -> None:
    desk.load(*((100 + n, Lane.BROADCAST) for n in range(AHEAD)))
    assert [desk.dispatcher.room(lane) for lane in Lane] == [AHEAD, AHEAD, AHEAD, AHEAD, 0]
    assert desk.dispatcher.taken()[100] == Lane.BROADCAST
    assert len(desk.dispatcher.holds()) == desk.dispatcher.ready == AHEAD
