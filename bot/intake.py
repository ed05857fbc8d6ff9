"""Intake: what comes in is durable before Telegram is told that we have it.

Two doors, polling and webhook, lead to the same inbox.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.request import BaseRequest

from bot.addressed import addressed
from bot.clock import Clock
from storage import inbox as store
from storage.database import Database, cause
from storage.inbox import Arrival

POLL_SECONDS = 50
IDS_RISE_FOR = timedelta(days=6)  # the documentation says a week
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]

log = logging.getLogger(__name__)


class Intake:
    """Writes updates into the inbox and hands them on; `take` gets what is new, in order."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        transport: BaseRequest,
        clock: Clock,
        take: Callable[[Sequence[Arrival]], None],
        unstored: Callable[[Sequence[Mapping[str, Any]]], None],
    ) -> None:
        self._database = database
        self._bot = bot
        self._transport = transport
        self._clock = clock
        self._take = take
        self._unstored = unstored
        self._gap_since: datetime | None = None
        self._update_at: datetime | None = None
        self.last_heard: datetime | None = None

    async def resume(self) -> int | None:
        """Hand on what an earlier run left unfinished; returns the last update id heard then."""
        async with self._database.read() as tx:
            heard = await store.last_heard(tx)
            left = page = await store.waiting(tx)
            while page:
                page = await store.waiting(tx, after=page[-1].id)
                left += page
        self._gap_since = heard.at if heard else None
        self._take(left)
        self._update_at = heard.update_at if heard else None
        return heard.last_update_id if heard else None

    async def poll(self) -> None:
        """The polling door; runs until cancelled."""
        last = await self._resume_patiently()
        pause = 1.0
        while True:
            try:
                updates = await self._ask(None if last is None or self._ids_may_restart() else last + 1)
                if updates:
                    last = await self.store(updates)
                else:
                    self._nothing_missed()
                pause = 1.0
                continue
            except Conflict:
                log.error("另有一个程序在用同一个令牌收消息；一个令牌只能有一个小伴，请停掉其中一个。")
            except InvalidToken:
                log.error("Telegram 不认这个令牌，请检查 XIAOBAN_TOKEN。")
            except TelegramError as error:
                log.warning("暂时连不上 Telegram（%s），%.0f 秒后再试。", type(error).__name__, pause)
                self._gap_since = self._gap_since or self.last_heard
            except DBAPIError:
                pass  # said in `store`
            await self._clock.wait(asyncio.Event(), self._clock.now() + timedelta(seconds=pause))
            pause = min(30.0, pause * 2)

    async def _resume_patiently(self) -> int | None:
        """A database that is locked while we start is no reason to give up."""
        while True:
            try:
                return await self.resume()
            except DBAPIError as error:
                log.error("数据库暂时用不了（%s），稍后再试。", cause(error))
            await self._clock.wait(asyncio.Event(), self._clock.now() + timedelta(seconds=1))

    def _ids_may_restart(self) -> bool:
        """After a week of silence Telegram may number updates anew: an offset from before could skip them all."""
        return self._update_at is not None and self._clock.now() - self._update_at > IDS_RISE_FOR

    async def store(self, updates: Sequence[Mapping[str, Any]]) -> int:
        """Write updates durably; returns the last id, which may be confirmed from then on.

        Raises DBAPIError where the database cannot take them: nothing is confirmed then, and they come again.
        """
        now = self._clock.now()
        earliest = min(self._gap_since or now, now)
        kept = [body for update in updates if (body := addressed(update, self._bot.username)) is not None]
        last = max(int(update["update_id"]) for update in updates)
        try:
            async with self._database.write() as tx:
                arrivals = await store.put(tx, kept, earliest, now)
                await store.note_heard(tx, last, now)
        except DBAPIError as error:
            log.error("数据库暂时写不进去（%s），没有确认任何消息，稍后再试。", cause(error))
            self._unstored(kept)
            raise
        self._nothing_missed()
        self._update_at = now
        self._take(arrivals)
        return last

    async def heartbeat(self) -> None:
        """Keep the moment up to which nothing was missed, so that an outage is known by its true length."""
        if self.last_heard is not None:
            async with self._database.write() as tx:
                await store.note_heard(tx, None, self.last_heard)

    def _nothing_missed(self) -> None:
        self._gap_since = None
        self.last_heard = self._clock.now()

    async def _ask(self, offset: int | None) -> list[dict[str, Any]]:
        """Ask for raw updates: they are stored as Telegram wrote them, and unpacked when their turn comes."""
        asked: dict[str, Any] = {"timeout": POLL_SECONDS, "limit": 100, "allowed_updates": json.dumps(WANTED)}
        if offset is not None:
            asked["offset"] = offset
        answer = await self._transport.retrieve(
            f"{self._bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=POLL_SECONDS + 15
        )
        try:
            updates: list[dict[str, Any]] = json.loads(answer)["result"]
        except (ValueError, LookupError, TypeError):
            raise NetworkError("not an answer of Telegram") from None
        return updates
