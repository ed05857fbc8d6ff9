"""From an update to the handler that answers it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

from domain.messages import Toast
from domain.moments import Moment
from domain.rates import Bucket, full, take
from handlers.keys import ButtonKeys
from handlers.routing import Command, Routes, Start, Tap, TapTogether
from handlers.visits import Visit
from services import features, joining, people
from services.turn import Turn
from texts import refusals as say

ANONYMOUS = frozenset({1087968824, 136817688, 777000})  # GroupAnonymousBot, Channel_Bot, linked channel posts

REMEMBERED = 20_000


class Pace(Enum):
    """How fast somebody is; who is too fast is told so once, and then left alone."""

    FINE = "fine"
    TOO_FAST = "too_fast"
    STILL_TOO_FAST = "still_too_fast"


@dataclass(slots=True)
class Job:
    """A visit and the route that serves it; no route where there is nothing to do."""

    visit: Visit
    route: Tap | TapTogether | Command | Start | None = None
    event: str | None = None


@dataclass(slots=True)
class Dispatcher:
    """Knows all routes; `unpack` finds the one, `serve` goes it."""

    routes: Routes
    keys: ButtonKeys
    username: str
    _buckets: dict[int, tuple[Bucket, bool]] = field(default_factory=dict)  # what is left, and whether they were warned
    _charged: list[tuple[int, tuple[Bucket, bool]]] = field(default_factory=list)

    def unpack(self, update: Update, moment: Moment, turn: Turn) -> Job | None:
        """Sort an update; None for what nobody here waits for."""
        query, message = update.callback_query, update.message
        if query is not None:
            return self._pressed(update, query, moment, turn)
        if update.my_chat_member is not None:
            return self._membership(update, update.my_chat_member, moment, turn)
        if message is None or message.from_user is None:
            return None
        private = message.chat.type == "private"
        told = Moment.at(message.date)
        visit = Visit(turn, update, message.from_user.id, message.chat.id, private, told, message.text or "")
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            return Job(visit, event="migrated")
        if message.sender_chat is not None or visit.telegram_id in ANONYMOUS:
            allowed = self._allowed(visit.chat_id, turn.now) is Pace.FINE
            return Job(visit, event="anonymous") if allowed else None
        if (pace := self._allowed(visit.telegram_id, turn.now)) is not Pace.FINE:
            return Job(visit, event="too_fast") if pace is Pace.TOO_FAST else None
        if message.document is not None:
            return Job(visit, event="document")
        return self._said(visit, message)

    async def serve(self, job: Job) -> None:
        """Go one way. Presses that are taken together do not come here."""
        visit = job.visit
        if visit.private and job.event != "membership":  # that says itself whether we can reach them
            await people.reached(visit.turn, visit.telegram_id)
        if isinstance(job.route, Command | Tap) and not await self._may_pass(visit, job.route):
            return
        if job.route is not None and not isinstance(job.route, TapTogether):
            await job.route.handler(visit)
        elif job.event is not None:
            await self.routes.events[job.event].handler(visit)

    async def _may_pass(self, visit: Visit, route: Command | Tap) -> bool:
        """Members only, the notice first (V3), and nothing that the branch switched off (A12)."""
        member = await visit.member()
        if not route.anyone:
            if member is None:
                if visit.update.callback_query is not None:
                    visit.answers(Toast(say.stranger()))
                else:
                    visit.says(say.not_on_roster())
                return False
            if visit.private and await joining.needs_notice(visit.turn, member):
                visit.says(await joining.notice(visit.turn, member, visit.telegram_id))
                return False
        if route.feature is None or member is None or await features.on_at(visit.turn, route.feature, member.node_id):
            return True
        self._refuse(visit, say.feature_off())
        return False

    def errand(self, body: Mapping[str, Any], moment: Moment, turn: Turn) -> tuple[Visit, Mapping[str, Any]]:
        """What an errand brought home, as a visit of the person who sent us."""
        telegram_id = int(body["telegram_id"])
        visit = Visit(turn, Update(0), telegram_id, telegram_id, private=True, moment=moment)
        data = body["data"]
        return visit, {**body, "data": None if data is None else base64.b64decode(data)}

    def _refuse(self, visit: Visit, words: str) -> None:
        if visit.update.callback_query is not None:
            visit.answers(Toast(words))
        else:
            visit.says(say.plain(words))

    def _pressed(self, update: Update, query: CallbackQuery, moment: Moment, turn: Turn) -> Job:
        chat = query.message.chat if query.message is not None else None
        chat_id = chat.id if chat is not None else query.from_user.id
        private = chat is None or chat.type == "private"
        visit = Visit(turn, update, query.from_user.id, chat_id, private, moment)
        press = self.keys.open(query.data or "")
        route = self._route_of(press.action) if press is not None else None
        if press is None or route is None:
            return self._just_say(visit, say.stale_button())
        if press.only is not None and press.only != visit.telegram_id:
            return self._just_say(visit, say.not_your_button())
        if (pace := self._allowed(visit.telegram_id, turn.now)) is not Pace.FINE:
            return self._just_say(visit, say.too_fast() if pace is Pace.TOO_FAST else "")
        visit.args = press.args
        return Job(visit, route)

    def _route_of(self, action: str) -> Tap | TapTogether | Command | None:
        """A button asks for an action, or stands for a command: `/new`."""
        return self.routes.commands.get(action[1:]) if action.startswith("/") else self.routes.taps.get(action)

    def _just_say(self, visit: Visit, words: str) -> Job:
        visit.answers(Toast(words))
        return Job(visit)

    def _membership(self, update: Update, change: ChatMemberUpdated, moment: Moment, turn: Turn) -> Job:
        private = change.chat.type == "private"
        return Job(Visit(turn, update, change.from_user.id, change.chat.id, private, moment), event="membership")

    def _said(self, visit: Visit, message: Message) -> Job | None:
        text = visit.text.strip()
        if text.startswith("/"):
            name, _, rest = text[1:].partition(" ")
            name = name.partition("@")[0]
            if name == "start" and visit.private:
                return self._started(visit, rest.strip())
            command = self.routes.commands.get(name.lower())
            if command is not None and (command.in_private if visit.private else command.in_group):
                visit.text = rest.strip()
                return Job(visit, command)
            if command is not None and not visit.private:
                return Job(visit, event="elsewhere")
            text = text[1:]
        if not visit.private:
            return None
        word, _, rest = text.partition(" ")
        worded = self.routes.words.get(word)
        if worded is not None and worded.in_private and (not rest or visit.text.startswith("/")):
            visit.text = rest.strip()
            return Job(visit, worded)
        return Job(visit, event="text")

    def _started(self, visit: Visit, payload: str) -> Job:
        prefix, _, rest = payload.partition("_")
        start = self.routes.starts.get(prefix) if payload else None
        if start is None:
            return Job(visit, event="start")
        visit.text = rest
        return Job(visit, start)

    def _allowed(self, telegram_id: int, now: datetime) -> Pace:
        """V10. Kept in memory: a restart forgives everybody. Forgotten all at once before it grows without end."""
        if len(self._buckets) > REMEMBERED:
            self._buckets.clear()
        before, warned = self._buckets.get(telegram_id) or (full(now), False)
        self._charged.append((telegram_id, (before, warned)))
        after, allowed = take(before, now)
        self._buckets[telegram_id] = after, not allowed
        return Pace.FINE if allowed else (Pace.STILL_TOO_FAST if warned else Pace.TOO_FAST)

    def settle(self) -> None:
        """The turns unpacked since the last time are done."""
        self._charged.clear()

    def refund(self) -> None:
        """... or will be run again: nobody is charged twice because the database was away."""
        while self._charged:
            telegram_id, before = self._charged.pop()
            self._buckets[telegram_id] = before
