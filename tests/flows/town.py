"""A branch at work: the group leader, two members, the secretary, and an old member without a telephone.

The production assembly talks HTTP to the sandbox, under a frozen clock, on either database.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import App
from bot.settings import Settings
from domain.members import Member, MemberStatus, Role
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from sandbox.box import Sandbox
from sandbox.play.heard import Heard, Toast
from sandbox.play.roles import PlayedGroup, PlayedPerson
from sandbox.play.stage import Stage
from storage import nodes, people
from storage.database import Database
from storage.nodes import Chat
from tests.clock import FrozenClock
from tests.flows.houses import AGREED

TOKEN = "7000000001:tests-only"
STUCK = 120  # seconds; a bot that died never comes to rest, and a test that hangs says nothing
CHEN, MING, YU, ZHOU, WANG, STRANGER = "陈姐", "小明", "小雨", "老周", "王奶奶", "路人"
GROUP = "第三党小组"
ABSENCE = re.compile(r"请假|病假|事假|公假|缺席|未到|没来|没有来|迟到|早退|未签到|没签到|原因|卧床|不计入")


@dataclass
class Town:
    """The bot, the sandbox and everybody in it. `start`, `stop` and `kill` are those of the bot."""

    settings: Settings
    box: Sandbox
    stage: Stage
    clock: FrozenClock
    members: dict[str, Member] = field(default_factory=dict)
    branch_id: int = 0
    group_id: int = 0
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)
    _forgotten: tuple[int, datetime] | None = None
    app: App = field(init=False)

    @property
    def group(self) -> PlayedGroup:
        return self.stage.group(GROUP)

    @property
    def database(self) -> Database:
        return self.app.database

    def __getitem__(self, name: str) -> PlayedPerson:
        return self.stage.person(name)

    async def start(self) -> None:
        """Start the bot."""
        self._running = AsyncExitStack()
        self.app = await self._running.enter_async_context(App.running(self.settings, self.clock, ringing=False))

    async def stop(self) -> None:
        """Stop the bot; all it knows is in the database."""
        await self._running.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def forward(self, **by: float) -> None:
        """Put both clocks forward."""
        self.clock.forward(**by)
        self.box.world.clock.jumped()

    def at(self, moment: datetime) -> None:
        """Put both clocks to a moment."""
        self.clock.set(moment)
        self.box.world.clock.jumped()

    async def tap(self, who: str, label: str, on: Heard) -> Heard:
        """Press a button in a private chat; returns the message it leads to."""
        self.forward(seconds=4)
        self[who].presses(label, on=on)
        heard = await self[who].hears()
        return await self[who].hears() if AGREED in heard.text else heard

    async def ask(self, who: str, *words: str) -> Heard:
        """Say these words one after the other in the private chat; returns the answer to the last."""
        for said in words:
            self.forward(seconds=4)
            self[who].says(said)
            heard = await self[who].hears()
        return heard

    async def toast(self, who: str, label: str, on: Heard) -> Toast:
        """Press a button; returns the short answer."""
        return await self[who].toast(self[who].presses(label, on=on))

    async def plan(
        self, who: str = CHEN, kind: str = "党小组会", title: str = "十一月党小组会", when: str = "周五下午三点"
    ) -> tuple[Heard, Heard]:
        """Make a meeting in the private chat; returns the board in the group and the organiser's panel."""
        question = await self.ask(who, "新会议")
        question = await self.tap(who, kind, question)
        question = await self.ask(who, title, when)
        question = await self.tap(who, question.buttons[0][0], question)
        published = await self.tap(who, "📣 发布", question)
        assert "已经发到群里" in published.text
        panel = await self[who].hears()
        return await self.group.hears(), panel

    async def toast_data(self, who: str, on: Heard, label: str) -> Toast:
        """Press a button as it was when it was heard, though it may be gone by now."""
        data = next(one["callback_data"] for row in on.button_rows for one in row if one["text"] == label)
        return await self[who].toast(self[who].presses_data(data, on=on))

    async def board(self) -> Heard:
        """The board as everybody sees it once all edits that are due have come."""
        await self._catch_up()
        self.stage.unheard = [heard for heard in self.stage.unheard if not self.stage.is_in(heard, self.group.chat)]
        return self.group.board

    async def panel(self, who: str = CHEN) -> Heard:
        """The leader's panel as it stands once all edits that are due have come."""
        await self._catch_up()
        panels = [one for one in self._unheard_by(who) if "只有您能看到" in one.text]
        assert panels, f"{who} has no panel that changed; there is {self.stage.unread()}"
        self.stage.unheard = [one for one in self.stage.unheard if one not in panels]
        return panels[-1]

    async def hears(self, who: str, part: str) -> Heard:
        """The first unheard message in a private chat with these words in it, once all that is due has come."""
        await self._catch_up()
        found = [one for one in self._unheard_by(who) if part in one.text]
        assert found, f"{who} did not hear {part}; there is {self.stage.unread()}"
        self.stage.unheard.remove(found[0])
        return found[0]

    def _unheard_by(self, who: str) -> list[Heard]:
        return [one for one in self.stage.unheard if self.stage.is_in(one, self[who].chat)]

    def named_in_group(self) -> list[str]:
        """What we said to the group that no group may read: in no conversation of any test is there such a line."""
        world = self.box.world
        said = [one for chat in world.groups.values() if chat.title == GROUP for one in chat.messages.values()]
        lines = [line for one in said if one.sender["id"] in world.bots for line in one.text.splitlines()]
        return [line for line in lines if names_an_absentee(line, self.members)]

    async def _catch_up(self) -> None:
        await self.settle()
        self.forward(seconds=4)
        await self.settle()

    def forget_unheard(self) -> None:
        """What was said up to now, and what still comes of it, is none of this test's business."""
        self._forgotten = self._so_far
        self.stage.unheard.clear()
        self.stage.unseen.clear()

    def unheard(self) -> list[str]:
        """What nobody has heard; nothing, where no one did anything since it was to be forgotten."""
        return [] if self._forgotten == self._so_far else self.stage.unread()

    @property
    def _so_far(self) -> tuple[int, datetime]:
        return self.stage.deeds, self.clock.now()

    async def settle(self) -> None:
        """Until the bot has worked off everything that is due now."""
        queue = self.box.world.queues[self.stage.bot.id]
        async with asyncio.timeout(STUCK):
            while queue.waiting or not self.app.idle:
                await self.box.world.wait_until(lambda: not queue.waiting)
                await self.app.rest()


