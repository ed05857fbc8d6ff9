"""A bot with nobody on its roster yet, and the people around it: where every branch begins."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.settings import Settings
from sandbox.box import Sandbox
from sandbox.play.heard import Heard
from sandbox.play.roles import PlayedGroup, PlayedPerson
from sandbox.play.stage import Stage
from sandbox.world import membership
from sandbox.world.chats import Chat
from services import joining
from services.turn import Turn
from storage.database import Database
from tests.clock import FrozenClock

TOKEN = "7000000001:tests-only"
AGREED = "您已看过告知并同意"  # takes the notice's place; what follows is the answer
NAMES = ("陈姐", "小明", "小雨", "老周", "路人")


@dataclass
class House:
    """The bot, the sandbox and the stage; the group 第三党小组 exists, and the bot is not in it."""

    app: App
    stage: Stage
    clock: FrozenClock
    database: Database
    chat: Chat

    @property
    def group(self) -> PlayedGroup:
        return PlayedGroup(self.stage, self.chat)

    def person(self, name: str) -> PlayedPerson:
        return self.stage.person(name)

    def adds_bot(self, name: str, chat: Chat | None = None) -> None:
        """Somebody brings the bot into a group."""
        membership.add_bot(self.stage.world, chat or self.chat, self.stage.bot, by=self.person(name).person)

    def pause(self) -> None:
        """A moment passes, as between two messages of a person: the bot writes at most three in a row."""
        self.clock.forward(seconds=5)

    async def ask(self, who: PlayedPerson, *words: str) -> Heard:
        """Say these words one after the other; returns the answer to the last."""
        for said in words:
            self.pause()
            who.says(said)
            heard = await who.hears()
        return heard

    async def tap(self, who: PlayedPerson, label: str, on: Heard) -> Heard:
        """Press a button; returns the message it leads to."""
        self.pause()
        who.presses(label, on=on)
        heard = await who.hears()
        return await who.hears() if AGREED in heard.text else heard

    async def leader_link(self) -> str:
        """What `python -m bot invite` makes."""
        async with self.database.write() as tx:
            return await joining.invite_leader(Turn(tx, self.clock.now()))

    async def invite(self, leader: PlayedPerson, name: str) -> Heard:
        """The message with a person's link, as the leader gets it to forward."""
        listed = await self.ask(leader, "邀请")
        self.pause()
        press = leader.presses(name, on=listed)
        assert name in (await leader.toast(press)).text
        return await leader.hears()

    async def found(self) -> PlayedPerson:
        """陈姐 sets up 幸福社区第一党支部 as leader of 第三党小组; returns her."""
        chen = self.person("陈姐")
        chen.starts(await self.leader_link())
        await chen.hears()
        question = await self.ask(chen, "陈姐", "幸福社区第一党支部", "党小组长", "第三党小组")
        assert "支部建好了" in (await self.tap(chen, "同意，建好支部", question)).text
        return chen

    async def join(self, leader: PlayedPerson, name: str) -> PlayedPerson:
        """Somebody on the roster opens their link and agrees."""
        link = str((await self.invite(leader, name)).button_rows[0][0]["url"])
        newcomer = self.person(name)
        newcomer.opens(link)
        assert "欢迎" in (await self.tap(newcomer, "同意，加入", await newcomer.hears())).text
        return newcomer

    async def send_roster(self, leader: PlayedPerson, text: str) -> Heard:
        """Send a CSV; returns the dry run."""
        self.pause()
        leader.sends_file("花名册.csv", text.encode("utf-8-sig"))
        return await leader.hears()


@asynccontextmanager
async def empty_house(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[House]:
    """At the end nothing may be left unheard."""
    async with Sandbox(clock.now) as box:
        world = box.world
        world.add_bot(TOKEN, "xiaoban_bot", "小伴")
        people = [world.add_person(name) for name in NAMES]
        chat = world.add_group("第三党小组", people[:4], with_bot=False)
        settings = Settings(
            token=SecretStr(TOKEN),
            api_url=box.api_url,
            file_url=box.file_url,
            database_url=database_url,
            key_file=key_file,
        )
        stage = Stage(world)
        async with App.running(settings, clock, ringing=False) as app:
            yield House(app, stage, clock, app.database, chat)
            assert stage.unread() == []
