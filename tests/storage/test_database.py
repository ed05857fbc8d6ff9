"""The two ways into the database, and what it promises (L12, L13)."""

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, StatementError

from storage.database import BUSY_MS, Database, is_away
from storage.inbox import heard, inbox
from storage.schema import Instant, metadata
from tests.conftest import SHANGHAI
from tests.databases import TEST_KEYS

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=SHANGHAI)


@ON_SQLITE
async def test_pragmas_are_set_on_every_connection(database: Database) -> None:
    """L12."""
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_MS}
    async with database.read() as one, database.read() as two:
        for tx in (one, two):
            assert {name: await tx.scalar(sa.text(f"PRAGMA {name}")) for name in wanted} == wanted


@ON_SQLITE
async def test_a_writer_takes_its_lock_at_once_and_a_reader_waits_for_nobody(database: Database) -> None:
    """L12."""
    async with database.write() as tx:
        await tx.execute(sa.insert(heard).values(id=1, at=NOON))
        async with database.read() as other:
            assert (await other.execute(sa.select(heard))).all() == []
    async with database.read() as other:
        assert len((await other.execute(sa.select(heard))).all()) == 1


async def test_an_exception_takes_everything_back(database: Database) -> None:
    with pytest.raises(LookupError):
        await write_and_fail(database)
    async with database.read() as tx:
        assert (await tx.execute(sa.select(heard))).all() == []


async def write_and_fail(database: Database) -> None:
    async with database.write() as tx:
        await tx.execute(sa.insert(heard).values(id=1, at=NOON))
        raise LookupError


async def test_a_moment_comes_back_as_it_went(database: Database) -> None:
    async with database.write() as tx:
        await tx.execute(sa.insert(heard).values(id=1, at=NOON))
        found = await tx.scalar(sa.select(heard.c.at))
    assert found == NOON
    assert found.tzinfo is UTC


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    """L13."""
    async with database.write() as tx:
        with pytest.raises(StatementError, match="a moment without a zone"):
            await tx.execute(sa.insert(heard).values(id=1, at=NOON.replace(tzinfo=None)))


def test_every_moment_is_an_instant() -> None:
    """L13: no column can hold a moment without its zone. A whole day is none, and has a date."""
    plain = (sa.DateTime, sa.Time)
    columns = [column for table in metadata.tables.values() for column in table.columns]
    assert not [column for column in columns if isinstance(column.type, plain)]
    timed = [column for column in columns if not isinstance(column.type, sa.Date)]
    moments = [column for column in timed if column.name == "at" or column.name.endswith(("_at", "since", "until"))]
    assert moments
    assert all(isinstance(column.type, Instant) for column in moments)


@pytest.mark.parametrize(
    ("statement", "away"),
    [
        pytest.param("INSERT INTO heard (id) VALUES (1)", False, id="a missing value"),
        pytest.param("SELECT nothing FROM nowhere", False, id="a mistake of ours"),
        pytest.param("SELECT 1 +", False, id="a slip of the pen"),
    ],
)
async def test_a_wrong_statement_is_not_a_database_that_is_away(database: Database, statement: str, away: bool) -> None:
    assert is_away(await failure(database, sa.text(statement))) is away


@ON_POSTGRESQL
async def test_words_that_postgresql_cannot_keep(database: Database) -> None:
    """A NUL in a text would otherwise be tried again for ever."""
    refused = sa.insert(inbox).values(earliest=NOON, received_at=NOON, state="a\0b")
    assert not is_away(await failure(database, refused))


async def failure(database: Database, statement: Any) -> DBAPIError:
    with pytest.raises(DBAPIError) as raised:
        async with database.write() as tx:
            await tx.execute(statement)
    return raised.value


@pytest.mark.parametrize("address", ["me:secret@127.0.0.1:1/x", "me@/x?host=/nowhere"])
async def test_a_server_that_is_not_there_is_away(address: str) -> None:
    database = Database.open(f"postgresql+asyncpg://{address}", TEST_KEYS)
    assert is_away(await failure(database, sa.text("SELECT 1")))
    with pytest.raises(DBAPIError):
        async with database.read():
            pass
    await database.close()


@ON_POSTGRESQL
async def test_a_connection_that_was_cut_is_away_and_the_next_is_good(database: Database, database_url: str) -> None:
    other = Database.open(database_url, TEST_KEYS)
    async with database.read() as tx:
        await tx.execute(sa.text("SELECT 1"))
    async with other.write() as tx:
        await tx.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND datname = current_database()"
            )
        )
    await other.close()
    assert is_away(await failure(database, sa.text("SELECT 1")))
    async with database.write() as tx:
        assert await tx.scalar(sa.text("SELECT 1")) == 1