@asynccontextmanager
async def town_of(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[Town]:
    """At the end nothing may be left unheard."""
    async with Sandbox(clock.now) as box:
        world = box.world
        world.add_bot(TOKEN, "xiaoban_bot", "小伴")
        played = [world.add_person(name, id=1001 + index) for index, name in enumerate((CHEN, MING, YU, ZHOU))]
        world.add_person(STRANGER, id=2001)
        chat = world.add_group("第三党小组", played, with_bot=True)
        for person in played:
            world.private_chat(next(iter(world.bots.values())), person).started = True
        settings = Settings(
            token=SecretStr(TOKEN),
            api_url=box.api_url,
            file_url=box.file_url,
            database_url=database_url,
            key_file=key_file,
        )
        town = Town(settings, box, Stage(world), clock)
        await town.start()
        try:
            await _settle_in(town, chat.id)
            yield town
            assert town.unheard() == []
            assert town.named_in_group() == []
        finally:
            await town.stop()


def names_an_absentee(line: str, names: Collection[str]) -> bool:
    """Whether a line of a group names somebody beside leave, absence, lateness or a reason."""
    return ABSENCE.search(line) is not None and any(name in line for name in names)


async def _settle_in(town: Town, chat_id: int) -> None:
    """Write the branch into the database once the bot listens; the chat's own start-up updates are of no interest."""
    world = town.box.world
    queue = world.queues[town.stage.bot.id]
    queue.clear()
    await world.wait_until(lambda: queue.polls)
    now = town.clock.now() - timedelta(days=30)
    async with town.database.write() as tx:
        branch = await nodes.add(tx, None, NodeKind.BRANCH, "幸福社区第一党支部", now)
        group = await nodes.add(tx, branch.id, NodeKind.PARTY_GROUP, "第三党小组", now)
        town.branch_id, town.group_id = branch.id, group.id
        for name in (CHEN, MING, YU, ZHOU, WANG):
            status = MemberStatus.PROBATIONARY_MEMBER if name == YU else MemberStatus.FULL_MEMBER
            member = await people.add(tx, group.id, name, status, now)
            if name != WANG:
                await people.bind(tx, member.id, town[name].id)
                await people.give_consent(tx, member.id, Scope.BASIC, NOTICE_VERSION, now)
            found = await people.get(tx, member.id)
            assert found is not None
            town.members[name] = found
        await people.appoint(tx, town.members[CHEN].id, group.id, Role.GROUP_LEADER, now)
        await people.appoint(tx, town.members[ZHOU].id, branch.id, Role.BRANCH_SECRETARY, now)
        await nodes.bind(tx, Chat(chat_id, group.id, None, "第三党小组"), now)
    await town.settle()  # nobody puts the clock while a round is under way
