"""kill -9 loses no confirmed press and does nothing twice (L10).

The real process talks to a sandbox in this one, both by the machine's own clock. It is killed at random moments of a
storm, twenty times, and started again; what people pressed meanwhile waits at Telegram.
"""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from domain.meetings import MeetingKind
from domain.members import Member, MemberStatus, Role
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from sandbox.box import Sandbox
from sandbox.play.heard import Heard
from sandbox.play.stage import Stage
from sandbox.world.world import World
from services import meetings
from services.turn import Turn, post
from storage import nodes, people
from storage.attendance import attendance
from storage.database import Database
from storage.inbox import inbox
from storage.meetings import Plan
from storage.nodes import Chat
from storage.sealing import Keyring
from tests.conftest import SHANGHAI
from tests.processes import Running, against, start

TOKEN = "7000000001:tests-only"
PEOPLE, KILLS = 300, 20
SEEDS = random.SystemRandom()


@dataclass
class Hall:
    """A branch of three hundred, its group, and a bot that can be killed."""

    box: Sandbox
    stage: Stage
    database: Database
    environment: dict[str, str]
    leader: Member
    bot: Running

    async def kill_and_start(self) -> None:
        await self.bot.kill()
        self.bot = await start(self.environment)


@pytest.fixture
async def hall(database_url: str, key_file: Path) -> AsyncIterator[Hall]:
    database = Database.open(database_url, Keyring.from_file(key_file))
    async with Sandbox() as box:
        world = box.world
        bot = world.add_bot(TOKEN, "xiaoban_bot", "小伴")
        played = [world.add_person(f"党员{number}") for number in range(PEOPLE)]
        group = world.add_group("第一党支部", played)
        world.private_chat(bot, played[0]).started = True
        now = datetime.now(SHANGHAI)
        async with database.write() as tx:
            branch = await nodes.add(tx, None, NodeKind.BRANCH, "第一党支部", now)
            await nodes.bind(tx, Chat(group.id, branch.id, None, group.title), now)
            for person in played:
                member = await people.add(tx, branch.id, person.first_name, MemberStatus.FULL_MEMBER, now)
                await people.bind(tx, member.id, person.id)
                await people.give_consent(tx, member.id, Scope.BASIC, NOTICE_VERSION, now)
            leader = await people.by_telegram(tx, played[0].id)
            assert leader is not None
            await people.appoint(tx, leader.id, branch.id, Role.BRANCH_SECRETARY, now)
        environment = against(box, TOKEN, database_url, key_file)
        made = Hall(box, Stage(world, 20), database, environment, leader, await start(environment))
        try:
            yield made
        finally:
            await made.bot.kill()
            await database.close()


async def announced(hall: Hall) -> Heard:
    """The board of a meeting that has just begun."""
    now = datetime.now(SHANGHAI)
    async with hall.database.write() as tx:
        turn = Turn(tx, now)
        chat_id = next(iter(hall.box.world.groups))
        times = now + timedelta(minutes=5), now - timedelta(minutes=5), now + timedelta(hours=2)
        kind, about = MeetingKind.GENERAL_MEETING, ("十一月党员大会", "会议室")
        plan = Plan(hall.leader.node_id, kind, *about, *times, chat_id, hall.leader.id)
        assert await meetings.announce(turn, hall.leader, plan) is not None
        await post(tx, [turn])
    await hall.kill_and_start()
    return await hall.stage.group("第一党支部").hears()


def has_called(world: World, times: int) -> bool:
    return len(world.calls) >= times


async def test_three_hundred_sign_in_while_the_bot_is_killed_twenty_times(hall: Hall) -> None:
    seed = SEEDS.randrange(1 << 32)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    dice = random.Random(seed)  # noqa: S311 - no secret
    world, board = hall.box.world, await announced(hall)
    coming = [hall.stage.person(person.first_name) for person in world.people.values()]
    dice.shuffle(coming)
    for left in range(KILLS, 0, -1):
        for _ in range(len(coming) // (left + 1)):
            coming.pop().presses("✅ 签到", on=board)
        calls = len(world.calls) + dice.randint(0, 30)
        await world.watch.until(partial(has_called, world, calls), 1)
        for person in coming[: dice.randint(0, 3)]:
            person.presses("✅ 签到", on=board)
        await hall.kill_and_start()
    for person in coming:
        person.presses("✅ 签到", on=board)
    group = hall.stage.group("第一党支部")
    await world.wait_until(lambda: f"已签到 {PEOPLE} 人" in group.board.text, 30)
    async with hall.database.read() as tx:
        signed = list(await tx.scalars(sa.select(attendance.c.member_id)))
        unfinished = await tx.scalar(sa.select(sa.func.count()).select_from(inbox).where(inbox.c.state != "done"))
    assert len(signed) == len(set(signed)) == PEOPLE
    assert unfinished == 0
    assert await hall.bot.stop() == 0
    assert "Traceback" not in hall.bot.log.read_text("utf-8")


async def test_the_wizard_goes_on_after_every_kill(hall: Hall) -> None:
    """L9, L10: killed while each answer is on its way."""
    leader = hall.stage.person("党员0")

    async def hears(part: str) -> Heard:
        """A question may come twice, when the process dies between Telegram's yes and our mark."""
        while part not in (heard := await leader.hears()).text:
            pass
        return heard

    leader.says("新会议")
    await hall.kill_and_start()
    leader.presses("支部党员大会", on=await hears("开什么会"))
    await hall.kill_and_start()
    for question, answer in (("会议叫什么", "十一月党员大会"), ("什么时候开", "明天下午三点"), ("在哪里开", "会议室")):
        await hears(question)
        leader.says(answer)
        await hall.kill_and_start()
    leader.presses("📣 发布", on=await hears("十一月党员大会"))
    assert "十一月党员大会" in (await hall.stage.group("第一党支部").hears()).text
