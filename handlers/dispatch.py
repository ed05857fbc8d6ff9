"""From an update to the handler that answers it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update

from domain.concerns import Danger, DangerLevel
from domain.concerns.danger import judge
from domain.messages import Lane, Toast
from domain.moments import Moment
from handlers.keys import ButtonKeys
from handlers.paces import Pace, Paces
from handlers.routing import Command, Routes, Start, Tap, TapTogether
from handlers.visits import Visit
from services import dialogues, features, joining, reach, simple_mode
from services.danger import hearing
from services.scripts import SCRIPTS
from services.turn import Turn
from texts import danger as say_danger
from texts import refusals as say

ANONYMOUS = frozenset({1087968824, 136817688, 777000})  # GroupAnonymousBot, Channel_Bot, linked channel posts

_BROUGHT = ("document", "voice", "photo")
_POINTS_EVERY = timedelta(minutes=10)


@dataclass(slots=True)
class Job:
    """A visit and the route that serves it; no route where there is nothing to do.

    `gently` is true where the words held a cue that may mean nothing: one question is asked after all else (C9).
    `grave` is true where words of danger came with a command that takes examples, or where a question may be open whose
    answer goes to somebody else: whoever may not try them, or was asked nothing of the kind, meant themselves.
    """

    visit: Visit
    route: Tap | TapTogether | Command | Start | None = None
    event: str | None = None
    gently: bool = False
    grave: bool = False

    @property
    def urgent(self) -> bool:
        """Danger, and what belongs to it, is never told to slow down."""
        return self.grave or self.event == "danger" or (isinstance(self.route, Command | Tap) and self.route.urgent)


_NOTHING = Danger(DangerLevel.NONE, calls_human=False)


def _may_be_pressed_in_a_group(route: Tap | TapTogether | Command) -> bool:
    match route:
        case Tap(private=private):
            return not private
        case Command(in_group=in_group, urgent=urgent):
            return in_group or urgent
        case TapTogether():
            return True


def _in_danger(visit: Visit) -> Job:
    """The words have done what they can do; nobody behind this door sees them."""
    visit.text = ""
    return Job(visit, event="danger")


@dataclass(slots=True)
class Dispatcher:
    """Knows all routes; `unpack` finds the one, `serve` goes it."""

    routes: Routes
    keys: ButtonKeys
    username: str
    paces: Paces = field(default_factory=Paces)
    _pointed: dict[int, datetime] = field(default_factory=dict)

    def unpack(self, update: Update, moment: Moment, turn: Turn) -> Job | None:
        """Sort an update; None for what nobody here waits for."""
        query, message = update.callback_query, update.message
        if query is not None:
            return self._pressed(update, query, moment, turn)
        if update.my_chat_member is not None:
            return self._membership(update, update.my_chat_member, moment, turn)
        if update.edited_message is not None:
            return self._edited(update, update.edited_message, turn)
        if message is None or message.from_user is None:
            return None
        private = message.chat.type == "private"
        told = Moment.at(message.date)
        visit = Visit(turn, update, message.from_user.id, message.chat.id, private, told, message.text or "")
        if message.migrate_to_chat_id or message.migrate_from_chat_id:
            return Job(visit, event="migrated")
        if message.sender_chat is not None or visit.telegram_id in ANONYMOUS:
            allowed = self.paces.of(visit.chat_id, turn.now) is Pace.FINE
            return Job(visit, event="anonymous") if allowed else None
        return self._heard(visit, message)

    def _heard(self, visit: Visit, message: Message) -> Job | None:
        """What somebody said: danger before all else, then what they want, at a human pace."""
        found = judge(message.text or message.caption or "") if visit.private else _NOTHING
        job = self._meant(visit, message)
        trial = job is not None and isinstance(job.route, Command) and job.route.trial
        if found.calls_human:
            if job is None or not (trial or job.event == "text"):
                return _in_danger(visit)
            job.grave = True
        if job is None or not job.urgent:
            job = self._paced(visit, job)
        if found.level is DangerLevel.WEAK and not trial:
            job = job or Job(visit)
            job.gently = True
        return job

    def _paced(self, visit: Visit, job: Job | None) -> Job | None:
        match self.paces.of(visit.telegram_id, visit.turn.now):
            case Pace.FINE:
                return job
            case Pace.TOO_FAST:
                return Job(visit, event="too_fast")
            case Pace.STILL_TOO_FAST:
                return None

    def _meant(self, visit: Visit, message: Message) -> Job | None:
        brought = next((kind for kind in _BROUGHT if getattr(message, kind)), None)
        return Job(visit, event=brought) if brought is not None else self._said(visit, message)

    def _edited(self, update: Update, message: Message, turn: Turn) -> Job | None:
        """What was said stays said; but who writes of danger only in a second wording is heard all the same."""
        if message.from_user is None or message.chat.type != "private":
            return None
        visit = Visit(turn, update, message.from_user.id, message.chat.id, True, Moment.at(turn.now))
        return _in_danger(visit) if judge(message.text or message.caption or "").calls_human else None

    async def serve(self, job: Job) -> None:
        """Go one way. Presses that are taken together do not come here."""
        visit = job.visit
        if visit.private and job.event != "membership":  # that says itself whether we can reach them
            await reach.reached(visit.turn, visit.telegram_id)
        if job.event == "text" and not job.grave:
            await self._by_number(job)
        if isinstance(job.route, Command | Tap) and not await self._may_pass(visit, job.route):
            job = _in_danger(visit) if job.grave else Job(visit, gently=job.gently)
        if job.grave and job.event == "text":
            await self._hear_of_danger(visit)
        elif job.route is not None and not isinstance(job.route, TapTogether):
            await job.route.handler(visit)
        elif job.event is not None:
            await self.routes.events[job.event].handler(visit)
        if job.gently:
            await hearing.ask_gently(visit.turn, visit.telegram_id)

    async def _by_number(self, job: Job) -> None:
        """Who keeps it simple may answer the menu by its numbers, while no question is open (U6)."""
        visit = job.visit
        word = await simple_mode.meant(visit.turn, visit.telegram_id, visit.text)
        if word is not None and await dialogues.opened(visit.turn, visit.telegram_id) is None:
            job.route, job.event, visit.text = self.routes.words[word], None, ""

    async def _hear_of_danger(self, visit: Visit) -> None:
        """Who answers somebody they help is let through, and told what to do; everybody else speaks for themselves."""
        if not await dialogues.writes_to_another(visit.turn, visit.telegram_id, SCRIPTS):
            await self.routes.events["danger"].handler(_in_danger(visit).visit)
            return
        await self.routes.events["text"].handler(visit)
        visit.turn.tell(visit.telegram_id, say_danger.about_another(), lane=Lane.DANGER)

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
        if press is None or route is None or not (private or _may_be_pressed_in_a_group(route)):
            return self._just_say(visit, say.stale_button())
        if press.only is not None and press.only != visit.telegram_id:
            return self._just_say(visit, say.not_your_button())
        visit.args = press.args
        job = Job(visit, route)
        if not job.urgent and (pace := self.paces.of(visit.telegram_id, turn.now)) is not Pace.FINE:
            return self._just_say(visit, say.too_fast() if pace is Pace.TOO_FAST else "")
        return job

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
            return self._mentioned(visit) if text.startswith("@") else None
        word, _, rest = text.partition(" ")
        worded = self.routes.words.get(word)
        if worded is None and visit.text.startswith("/"):
            worded, word, rest = self._written_together(word, rest)
        alone = not rest or visit.text.startswith("/")
        if worded is not None and worded.in_private and (alone or worded.takes_text):
            visit.text = rest.strip()
            return Job(visit, worded)
        return Job(visit, event="text")

    def _written_together(self, word: str, rest: str) -> tuple[Command | None, str, str]:
        """`/免打扰到12月1日`: behind a slash a command that takes text may stand without a blank."""
        known = [name for name, route in self.routes.words.items() if route.takes_text and word.startswith(name)]
        name = max(known, key=len, default="")
        return self.routes.words.get(name), name, f"{word[len(name) :]} {rest}".strip()

    def _mentioned(self, visit: Visit) -> Job | None:
        """A mention, or an answer to something we said: one line in ten minutes is enough for a group (HELP-02).

        Kept in memory: after a restart it may come sooner.
        """
        last = self._pointed.get(visit.chat_id)
        if last is not None and visit.turn.now - last < _POINTS_EVERY:
            return None
        self._pointed[visit.chat_id] = visit.turn.now
        return Job(visit, event="mentioned")

    def _started(self, visit: Visit, payload: str) -> Job:
        prefix, _, rest = payload.partition("_")
        start = self.routes.starts.get(prefix) if payload else None
        if start is None:
            return Job(visit, event="start")
        visit.text = rest
        return Job(visit, start)
