"""What the tests of bad days share: saying something without being asked, and a database in trouble."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi

from domain.messages import Lane, Message
from sandbox.play.heard import Heard
from sandbox.world.journal import Call
from services.turn import Turn, post
from storage.database import Database
from storage.schema import metadata
from tests.conftest import SHANGHAI
from tests.databases import TEST_KEYS
from tests.flows.town import Town

FRIDAY_THREE = datetime(2026, 11, 27, 15, 0, tzinfo=SHANGHAI)


async def begun(town: Town) -> Heard:
    """A meeting whose sign-in is open; what was said about it before is of no interest. Returns the board."""
    board, _ = await town.plan()
    town.at(FRIDAY_THREE)
    await town.settle()
    town.forget_unheard()
    return board


async def tell(town: Town, chat_id: int, *texts: str, lane: Lane = Lane.ANSWER, thread_id: int | None = None) -> None:
    """The bot says something of its own accord."""
    async with town.database.write() as tx:
        turn = Turn(tx, town.clock.now())
        for text in texts:
            turn.tell(chat_id, Message(text), lane=lane, thread_id=thread_id)
        await post(tx, [turn])
    await town.app.ring()


async def count(database: Database, table: str, **where: Any) -> int:
    """The rows of a table with these values."""
    found = metadata.tables[table]
    async with database.read() as tx:
        query = sa.select(sa.func.count()).select_from(found)
        number: int = await tx.scalar(query.where(*(found.c[name] == value for name, value in where.items()))) or 0
    return number


async def signed_in(town: Town) -> int:
    return await count(town.database, "attendance")


def calls(town: Town, method: str, chat_id: int | None = None) -> list[Call]:
    """The calls of the Bot API with this name."""
    return [
        call
        for call in town.box.world.calls
        if call.method.lower() == method.lower() and chat_id in {None, call.chat_id}
    ]


class Trouble:
    """A database that does not take anything, until it is mended. The bot waits for nobody's lock, to be quick."""

    def __init__(self, town: Town, other: Database) -> None:
        self._other = other
        self._before = "PRAGMA busy_timeout = 1" if other.embedded else "SET LOCAL lock_timeout = '1ms'"
        sa.event.listen(town.database.engine.sync_engine, "checkout", self._taken)

    def _taken(self, connection: Any, _record: Any, _proxy: Any) -> None:
        with suppress(AsyncAdapt_asyncpg_dbapi.InterfaceError):  # a dead connection speaks for itself
            cursor = connection.cursor()
            cursor.execute(self._before)
            cursor.close()

    @asynccontextmanager
    async def locked(self, tables: str = "inbox, outbox") -> AsyncIterator[None]:
        """Somebody else holds the lock: on SQLite that of the file, else those of some tables."""
        async with self._other.write() as tx:
            if not self._other.embedded:
                await tx.execute(sa.text(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE"))
            yield

    @asynccontextmanager
    async def gone(self) -> AsyncIterator[None]:
        """PostgreSQL lets nobody in, and throws out who is there."""
        name = self._other.engine.url.database
        server = Database.open(self._other.engine.url.set(database="postgres").render_as_string(False), TEST_KEYS)
        await _run(
            server,
            f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608
        )
        yield
        await _run(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        await server.close()

    @asynccontextmanager
    async def full(self) -> AsyncIterator[None]:
        """There is no room for another page."""
        if self._other.embedded:
            self._before = "PRAGMA max_page_count = 1"  # that is, no more than there are
            yield
            self._before = "PRAGMA max_page_count = 1000000"
            return
        await _run(
            self._other,
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$",
            "CREATE TRIGGER full_disk BEFORE INSERT ON inbox EXECUTE FUNCTION full_disk()",
        )
        yield
        await _run(self._other, "DROP TRIGGER full_disk ON inbox")


async def _run(database: Database, *statements: str) -> None:
    async with database.write() as tx:
        for statement in statements:
            await tx.execute(sa.text(statement))


@asynccontextmanager
async def trouble_of(town: Town, database_url: str) -> AsyncIterator[Trouble]:
    other = Database.open(database_url, TEST_KEYS)
    yield Trouble(town, other)
    await other.close()
