"""Words that must leave no trace are searched for everywhere they could be (V2, V9, M12)."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sandbox.world import membership
from storage.schema import Sealed, metadata
from tests.flows.town import CHEN, MING, TOKEN, YU, Town
from tests.flows.troubles import tell
from tests.processes import against, running

REASON = "老伴明天手术走不开"
TALK = "隔壁老王家昨晚吵架了"
NONSENSE = "我昨天梦见一头蓝色的牛"
SENTINELS = (REASON, TALK, NONSENSE)


def hidden_in(raw: bytes) -> list[str]:
    """The sentinels that stand in these bytes, in any of the ways in which text is usually written down."""
    return [
        words
        for words in SENTINELS
        for form in (words.encode(), words.encode("utf-16-le"), json.dumps(words).strip('"').encode())
        if form in raw
    ]


async def everything(town: Town) -> bytes:
    """All columns of all tables, as the database itself gives them."""
    rows: list[str] = []
    async with town.database.read() as tx:
        for table in metadata.tables.values():
            plain = sa.select(*(sa.cast(sa.column(column.name), _as_bytes(column)) for column in table.columns))
            for row in await tx.execute(plain.select_from(sa.table(table.name))):
                rows += [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row]
    return "\n".join(rows).encode("latin-1", "ignore") + "\n".join(rows).encode()


def _as_bytes(column: sa.Column[Any]) -> Any:
    return sa.LargeBinary if column.type.python_type is bytes or isinstance(column.type, Sealed) else sa.Text


def on_the_disk(database_url: str) -> bytes:
    """The SQLite file with its journal, byte for byte."""
    path = Path(database_url.removeprefix("sqlite+aiosqlite:///"))
    files = sorted(path.parent.glob(f"{path.name}*"))
    assert [file.name.removeprefix(path.name) for file in files] == ["", "-shm", "-wal", ".lock"]
    return b"".join(file.read_bytes() for file in files)


async def test_they_are_nowhere(town: Town, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("aiosqlite", "sqlalchemy", "alembic", "telegram", "aiohttp", "apscheduler"):
        caplog.set_level(logging.WARNING, name)  # as `bot.logs.configure` sets them
    board, _ = await town.plan()
    town.stage.bot.privacy = False
    membership.promote(town.box.world, town.group.chat, town.stage.bot, by=town[CHEN].person)
    town[YU].says(TALK, to=town.group)
    town[YU].says(f"/menu@xiaoban_bot {TALK}", to=town.group)
    town[YU].sends_file("随便.txt", TALK.encode(), TALK, to=town.group)
    await town.toast(MING, "🙋 请假", board)
    receipt = await town[MING].hears()
    await town.tap(MING, "同意，我来写", await town.tap(MING, "写原因", receipt))
    assert REASON not in (await town.ask(MING, REASON)).text
    town.forward(seconds=9)
    await town.ask(YU, NONSENSE)
    await tell(town, town[YU].id, NONSENSE)
    assert NONSENSE in (await town[YU].hears()).text
    await town.settle()
    async with town.database.read() as tx:
        assert await tx.scalar(sa.select(metadata.tables["leaves"].c.reason)) == REASON
    found = await everything(town)
    assert b"\xe5\x8d\x81\xe4\xb8\x80\xe6\x9c\x88\xe5\x85\x9a\xe5\xb0\x8f\xe7\xbb\x84\xe4\xbc\x9a" in found
    assert hidden_in(found) == []
    assert hidden_in(caplog.text.encode()) == []
    if town.database.embedded:
        assert "十一月党小组会".encode() in on_the_disk(database_url)
        assert hidden_in(on_the_disk(database_url)) == []
    town.forget_unheard()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nor_in_the_log_of_the_real_process(town: Town, database_url: str) -> None:
    """V9: at its most talkative, also when it fails; and the token is not there either."""
    await town.stop()
    await town.start()
    async with town.database.write() as tx:
        await tx.execute(sa.text("ALTER TABLE dialogues RENAME TO elsewhere"))
    await town.stop()
    key_file = town.settings.key_file
    async with running(against(town.box, TOKEN, database_url, key_file, log_level="DEBUG")) as bot:
        town[MING].says(NONSENSE)
        assert "没有办成" in (await town[MING].hears()).text
        await bot.stop()
        log = bot.log.read_bytes()
    assert "有一条消息办不了".encode() in log
    assert b"OperationalError" in log
    assert hidden_in(log) == []
    assert TOKEN.encode() not in log
    await town.start()
