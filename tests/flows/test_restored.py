"""An empty machine, the backup and the key files: the bot goes on, and says nothing twice (A10, L9, L10)."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot import backing_up, restoring
from bot.restoring import Restored
from bot.settings import Settings
from domain.messages import Letter, Message
from storage import inbox, outbox
from storage.database import Database
from storage.sealing import Keyring
from tests.clock import FrozenClock
from tests.conftest import A_MONDAY, SHANGHAI
from tests.databases import Databases
from tests.flows.announcing import heard_by, ring, sent
from tests.flows.town import CHEN, MING, TOKEN, YU, ZHOU, Town, town_of

WORDS = "老伴住院，走不开"
NUDGE = "有一次会议，您能来吗"
LATE = datetime(2026, 11, 26, 23, 30, tzinfo=SHANGHAI)  # the night before the meeting
BEFORE = 3000  # several portions


@pytest.fixture
async def town(database_url: str, key_file: Path, clock: FrozenClock) -> AsyncIterator[Town]:
    """The town; what else is said in it is none of these tests' business."""
    async with town_of(database_url, key_file, clock) as made:
        yield made
        made.forget_unheard()


@pytest.fixture
async def elsewhere(town: Town, databases: Databases) -> AsyncIterator[str]:
    """The address of a database without tables, of the other kind."""
    url = await databases.empty("postgresql" if town.database.embedded else "sqlite")
    yield url
    await town.stop()
    await databases.drop(url)


async def backed_up(town: Town, folder: Path) -> Path:
    return (await backing_up.back_up(town.settings, folder, None, town.clock.now())).file


def carry_keys(old: Path, new: Path) -> None:
    new.mkdir()
    for key_file in old.glob("*.key"):
        shutil.copy2(key_file, new / key_file.name)


async def moves(town: Town, file: Path, url: str, folder: Path, *, as_it_was: bool = False) -> Restored:
    """The old machine is gone; on the new one there are the backup and the key files, and the bot starts."""
    await town.stop()
    carry_keys(town.settings.key_file.parent, folder)
    new = {"database_url": url, "key_file": folder / town.settings.key_file.name}
    town.settings = town.settings.model_copy(update=new)
    restored = await restoring.restore(town.settings, file, town.clock.now(), replace=False, as_it_was=as_it_was)
    town.forget_unheard()
    await town.start()
    return restored


async def passes(town: Town, moment: datetime) -> None:
    """The clock comes to this moment, and the bell rings for the plans and for what they promised."""
    town.at(moment)
    for _ in range(2):
        await town.app.ring()
        await town.settle()
        town.forward(seconds=4)
        await town.settle()


def heard(town: Town) -> list[str]:
    """What anybody has heard since the last look."""
    said = [one.text for one in town.stage.unheard]
    town.forget_unheard()
    return said


async def test_a_conversation_goes_on_and_old_buttons_work(town: Town, elsewhere: str, tmp_path: Path) -> None:
    """Backed up while the bot runs, in the middle of a wizard, with a leave request whose reason nobody has read."""
    board, _ = await town.plan(when="12月4日下午三点")
    await town.toast(MING, "🙋 请假", board)
    receipt = await town[MING].hears()
    await town.tap(MING, "同意，我来写", await town.tap(MING, "写原因", receipt))
    await town.ask(MING, WORDS)
    await town.hears(CHEN, "小明 请假")
    card = await town.hears(CHEN, "小明 请假")
    town[CHEN].says("新会议")
    town[CHEN].presses("党小组会", on=await town.hears(CHEN, "开什么会"))
    await town.hears(CHEN, "会议叫什么")
    file = await backed_up(town, tmp_path)
    assert WORDS.encode() not in file.read_bytes()
    await moves(town, file, elsewhere, tmp_path / "new")
    town[CHEN].says("十二月党小组会")
    for question, answer in (("什么时候开", "12月11日下午三点"), ("在哪里开", "会议室")):
        await town.hears(CHEN, question)
        town[CHEN].says(answer)
    town[CHEN].presses("📣 发布", on=await town.hears(CHEN, "十二月党小组会"))
    await town.hears(CHEN, "已经发到群里")
    assert WORDS in (await town.toast(CHEN, "🔒 看原因", card)).text
    assert "同意 小明 请假" in (await town.toast(CHEN, "同意", card)).text
    assert "见" in (await town.toast(YU, "👌 会来", board)).text
    await town.hears(CHEN, "已同意")


