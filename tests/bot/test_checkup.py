"""`python -m bot check` and other commands, as the operator runs them (V1, V9)."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.checkup import checkup
from bot.settings import Settings
from domain.hotlines import Line
from domain.nodes import NodeKind
from sandbox.box import Sandbox
from sandbox.world import membership
from sandbox.world.chats import Chat
from storage import inbox, keyfile, nodes, policies, safekeeping
from storage.database import Database
from storage.policies import CalendarDay
from storage.sealing import Keyring
from tests.databases import TEST_KEYS
from tests.processes import Ended, against, run

TOKEN = "7000000001:tests-only"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    async with Sandbox() as box:
        box.world.add_bot(TOKEN, "xiaoban_bot", "小伴")
        box.world.add_group("第三党小组", [box.world.add_person("陈姐")])
        yield box


@pytest.fixture
def group(box: Sandbox) -> Chat:
    return next(iter(box.world.groups.values()))


@pytest.fixture
async def bound(database_url: str, key_file: Path, group: Chat) -> None:
    """The group belongs to a branch."""
    database = Database.open(database_url, Keyring.from_file(key_file))
    async with database.write() as tx:
        branch = await nodes.add(tx, None, NodeKind.BRANCH, "第一党支部", datetime.now(UTC))
        await safekeeping.note_backup(tx, datetime.now(UTC) - timedelta(days=6))
        await nodes.bind(tx, nodes.Chat(group.id, branch.id, None, group.title), datetime.now(UTC))
        for year in (datetime.now(UTC).year, datetime.now(UTC).year + 1):
            await policies.know_days(tx, year, [CalendarDay(date(year, 1, 1), works=False, source="通知")])
    await database.close()


async def check(
    box: Sandbox, database_url: str, key_file: Path, token: str = TOKEN, checked_on: date | None = None
) -> Ended:
    hotlines = key_file.with_name("hotlines.toml")
    hotlines.write_text("".join(_entry(line, checked_on) for line in Line), "utf-8")
    ended = await run(against(box, token, database_url, key_file, hotlines_file=hotlines), "check")
    assert ended.complained == ""
    assert token not in ended.said
    return ended


def _entry(line: Line, checked_on: date | None) -> str:
    day = checked_on or datetime.now(UTC).date()
    return f'[{line}]\nnumber = "110"\nname = "电话"\nchecked_on = {day}\n'


@pytest.mark.usefixtures("bound")
async def test_all_is_well(box: Sandbox, database_url: str, key_file: Path) -> None:
    ended = await check(box, database_url, key_file)
    assert ended.code == 0
    assert [line[:4] for line in ended.said.splitlines()] == ["✓ 正常"] * 6
    assert "绑定了 1 个群" in ended.said
    assert "@xiaoban_bot" in ended.said


@pytest.mark.usefixtures("bound")
async def test_who_hears_too_much_is_warned(box: Sandbox, group: Chat, database_url: str, key_file: Path) -> None:
    """V1."""
    box.world.bots[7000000001].privacy = False
    membership.promote(box.world, group, box.world.bots[7000000001], by=box.world.people[1001])
    ended = await check(box, database_url, key_file)
    assert ended.code == 0
    assert "! 注意 小伴能读到群里所有消息" in ended.said
    assert "! 注意 小伴是群「第三党小组」的管理员" in ended.said


@pytest.mark.parametrize(
    ("days", "said"), [(None, "! 注意 还没有备份过"), (8, "已经超过 7 天"), (6, "✓ 正常 最近一次备份是")]
)
async def test_the_age_of_the_last_backup(database: Database, key_file: Path, days: int | None, said: str) -> None:
    """A10."""
    async with database.write() as tx:
        if days is not None:
            await safekeeping.note_backup(tx, datetime.now(UTC) - timedelta(days=days))
    url = database.engine.url.render_as_string(hide_password=False)
    settings = Settings(token=SecretStr(TOKEN), api_url="http://127.0.0.1:1/bot", database_url=url, key_file=key_file)
    assert [one for one in await checkup(settings) if said in f"{one.mark} {one.words}"]


async def test_the_other_key_file_and_what_it_should_open(database: Database, tmp_path: Path) -> None:
    """V6: its permissions are looked at, and whether it belongs to this database."""
    now = datetime.now(UTC)
    async with database.write() as tx:
        await inbox.put(tx, [{"update_id": 1, "message": {}}], now, now)
    url = database.engine.url.render_as_string(hide_password=False)
    strange = tmp_path / "strange.key"
    settings = Settings(token=SecretStr(TOKEN), api_url="http://127.0.0.1:1/bot", database_url=url, key_file=strange)
    assert [
        one for one in await checkup(settings) if not one.good and "请放回与这个数据库配套的两个密钥文件" in one.words
    ]
    care = keyfile.care_file(strange)
    care.chmod(0o644)
    assert [one.words for one in await checkup(settings)] == [f"密钥文件 {care} 别人也能读，请执行：chmod 600 {care}"]


@ON_SQLITE
async def test_a_wrong_token(box: Sandbox, database_url: str, key_file: Path) -> None:
    ended = await check(box, database_url, key_file, "7000000002:wrong")
    assert ended.code == 1
    assert "✗ 不行 Telegram 不认这个令牌，请检查 XIAOBAN_TOKEN" in ended.said


@ON_SQLITE
async def test_telegram_is_away(box: Sandbox, database_url: str, key_file: Path) -> None:
    box.world.faults.away = True
    ended = await check(box, database_url, key_file)
    assert ended.code == 1
    assert "✗ 不行 连不上 Telegram（NetworkError）" in ended.said


@ON_SQLITE
async def test_the_clock_is_off(database_url: str, key_file: Path) -> None:
    async with Sandbox(lambda: datetime.now(UTC) + timedelta(minutes=10)) as box:
        box.world.add_bot(TOKEN, "xiaoban_bot", "小伴")
        assert "! 注意 本机时钟与 Telegram 相差 " in (await check(box, database_url, key_file)).said


@ON_SQLITE
async def test_a_key_that_others_can_read(box: Sandbox, database_url: str, key_file: Path) -> None:
    Keyring.from_file(key_file)
    os.chmod(key_file, 0o644)  # noqa: PTH101 - that is what is wrong with it
    ended = await check(box, database_url, key_file)
    assert ended.code == 1
    assert ended.said == f"✗ 不行 密钥文件 {key_file} 别人也能读，请执行：chmod 600 {key_file}\n"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_database_that_is_not_there(box: Sandbox, key_file: Path, kind: str) -> None:
    urls = {
        "sqlite": f"sqlite+aiosqlite:///{key_file.parent}",  # a folder
        "postgresql": "postgresql+asyncpg://me:secret@127.0.0.1:1/x",
    }
    ended = await check(box, urls[kind], key_file)
    assert ended.code == 1
    assert "打不开" in ended.said
    assert "请检查 XIAOBAN_DATABASE_URL" in ended.said
    started = await run(against(box, TOKEN, urls[kind], key_file))
    assert started.code == 2
    assert "请检查 XIAOBAN_DATABASE_URL" in started.complained
    assert started.complained.count("\n") == 1
    assert "secret" not in started.complained


@pytest.mark.parametrize("reason", ["token", "away"])
async def test_a_start_that_fails_says_one_sentence(box: Sandbox, key_file: Path, reason: str) -> None:
    """Also nothing of sessions left open."""
    database_url = f"sqlite+aiosqlite:///{key_file.parent / 'x.db'}"
    box.world.faults.away = reason == "away"
    token = TOKEN if reason == "away" else "7000000002:wrong"
    ended = await run(against(box, token, database_url, key_file))
    assert ended.code == 2
    assert ended.complained.count("\n") == 1
    assert token not in ended.complained


async def test_a_key_that_does_not_belong_to_the_database(box: Sandbox, database_url: str, tmp_path: Path) -> None:
    """V9: it is said plainly, and nothing that was confided is thrown away."""
    database = Database.open(database_url, TEST_KEYS)
    now = datetime.now(UTC)
    async with database.write() as tx:
        await inbox.put(tx, [{"update_id": 1, "message": {}}], now, now)
    ended = await run(against(box, TOKEN, database_url, tmp_path / "strange.key"))
    assert ended.code == 2
    assert "请从备份恢复与这个数据库配套的密钥文件" in ended.complained
    async with database.read() as tx:
        assert len(await inbox.waiting(tx)) == 1
    await database.close()


@ON_SQLITE
@pytest.mark.usefixtures("bound")
async def test_numbers_nobody_looked_at_for_half_a_year(box: Sandbox, database_url: str, key_file: Path) -> None:
    """SAFE-11."""
    ended = await check(box, database_url, key_file, checked_on=date(2026, 1, 1))
    assert ended.code == 0
    assert "! 注意" in ended.said
    assert "超过 180 天没有核对" in ended.said
