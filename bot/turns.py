"""Turns: arrivals worked off in order, many to a commit.

One runner works through the inbox. A turn makes no network call, so a chat never waits for another chat's network; and
the turns that are waiting when one commit ends share the next one, so that a storm costs few commits. Where one of them
fails, the shared transaction is rolled back and each is run again by itself: the poisoned one is set aside, the others
do not notice.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram import Bot, Update

from bot.clock import Clock
from bot.lifeline import is_cry
from domain.messages import Lane, Toast
from handlers.dispatch import Dispatcher, Job
from handlers.routing import TapTogether
from handlers.visits import Visit
from services.turn import Turn, post
from storage import inbox
from storage.database import Database, cause, is_away
from storage.inbox import Arrival
from texts import danger as say_danger
from texts import refusals as say

TOGETHER = 200

log = logging.getLogger(__name__)

ErrandHandler = Callable[[Visit, Mapping[str, Any]], Awaitable[None]]


class Runner:
    """Takes arrivals, runs their turns, and has presses answered once they are durable."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        dispatcher: Dispatcher,
        errands: Mapping[str, ErrandHandler],
        clock: Clock,
        answer: Callable[[str, Toast], None],
        letters_wait: asyncio.Event,
        may_work: asyncio.Event,
    ) -> None:
        self._database = database
        self._bot = bot
        self._dispatcher = dispatcher
        self._errands = errands
        self._clock = clock
        self._answer = answer
        self._letters_wait = letters_wait
        self._may_work = may_work
        self._line: list[Arrival] = []
        self._more = asyncio.Event()
        self.idle = asyncio.Event()
        self.idle.set()

    def take(self, arrivals: Sequence[Arrival]) -> None:
        """Put arrivals in line."""
        if arrivals:
            self._line.extend(arrivals)
            self._more.set()
            self.idle.clear()

    async def run(self) -> None:
        """Work off the line until cancelled."""
        while True:
            if not self._line:
                self._more.clear()
                self.idle.set()
                await self._more.wait()
            await self._may_work.wait()
            batch, self._line = self._line[:TOGETHER], self._line[TOGETHER:]
            left = await self._work_off(sorted(batch, key=lambda arrival: (arrival.update_id or 0, arrival.id)))
            if left:
                self._line = [*left, *self._line]
                await self._clock.wait(asyncio.Event(), self._clock.now() + timedelta(seconds=1))

    async def _work_off(self, batch: Sequence[Arrival]) -> Sequence[Arrival]:
        """Run these turns; returns those that the database cannot take for now, in their order."""
        try:
            await self._together(batch)
        except Exception as error:
            self._dispatcher.paces.refund()
            if isinstance(error, DBAPIError) and is_away(error):
                log.error("数据库暂时用不了（%s），收到的都还在，稍后接着办。", cause(error))
                return batch
            if len(batch) == 1:
                log.exception("有一条消息办不了，已放到一边。")
                return await self._set_aside(batch[0], type(error).__name__)
            for index, arrival in enumerate(batch):
                if await self._work_off([arrival]):
                    return batch[index:]
        self._dispatcher.paces.settle()
        return []

    async def _together(self, batch: Sequence[Arrival]) -> None:
        updates = [_parsed(arrival, self._bot) for arrival in batch]
        async with self._database.write() as tx:
            now = self._clock.now()
            turns = [Turn(tx, now) for _ in batch]
            visits: list[Visit] = []
            jobs: list[Job] = []
            for arrival, update, turn in zip(batch, updates, turns, strict=True):
                if update is None:
                    await self._run(jobs)
                    jobs = []
                    await self._bring(arrival, turn)
                elif (job := self._dispatcher.unpack(update, arrival.moment, turn)) is not None:
                    jobs.append(job)
                    visits.append(job.visit)
            await self._run(jobs)
            said = await post(tx, turns)
            await inbox.finish(tx, [arrival.id for arrival in batch], now)
        for visit in visits:
            query = visit.update.callback_query
            if query is not None:
                self._answer(query.id, visit.toast or Toast(""))
        if said:
            self._letters_wait.set()

    async def _run(self, jobs: Sequence[Job]) -> None:
        """In order; neighbours that may be taken together are one call."""
        for route, run in groupby(jobs, key=lambda job: job.route if isinstance(job.route, TapTogether) else None):
            if route is not None:
                await route.handler([job.visit for job in run])
            else:
                for job in run:
                    await self._dispatcher.serve(job)

    async def _bring(self, arrival: Arrival, turn: Turn) -> None:
        body: Any = arrival.body["errand"]
        visit, brought = self._dispatcher.errand(body, arrival.moment, turn)
        await self._errands[str(brought["purpose"])](visit, brought)

    async def _set_aside(self, arrival: Arrival, error: str) -> Sequence[Arrival]:
        """The letter is kept, sealed, for the operator; whoever sent it is told that it did not work."""
        words = say.something_broke()
        try:
            async with self._database.write() as tx:
                turn = Turn(tx, self._clock.now())
                match arrival.body:
                    case {"message": {"chat": {"type": "private", "id": int(chat_id)}, **said}} if is_cry(said):
                        await inbox.finish(tx, [arrival.id], turn.now)  # these words are kept nowhere, sealed or not
                        turn.tell(chat_id, say_danger.broken(), lane=Lane.DANGER)
                    case {"message": {"chat": {"type": "private", "id": int(chat_id)}}}:
                        await inbox.set_aside(tx, arrival.id, error, turn.now)
                        turn.tell(chat_id, say.plain(words))
                    case {"errand": {"telegram_id": int(telegram_id)}}:
                        await inbox.set_aside(tx, arrival.id, error, turn.now)
                        turn.tell(telegram_id, say.plain(words))
                    case _:
                        await inbox.set_aside(tx, arrival.id, error, turn.now)
                await post(tx, [turn])
        except DBAPIError as away:
            if is_away(away):
                return [arrival]
            raise
        match arrival.body:
            case {"callback_query": {"id": str(query_id)}}:
                self._answer(query_id, Toast(words))
        self._letters_wait.set()
        return []


def _parsed(arrival: Arrival, bot: Bot) -> Update | None:
    """The update, or None where an errand of ours came home."""
    return None if "errand" in arrival.body else Update.de_json(dict(arrival.body), bot)