async def test_nothing_is_said_twice(town: Town, elsewhere: str, tmp_path: Path) -> None:
    """Backed up in the morning; the day's words are said; the machine dies at night and is restored."""
    board, _ = await town.plan(when="11月27日下午三点半")
    await passes(town, town.clock.now())
    await town.plan(title="没来得及记下提醒的会", when="11月27日下午四点")
    town.box.world.faults.away = True
    await say(town, "一封等着的信")
    file = await backed_up(town, tmp_path)
    town.box.world.faults.away = False
    await passes(town, datetime(2026, 11, 26, 15, 30, tzinfo=SHANGHAI))
    said = heard(town)
    assert "一封等着的信" in said
    assert any(NUDGE in one for one in said)
    town.at(LATE)
    restored = await moves(town, file, elsewhere, tmp_path / "new")
    assert restored.kept_back is not None
    assert restored.kept_back.letters >= 1
    assert restored.kept_back.reminders >= 1
    await passes(town, town.clock.now())
    await passes(town, datetime(2026, 11, 27, 9, 0, tzinfo=SHANGHAI))
    again = heard(town)
    assert [one for one in again if "等着的信" in one or NUDGE in one] == []
    assert "见" in (await town.toast(MING, "👌 会来", board)).text
    await passes(town, datetime(2026, 11, 27, 13, 30, tzinfo=SHANGHAI))
    assert any("快到了" in one for one in heard(town)), "what falls due from now on is said"


async def test_a_notice_under_way_waits_for_its_author(town: Town, elsewhere: str, tmp_path: Path) -> None:
    """Who had not got it at the backup may have it by now: nobody gets it again unless its author says so."""
    town.box.world.faults.too_many_requests(1, retry_after=30, chat_id=town[MING].id)
    await sent(town, CHEN)
    await town.settle()
    file = await backed_up(town, tmp_path)
    await ring(town)
    town.forward(minutes=1)
    await ring(town)
    once = heard_by(town)
    assert once == sorted([MING, YU, ZHOU])
    restored = await moves(town, file, elsewhere, tmp_path / "new")
    assert restored.kept_back is not None
    assert restored.kept_back.notices == 1
    await ring(town)
    assert heard_by(town) == once
    await town.tap(CHEN, "▶️ 接着发", await town.hears(CHEN, "暂停"))
    await ring(town)
    assert heard_by(town) == sorted([*once, MING])


async def test_who_only_moves_house_loses_no_word(town: Town, elsewhere: str, tmp_path: Path) -> None:
    """The bot did not run since the backup: what waited then is said now."""
    town.box.world.faults.away = True
    await say(town, "一封等着的信")
    file = await backed_up(town, tmp_path)
    await town.stop()
    town.box.world.faults.away = False
    restored = await moves(town, file, elsewhere, tmp_path / "new", as_it_was=True)
    assert restored.kept_back is None
    await town.hears(MING, "一封等着的信")


async def say(town: Town, words: str) -> None:
    async with town.database.write() as tx:
        await outbox.post(tx, [Letter(town[MING].id, message=Message(words))], town.clock.now())


async def test_a_backup_under_fire_is_one_moment(
    database_url: str, databases: Databases, key_file: Path, tmp_path: Path
) -> None:
    """Each transaction writes an arrival and a letter; a backup taken meanwhile has as many of both."""
    settings = Settings(token=SecretStr(TOKEN), database_url=database_url, key_file=key_file)
    database = Database.open(database_url, Keyring.from_file(key_file))
    await arrive(database, range(BEFORE))
    fire = asyncio.create_task(keep_arriving(database))
    done = await backing_up.back_up(settings, tmp_path, None, A_MONDAY)
    fire.cancel()
    await asyncio.gather(fire, return_exceptions=True)
    at_the_end = await counted(database)
    await database.close()
    url = await databases.empty("postgresql" if "sqlite" in database_url else "sqlite")
    there = settings.model_copy(update={"database_url": url})
    await restoring.restore(there, done.file, A_MONDAY, replace=False, as_it_was=True)
    restored = Database.open(url, Keyring.from_file(key_file))
    arrivals, letters = await counted(restored)
    assert arrivals == letters
    assert BEFORE <= arrivals < at_the_end[0], "there was something to mix up"
    await restored.close()
    await databases.drop(url)


async def arrive(database: Database, numbers: Iterable[int]) -> None:
    async with database.write() as tx:
        await inbox.put(tx, [{"update_id": number} for number in numbers], A_MONDAY, A_MONDAY)
        await outbox.post(tx, [Letter(number, message=Message("您好")) for number in numbers], A_MONDAY)


async def keep_arriving(database: Database) -> None:
    for number in count(BEFORE):
        await arrive(database, [number])


async def counted(database: Database) -> tuple[int, int]:
    """Arrivals and letters."""
    async with database.read() as tx:
        arrivals, letters = [
            await tx.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in (inbox.inbox, outbox.outbox)
        ]
    return arrivals, letters
