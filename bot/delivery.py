"""Delivery: sends what is due, most urgent first, at Telegram's pace, and writes down how it ended.

Each round is one transaction: it closes what was sent since the last one, claims what may go now, and asks when to look
again. One chat has one letter on its way at a time, so a chat hears things in order; chats do not wait for each other.
"""

import asyncio
import base64
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError

from bot.clock import Clock
from bot.pacing import MARGIN, Pacing
from bot.refusals import Refusal, refusal
from bot.sending import Sender, digest
from domain.messages import Json, Letter, Message, Method, split
from services import chats, people, views
from services.turn import Turn, post
from storage import inbox
from storage import outbox as store
from storage.database import Database
from storage.inbox import Arrival
from storage.outbox import Waiting
from storage.schema import Tx

IN_FLIGHT = 32  # a crash between Telegram's yes and our mark repeats at most these
GIVE_UP_AFTER = 8
LOOK_AT = 200
LANDING_SECONDS = 5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one letter fared."""

    waiting: Waiting
    message_id: int | None = None
    digest: bytes | None = None
    fetched: bytes | None = None
    refusal: Refusal | None = None
    pointless: bool = False


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
        self._sender = sender
        self._clock = clock
        self._wake = wake
        self._take = take
        self._pacing = Pacing()
        self._on_the_way: dict[int, asyncio.Task[None]] = {}
        self._outcomes: list[Outcome] = []
        self._away_until: datetime | None = None
        self._away_seconds = 1.0
        self._resting = False
        self._look_at: datetime | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing is on the way, and nothing falls due before somebody wakes us."""
        waits = self._look_at is None or self._look_at > self._clock.now()
        return self._resting and waits and not self._on_the_way and not self._wake.is_set()

    async def run(self) -> None:
        async with self._database.write() as tx:
            await store.release_claims(tx, self._clock.now())
        try:
            while True:
                self._wake.clear()
                self._resting = False
                try:
                    self._look_at = await self._round()
                except DBAPIError as error:
                    log.error("数据库暂时写不进去（%s），信件都还在，稍后再送。", type(error.orig).__name__)
                    self._look_at = self._clock.now() + timedelta(seconds=1)
                self._resting = True
                await self._clock.wait(self._wake, self._look_at)
        finally:
            await self._land()

    async def _land(self) -> None:
        """On the way out: let what is on the wire arrive, and write it down, so that nothing is said twice."""
        if self._on_the_way:
            await asyncio.wait(self._on_the_way.values(), timeout=LANDING_SECONDS)
        with suppress(DBAPIError):
            async with self._database.write() as tx:
                await self._close(tx, self._outcomes, self._clock.now())
        for task in self._on_the_way.values():
            task.cancel()

    async def _round(self) -> datetime | None:
        """Close, claim, send; returns when to look again if nobody wakes us."""
        now = self._clock.now()
        outcomes, self._outcomes = self._outcomes, []
        try:
            async with self._database.write() as tx:
                brought = await self._close(tx, outcomes, now)
                going, until = await self._claim(tx, {outcome.waiting.letter.chat_id for outcome in outcomes}, now)
        except BaseException:
            self._outcomes = outcomes + self._outcomes
            raise
        for outcome in outcomes:
            del self._on_the_way[outcome.waiting.letter.chat_id]
        self._take(brought)
        for waiting in going:
            letter = waiting.letter
            self._on_the_way[letter.chat_id] = asyncio.create_task(self._carry(waiting))
        return until

    async def _claim(self, tx: Tx, landed: set[int], now: datetime) -> tuple[list[Waiting], datetime | None]:
        if self._away_until is not None and self._away_until > now:
            return [], self._away_until
        resting = self._pacing.resting(now)
        busy = self._on_the_way.keys() - landed
        going: dict[int, Waiting] = {}
        held: dict[datetime, list[int]] = {}
        expired: dict[int, tuple[str, str | None]] = {}
        looks = list(resting.values())
        overall = self._pacing.overall_free_at(now)
        due = await store.due(tx, now, resting.keys() | busy, LOOK_AT)
        if len(due) == LOOK_AT:
            looks.append(now + MARGIN)
        for waiting in due:
            letter = waiting.letter
            if letter.expires_at is not None and letter.expires_at <= now:
                expired[waiting.id] = ("expired", None)
            elif (topic := self._pacing.topic_free_at(letter.topic, now)) > now:
                held.setdefault(topic, []).append(waiting.id)
            elif overall > now:
                looks.append(overall)
                break
            elif len(going) + len(busy) == IN_FLIGHT:
                break
            elif letter.chat_id not in going:
                going[letter.chat_id] = waiting
                self._pacing.sent(letter.chat_id, letter.topic, now)
                overall = self._pacing.overall_free_at(now)
        for until, ids in held.items():
            await store.hold(tx, ids, until)
        if expired:
            await store.end(tx, expired, now)
        if going:
            await store.claim(tx, [waiting.id for waiting in going.values()])
        upcoming = await store.next_due(tx, now)
        if upcoming is not None:
            looks.append(upcoming)
        future = [look for look in looks if look > now]
        return list(going.values()), min(future, default=None)

    async def _carry(self, waiting: Waiting) -> None:
        try:
            outcome = await self._send(waiting)
            self._away_seconds, self._away_until = 1.0, None
        except TelegramError as error:
            outcome = Outcome(waiting, refusal=refusal(error))
        except Exception:
            log.exception("一封信送不出去，已放到一边：%s", waiting.letter.live or waiting.letter.method)
            outcome = Outcome(waiting, refusal=Refusal.BROKEN)
        self._outcomes.append(outcome)
        self._wake.set()

    async def _send(self, waiting: Waiting) -> Outcome:
        letter = waiting.letter
        match letter.method:
            case Method.LEAVE:
                await self._sender.leave(letter.chat_id)
                return Outcome(waiting)
            case Method.FETCH:
                return Outcome(waiting, fetched=await self._sender.fetch(str(letter.errand["file_id"])))
            case Method.LIVE:
                return await self._show(waiting)
            case Method.EDIT if letter.message is not None and letter.message_id is not None:
                await self._sender.edit(letter.chat_id, letter.message_id, letter.message)
                return Outcome(waiting)
            case _ if letter.message is not None:
                return Outcome(waiting, await self._in_parts(letter, letter.message))
        raise ValueError(f"a letter without words: {letter.method}")

    async def _in_parts(self, letter: Letter, message: Message) -> int:
        """A text over Telegram's limit goes as several messages; buttons and menu hang on the last."""
        *heads, last = list(split(message.html)) or [""]
        for head in heads:
            await self._sender.send(letter, Message(head))
        return await self._sender.send(letter, Message(last, message.rows, message.menu, message.file))

    async def _show(self, waiting: Waiting) -> Outcome:
        letter = waiting.letter
        async with self._database.read() as tx:
            message = await views.draw(letter.live or "", Turn(tx, self._clock.now()), letter.ref or 0)
            card = await store.card(tx, letter.topic or "")
        if message is None:
            return Outcome(waiting, pointless=True)
        drawn = digest(message)
        if card is None or card.chat_id != letter.chat_id:
            return Outcome(waiting, await self._sender.send(letter, message), drawn)
        if card.digest == drawn:
            return Outcome(waiting, card.message_id, drawn)
        try:
            await self._sender.edit(letter.chat_id, card.message_id, message)
        except TelegramError as error:
            match refusal(error):
                case Refusal.UNCHANGED:
                    pass
                case Refusal.GONE:
                    return Outcome(waiting, await self._sender.send(letter, message), drawn)
                case _:
                    raise
        return Outcome(waiting, card.message_id, drawn)

    async def _close(self, tx: Tx, outcomes: list[Outcome], now: datetime) -> list[Arrival]:
        """Write down how letters fared; returns what errands brought home."""
        ended: dict[int, tuple[str, str | None]] = {}
        turns: list[Turn] = []
        brought: list[Arrival] = []
        for outcome in outcomes:
            letter = outcome.waiting.letter
            if outcome.refusal is not None:
                end = await self._refused(tx, outcome.waiting, outcome.refusal, turns, now)
                if end is not None:
                    ended[outcome.waiting.id] = end
                if end is not None and letter.method is Method.FETCH:
                    brought += await inbox.put(tx, [_brought(letter, None)], now, now)
                continue
            ended[outcome.waiting.id] = ("expired" if outcome.pointless else "sent", None)
            if letter.topic is not None and outcome.message_id is not None and outcome.digest is not None:
                await store.keep_card(tx, letter.topic, letter.chat_id, outcome.message_id, outcome.digest)
            if outcome.fetched is not None:
                brought += await inbox.put(tx, [_brought(letter, outcome.fetched)], now, now)
        await store.end(tx, ended, now)
        if turns:
            await post(tx, turns)
        return brought

    async def _refused(
        self, tx: Tx, waiting: Waiting, why: Refusal, turns: list[Turn], now: datetime
    ) -> tuple[str, str | None] | None:
        """What a refusal means for the letter, its chat and the person; an end, or None where it will be tried again."""
        letter = waiting.letter
        if why.migrated_to is not None:
            turn = Turn(tx, now)
            await chats.migrate(turn, letter.chat_id, why.migrated_to)
            turns.append(turn)
            await store.put_off(tx, waiting, now, why.word, tried=True)
            return None
        if why.retry_after is not None:
            until = now + why.retry_after
            self._pacing.hush(letter.chat_id, until)
            await store.put_off(tx, waiting, until, why.word, tried=False)
            await store.put_off_chat(tx, letter.chat_id, until)
            return None
        match why:
            case Refusal.AWAY:
                if self._away_until is None or self._away_until <= now:
                    self._away_until = now + timedelta(seconds=self._away_seconds)
                    self._away_seconds = min(30.0, self._away_seconds * 2)
                await store.put_off(tx, waiting, self._away_until, why.word, tried=False)
                return None
            case Refusal.NO_THREAD if letter.thread_id is not None:
                await chats.forget_thread(Turn(tx, now), letter.chat_id, letter.thread_id)
                await store.put_off(tx, waiting, now, why.word, tried=True)
                return None
            case Refusal.UNREACHABLE:
                turn = Turn(tx, now)
                await people.lost(turn, letter.chat_id)
                turns.append(turn)
            case Refusal.UNCHANGED:
                return "sent", None
            case _ if waiting.attempts + 1 < GIVE_UP_AFTER and why is Refusal.SERVER:
                await store.put_off(tx, waiting, now + timedelta(seconds=2**waiting.attempts), why.word, tried=True)
                return None
        return "dead", why.word


def _brought(letter: Letter, data: bytes | None) -> dict[str, Json]:
    """What an errand brought home, as the inbox keeps it; no data means that there was nothing to be had."""
    return {"errand": {**letter.errand, "data": None if data is None else base64.b64encode(data).decode()}}
