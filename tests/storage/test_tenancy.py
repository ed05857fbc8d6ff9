"""One process works on a database at a time; the right to it dies with its holder (L11)."""

import asyncio
import os
import sys

import pytest
import sqlalchemy as sa

from storage.database import Database
from storage.tenancy import tenancy_of
from tests.databases import TEST_KEYS, Databases
from tests.processes import ROOT

HOLD = """
import asyncio, sys
from storage.database import Database
from storage.sealing import Keyring
from storage.tenancy import tenancy_of

async def hold():
    held = tenancy_of(Database.open(sys.argv[1], Keyring((bytes(32),))))
    print(await held.take(), flush=True)
    await asyncio.Event().wait()

asyncio.run(hold())
"""

END_OURS = """
SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = current_database()
"""


async def test_only_one_has_it_and_gives_it_back(database: Database) -> None:
    first, second = tenancy_of(database), tenancy_of(database)
    assert await first.take()
    assert not await second.take()
    await first.give_back()
    assert await second.take()
    assert not await first.take()
    assert not first.lost.is_set()
    await second.give_back()


async def test_another_database_is_another_matter(database: Database, databases: Databases) -> None:
    kind = "sqlite" if database.embedded else "postgresql"
    other = Database.open(await databases.fresh(kind), TEST_KEYS)
    mine, theirs = tenancy_of(database), tenancy_of(other)
    assert await mine.take()
    assert await theirs.take()
    for one in (mine, theirs):
        await one.give_back()
    await other.close()


async def test_who_is_killed_has_it_no_longer(database: Database, database_url: str) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        HOLD,
        database_url,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"True\n"
    mine = tenancy_of(database)
    assert not await mine.take()
    holder.kill()
    await holder.wait()
    async with asyncio.timeout(5):
        while not await mine.take():  # noqa: ASYNC110 - who was killed tells nobody
            await asyncio.sleep(0)
    await mine.give_back()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_whoever_loses_the_connection_knows_at_once(database: Database) -> None:
    mine, other = tenancy_of(database), tenancy_of(database)
    assert await mine.take()
    await mine.begin()
    async with database.write() as tx:
        await tx.execute(sa.text(END_OURS))
    async with asyncio.timeout(2):
        await mine.lost.wait()
    assert await mine.take()
    assert not mine.lost.is_set()
    assert await mine.goes_on()
    await mine.give_back()
    assert await other.take()
    await other.begin()
    await other.give_back()
    assert await mine.take()
    assert not await mine.goes_on()
    await mine.give_back()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_it_can_be_given_back_at_any_moment(database: Database) -> None:
    """Also in the one in which the server says that the connection lives."""
    for turns in range(100):
        mine = tenancy_of(database)
        assert await mine.take()
        await mine.goes_on()
        for _ in range(turns % 25):
            await asyncio.sleep(0)
        async with asyncio.timeout(5):
            await mine.give_back()
