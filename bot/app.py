"""Assembly: all the parts of the running bot, put together in one place."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import TelegramError

from bot.checkup import is_admin
from bot.clock import Clock, SystemClock
from bot.delivery import Delivery
from bot.intake import Intake
from bot.lifeline import Lifeline, is_cry
from bot.sending import Sender
from bot.settings import Settings
from bot.standing_by import keep, our_turn
from bot.transport import AiohttpRequest
from bot.turns import Runner
from bot.webhook import serve
from domain.messages import Toast, clipped
from handlers import ERRANDS, ROUTES
from handlers.dispatch import Dispatcher
from handlers.keys import ButtonKeys
from handlers.routing import Command, Routes
from scheduler import CHORES, Chore
from scheduler.bell import Bell
from services import concerns
from services.posts import vacancies
from services.turn import Turn, apart, post
from storage import inbox, keyfile, migrations, nodes, resealing
from storage.database import Database, cause, is_away
from storage.sealing import KeyProblem, Keyring
from storage.tenancy import tenancy_of
from texts import hotlines
from texts import refusals as say

TOAST_UNITS = 200

log = logging.getLogger(__name__)


class App:
    """The bot, assembled and connected: `async with App.running(settings)`."""

    def __init__(self, settings: Settings, database: Database, keyring: Keyring, clock: Clock | None) -> None:
        system = SystemClock(settings.zone)
        self.clock: Clock = clock or system
        on_date = system.server_said if clock is None else None
        self._leapt = system.leapt
        self.settings = settings
        self.database = database
        self._transport = AiohttpRequest(on_date=on_date)
        self._polling = AiohttpRequest(connections=2, on_date=on_date)
        self.bot = Bot(
            settings.token.get_secret_value(),
            base_url=settings.api_url,
            base_file_url=settings.file_url,
            request=self._transport,
            get_updates_request=self._polling,
        )
        self._lifeline = Lifeline(self.bot)
        self._keyring = keyring
        self._keys = ButtonKeys(keyring.signer("buttons"))
        self._letters_wait = asyncio.Event()
        self._tenancy = tenancy_of(database)
        self._may_work = asyncio.Event()
        self._asides: set[asyncio.Task[None]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self.runner: Runner
        self.intake: Intake
        self.delivery: Delivery

    @classmethod
    @asynccontextmanager
    async def running(
        cls, settings: Settings, clock: Clock | None = None, *, ringing: bool = True
    ) -> AsyncIterator["App"]:
        """Start everything and end it cleanly. Tests bring their own clock and ring the chores themselves.

        Where another process works on the database this one waits here until that one is gone (L11).
        Raises KeyProblem, TelegramError (token refused, server away) or DBAPIError.
        """
        made = keyfile.missing(settings.key_file)
        keyring = Keyring.from_file(settings.key_file)
        database = Database.open(settings.database_url, keyring)
        hotlines.directory.use(settings.hotlines_file)
        app = cls(settings, database, keyring, clock)
        try:
            await our_turn(app._tenancy, settings)
            await migrations.upgrade(database)
            await app._know_the_keys(made)
            await app._tenancy.begin()
            await asyncio.to_thread(concerns.load)  # before anybody is heard (L15)
            await app._say_what_is_vacant()
            await app._start(ringing=ringing)
            yield app
        finally:
            await app._stop()
            await app._tenancy.give_back()
            await database.close()

    async def _know_the_keys(self, made: Sequence[Path]) -> None:
        """A key that was lost is not replaced by a new one where the bot has worked before.

        The second file came later than the first: where all that is sealed opens without it, there was none yet.
        Raises KeyProblem; the files just made are taken away again, as nothing is sealed with them yet.
        """
        if not made:
            return
        async with self.database.read() as tx:
            is_new = await inbox.last_heard(tx) is None
            fits = is_new or (self.settings.key_file not in made and await resealing.opened_by(tx, self._keyring))
        if not fits:
            for path in made:
                path.unlink(missing_ok=True)
            names = "、".join(map(str, made))
            raise KeyProblem(f"密钥文件 {names} 不见了，数据库里加密的内容只有它能打开，请从另抄的一份放回来再启动。")

    async def _say_what_is_vacant(self) -> None:
        async with self.database.write() as tx:
            turn = Turn(tx, self.clock.now())
            await apart(turn, vacancies.report(turn))  # whoever needs us does not wait for that

    async def _start(self, *, ringing: bool) -> None:
        await self.bot.initialize()
        routes = Routes.of(ROUTES)
        dispatcher = Dispatcher(routes, self._keys, self.bot.username)
        events = self._letters_wait, self._may_work
        self.runner = Runner(self.database, self.bot, dispatcher, ERRANDS, self.clock, self._answer, *events)
        sender = Sender(self.bot, self._keys)
        self.delivery = Delivery(self.database, sender, self.clock, self.runner.take, *events)
        self.intake = Intake(self.database, self.bot, self._polling, self.clock, self.runner.take, self._say_unstored)
        if self.bot.bot.can_read_all_group_messages:
            log.warning(
                "小伴能读到群里的所有消息；请在 @BotFather 打开隐私模式（/setprivacy），小伴只该听见对它说的话。"
            )
        await self._offer_commands(routes)
        self._beside(self._look_around())
        self._may_work.set()
        self._tasks = [
            asyncio.create_task(keep(self._tenancy, self._may_work), name="tenancy"),
            asyncio.create_task(self.runner.run(), name="turns"),
            asyncio.create_task(self.delivery.run(), name="delivery"),
        ]
        if self.settings.webhook_url is None:
            await self.bot.delete_webhook()
            self._tasks.append(asyncio.create_task(self.intake.poll(), name="intake"))
        else:
            await self.intake.resume()
            self._tasks.append(asyncio.create_task(serve(self.settings, self.bot, self.intake), name="intake"))
        if ringing:
            self._tasks.append(asyncio.create_task(Bell(self.ring, self.settings.zone, self._leapt).run(), name="bell"))

    async def _stop(self) -> None:
        async with self.database.between_writes():
            for task in [*self._tasks, *self._asides, *(self.delivery.parts if self._tasks else [])]:
                task.cancel()
        await asyncio.gather(*self._tasks, *self._asides, return_exceptions=True)
        with suppress(TelegramError, RuntimeError):
            await self.bot.shutdown()

    @property
    def idle(self) -> bool:
        """Whether all that has arrived is worked off, and all that is due is sent."""
        return self.runner.idle.is_set() and self.delivery.idle

    async def rest(self) -> None:
        """Until it is idle."""
        while not self.idle:
            await self.runner.idle.wait()
            await self.delivery.rest()

    async def wait(self) -> None:
        """Until one of the parts ends, which none should; raises what ended it, Superseded among others."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def ring(self) -> None:
        """All chores, each until it says that nothing more is due; one turn per item. One that fails stops no other.

        Without the right to work none is done: what is due is still due when the bell rings again.
        """
        if self._may_work.is_set():
            try:
                await self._do_all()
            except DBAPIError as error:
                log.error("数据库暂时用不了（%s），定时事务稍后再办。", cause(error))
        self._letters_wait.set()

    async def _do_all(self) -> None:
        await self.intake.heartbeat()
        for chore in CHORES:
            await self._do(chore)
        async with self.database.write() as tx:
            await inbox.note_rung(tx, self.clock.now())

    async def _do(self, chore: Chore) -> None:
        try:
            more = True
            while more:
                async with self.database.write() as tx:
                    turn = Turn(tx, self.clock.now())
                    more = await chore(turn)
                    await post(tx, [turn])
        except Exception as error:
            if isinstance(error, DBAPIError) and is_away(error):
                raise
            log.exception("有一件定时事务办不了：%s", getattr(chore, "__qualname__", chore))

    def _answer(self, query_id: str, toast: Toast) -> None:
        """Answer a press, now that it is durable. Too late is worthless: no retry, and no harm."""
        url = f"https://t.me/{self.bot.username}?start={toast.start}" if toast.start is not None else None
        self._beside(self._answer_query(query_id, toast, url))

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for; it ends with the app at the latest."""
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    async def _answer_query(self, query_id: str, toast: Toast, url: str | None) -> None:
        with suppress(TelegramError):
            text = clipped(toast.text, TOAST_UNITS) or None
            await self.bot.answer_callback_query(query_id, text, show_alert=toast.alert or None, url=url)

    def _say_unstored(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """The database took nothing: whoever pressed is told that it does not count yet, who cries gets the numbers."""
        for update in updates:
            match update:
                case {"callback_query": {"id": str(query_id)}}:
                    self._answer(query_id, Toast(say.storage_away()))
                case {
                    "update_id": int(update_id),
                    "message": {"chat": {"type": "private", "id": int(chat_id)}, **said},
                } if is_cry(said) and self._lifeline.is_new(update_id):
                    self._beside(self._lifeline.answer(chat_id))

    async def _look_around(self) -> None:
        """V1: an administrator hears everything, which we do not want to."""
        async with self.database.read() as tx:
            chats = await nodes.chats_of(tx, frozenset(await nodes.all_ids(tx)))
        for chat in chats:
            if await is_admin(self.bot, chat.chat_id):
                log.warning("小伴是群「%s」的管理员，会收到群里的所有消息；请取消它的管理员身份。", chat.title)

    async def _offer_commands(self, routes: Routes) -> None:
        """Telegram's command menu, for private chats and for groups."""
        offered = [route for route in routes.commands.values() if route.menu is not None]
        try:
            await self.bot.set_my_commands(_menu(offered, in_group=False), BotCommandScopeAllPrivateChats())
            await self.bot.set_my_commands(_menu(offered, in_group=True), BotCommandScopeAllGroupChats())
        except TelegramError as error:
            log.warning("命令菜单没有设上（%s），不影响使用。", type(error).__name__)


def _menu(commands: Sequence[Command], *, in_group: bool) -> list[BotCommand]:
    return [
        BotCommand(command.name, command.menu or "")
        for command in commands
        if (command.in_group if in_group else command.in_private)
    ]
