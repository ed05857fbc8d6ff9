"""kill -9 in the middle of a notice loses nobody; only what was on the wire just then can come twice (S11, L10)."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from bot.dispatching import IN_FLIGHT
from domain.broadcasts import VALID_FOR, Audience, Broadcast
from domain.members import MemberStatus, Role
from domain.nodes import NodeKind
from domain.privacy import NOTICE_VERSION, Scope
from sandbox.box import Sandbox
from sandbox.world.world import World
from storage import broadcast_recipients, broadcasts, nodes, people
from storage import policies as policies_store
from storage.broadcasts import Plan, Words
from storage.database import Database
from storage.policies import CalendarDay
from storage.schema import Tx
from storage.sealing import Keyring
from tests.processes import Running, against, start

TOKEN = "7000000001:tests-only"
PEOPLE, KILLS = 150, 4
GATHERED = 16  # letters whose end is written down together: they may have landed when the process dies
BODY = "今晚停水，请提前接好水"
SEEDS = random.SystemRandom()


@dataclass
class Hall:
    """A branch of a hundred and fifty for whom it is noon, and a bot that can be killed."""

    box: Sandbox
    database: Database
    environment: dict[str, str]
    broadcast: Broadcast
    bot: Running

    async def kill_and_start(self) -> None:
        await self.bot.kill()
        self.bot = await start(self.environment)

    def heard(self) -> Counter[int]:
        """How often each person has the notice."""
        bot = next(iter(self.box.world.bots.values()))
        return Counter(
            person.id
            for person in self.box.world.people.values()
            for one in self.box.world.private_chat(bot, person).messages.values()
            if one.text.startswith("📢")
        )

    def card_says(self) -> bool:
        """Whether its author sees that it is through, with everybody counted."""
        bot, author = next(iter(self.box.world.bots.values())), next(iter(self.box.world.people.values()))
        said = [one.text for one in self.box.world.private_chat(bot, author).messages.values()]
        return any("发完了" in text and f"已送达 {PEOPLE}/{PEOPLE}" in text for text in said)


@pytest.fixture
async def hall(database_url: str, key_file: Path) -> AsyncIterator[Hall]:
    database = Database.open(database_url, Keyring.from_file(key_file))
    hours = 12 - datetime.now(UTC).hour
    now = datetime.now(timezone(timedelta(hours=hours)))
    async with Sandbox() as box:
        bot = box.world.add_bot(TOKEN, "xiaoban_bot", "小伴")
        for number in range(PEOPLE + 1):
            box.world.private_chat(bot, box.world.add_person(f"党员{number}")).started = True
        async with database.write() as tx:
            broadcast = await _settled(tx, box.world, now)
        environment = against(box, TOKEN, database_url, key_file, timezone=f"Etc/GMT{-hours:+d}")
        made = Hall(box, database, environment, broadcast, await start(environment))
        try:
            yield made
        finally:
            await made.bot.kill()
            await database.close()


async def _settled(tx: Tx, world: World, now: datetime) -> Broadcast:
    """The branch, and a notice that is to begin at once; these days are worked, whatever the State Council says."""
    branch = await nodes.add(tx, None, NodeKind.BRANCH, "第一党支部", now)
    days = [now.date() + timedelta(days=ahead) for ahead in (-1, 0, 1)]
    for year in {day.year for day in days}:
        worked = [CalendarDay(day, works=True, source="测试") for day in days if day.year == year]
        await policies_store.know_days(tx, year, worked)
    author = 0
    for person in world.people.values():
        member = await people.add(tx, branch.id, person.first_name, MemberStatus.FULL_MEMBER, now)
        await people.bind(tx, member.id, person.id)
        await people.give_consent(tx, member.id, Scope.BASIC, NOTICE_VERSION, now)
        author = author or member.id
    await people.appoint(tx, author, branch.id, Role.BRANCH_SECRETARY, now)
    plan = Plan(branch.id, Audience.NODE, author, now, now + VALID_FOR)
    return await broadcasts.add(tx, plan, Words(BODY, "第一党支部 书记"), now)


def has_heard(hall: Hall, people_at_least: int) -> bool:
    return len(hall.heard()) >= people_at_least


async def test_a_notice_survives_every_kill(hall: Hall) -> None:
    seed = SEEDS.randrange(1 << 32)
    print(f"seed {seed}")  # noqa: T201 - shown where the test fails
    dice = random.Random(seed)  # noqa: S311 - no secret
    for kill in range(1, KILLS + 1):
        some = (kill - 1) * PEOPLE // (KILLS + 1) + dice.randint(1, PEOPLE // (KILLS + 1))
        await hall.box.world.wait_until(partial(has_heard, hall, some), 60)
        await hall.kill_and_start()
    await hall.box.world.wait_until(hall.card_says, 90)
    heard = hall.heard()
    twice = heard.total() - PEOPLE
    assert twice <= KILLS * (IN_FLIGHT + GATHERED), "what was on the wire, and nothing else"
    assert len(heard) == PEOPLE, "nobody is lost"
    assert await hall.bot.stop() == 0
    async with hall.database.read() as tx:
        counts = await broadcast_recipients.counts(tx, hall.broadcast.id)
    assert (counts.sent, counts.total) == (PEOPLE, PEOPLE)
