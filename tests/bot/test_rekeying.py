"""New keys: everything is sealed anew, and whoever is killed in between loses nothing (V9)."""

import asyncio
import fcntl
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from domain.messages import Letter, Message, Press
from handlers.keys import ButtonKeys
from storage import inbox, keyfile, outbox, resealing
from storage.database import Database
from storage.resealing import Found
from storage.schema import Sealed
from storage.sealing import Keyring
from storage.tables import metadata
from tests.bot.installed import Installation
from tests.conftest import A_MONDAY
from tests.databases import Databases
from tests.processes import COMMAND, surroundings

MANY = 450  # more than two portions
SEALED = MANY - 49 + 20


async def fill(database: Database) -> None:
    """Words of several purposes; some rows have none."""
    async with database.write() as tx:
        await inbox.put(tx, [{"update_id": number, "text": "家里有事"} for number in range(MANY)], A_MONDAY, A_MONDAY)
        await inbox.finish(tx, range(1, 50), A_MONDAY)
        await outbox.post(tx, [Letter(number, message=Message("您好")) for number in range(20)], A_MONDAY)


async def look(database: Database) -> Found:
    return await resealing.look(database, keyring_of(database))


def keyring_of(database: Database) -> Keyring:
    found: Keyring = vars(database.engine.dialect)["keyring"]
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def full(here: Installation, databases: Databases, request: pytest.FixtureRequest) -> Installation:
    """An installation with much that is sealed, on either database."""
    if request.param == "postgresql":
        here.url = asyncio.run(databases.fresh("postgresql"))
    here.do(fill)
    return here


def test_all_is_sealed_anew_and_the_old_keys_can_go(full: Installation) -> None:
    before, old = full.remembered(), Keyring.from_file(full.key_file)
    button = ButtonKeys(old.signer("buttons")).pack(Press("s", (1,)))
    said = full.run("rekey")
    assert f"{SEALED} 处内容重新加密好了" in said
    assert [len(keyfile.read(file)) for file in keyfile.both(full.key_file)] == [2, 2]
    assert full.remembered() == before
    assert ButtonKeys(Keyring.from_file(full.key_file).signer("buttons")).open(button) is not None
    said = full.run("rekey", "--drop-old")
    assert "去掉了 2 把旧密钥" in said
    assert "旧的按钮从此失效" in said
    assert full.remembered() == before
    found = full.do(look)
    assert (found.total, found.old, found.lost) == (SEALED, 0, set())
    assert not old.opens("inbox", sealed(full))
    assert ButtonKeys(Keyring.from_file(full.key_file).signer("buttons")).open(button) is None
    assert "没有旧密钥" in full.run("rekey", "--drop-old")


def sealed(place: Installation) -> bytes:
    async def read(database: Database) -> bytes:
        async with database.read() as tx:
            plain = sa.table("inbox", sa.column("body", sa.LargeBinary()))
            return bytes(
                (await tx.execute(sa.select(plain.c.body).where(plain.c.body.is_not(None)))).scalars().all()[0]
            )

    return place.do(read)


def test_killed_in_between_it_goes_on(full: Installation) -> None:
    """kill -9 as soon as the first portions are sealed anew; meanwhile both keys are needed, and both are there."""
    before = full.remembered()
    environment = surroundings(
        full.folder, token="7000000001:tests-only", database_url=full.url, key_file=full.key_file
    )
    slow = "import storage.resealing as r; r.AT_ONCE = 1; import runpy, sys; sys.argv[1:] = ['rekey']; "
    process = subprocess.Popen(  # noqa: S603 - our own command
        [COMMAND[0], "-c", slow + "runpy.run_module('bot', run_name='__main__')"], env=environment, cwd=full.folder
    )
    while process.poll() is None and not (len(keyfile.read(full.key_file)) == 2 and full.do(look).old < SEALED):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    left = full.do(look).old
    assert 0 < left < SEALED, "it was killed in the middle"
    assert full.remembered() == before
    assert "请先运行 python -m bot rekey" in full.refuses("rekey", "--drop-old")
    assert f"接着做完了：{left} 处" in full.run("rekey")
    assert len(keyfile.read(full.key_file)) == 2, "no third key"
    assert full.remembered() == before
    full.run("rekey", "--drop-old")
    assert full.remembered() == before


def test_what_no_key_opens_is_left_alone_and_keeps_the_old_keys(here: Installation) -> None:
    here.do(fill)
    here.change("UPDATE inbox SET body = 'broken' WHERE id = 60")
    assert "表 inbox 里有密钥打不开的内容" in here.run("rekey")
    assert "旧密钥先留着" in here.refuses("rekey", "--drop-old")
    assert len(keyfile.read(here.key_file)) == 2


def test_what_tells_no_time_still_tells_none(here: Installation) -> None:
    """The suggestion box is sealed without the second of sealing; a new key does not put one in."""

    undated = {column.type.purpose for column in columns() if isinstance(column.type, Sealed) and not column.type.dated}
    assert "suggestions" in undated
    before = {purpose: Keyring.from_file(here.key_file).box(purpose).encrypt_at_time(b"1", 0) for purpose in undated}
    keyfile.add_key(keyfile.care_file(here.key_file))
    rotated = Keyring.from_file(here.key_file)
    for purpose, sealed_before in before.items():
        again = rotated.box(purpose).rotate(sealed_before)
        assert rotated.is_fresh(purpose, again) > rotated.is_fresh(purpose, sealed_before)
        assert rotated.box(purpose).extract_timestamp(again) == 0


def columns() -> list[sa.Column[Any]]:
    return [column for table in metadata.sorted_tables for column in table.columns]


def test_not_while_the_bot_works(here: Installation) -> None:
    with Path(f"{here.file}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for arguments in (["rekey"], ["rekey", "--drop-old"]):
            assert "请先停下小伴再换密钥" in here.refuses(*arguments)
    assert len(keyfile.read(here.key_file)) == 1
