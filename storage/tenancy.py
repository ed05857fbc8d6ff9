"""One process works on a database at a time (L11).

Two would poll one token, ring every chore twice and share Telegram's limit without knowing of each other. The right to
work is a lock that dies with its holder: beside a SQLite file one of the operating system, in PostgreSQL an advisory
one on a connection of its own, which is watched, since whoever has lost the connection has lost the lock.
"""

import asyncio
import fcntl
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from storage.database import Database, same_error
from storage.schema import insert_into, metadata

LOCK = 0x7869616F62616E  # "xiaoban"
WATCH_SECONDS = 2.0
ANSWER_SECONDS = 3.0
# A machine that lost its power is known to be gone after about ten seconds, not after Linux's two hours.
_KEEPALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}

tenures = sa.Table(
    "tenures",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
)


class Tenancy(Protocol):
    """The right to work on one database; `lost` is set when it went without being given back."""

    lost: asyncio.Event

    async def take(self) -> bool:
        """Try to get it; False where somebody else has it. Raises DBAPIError or OSError."""

    async def begin(self) -> None:
        """Begin a tenure, once the tables are there."""

    async def goes_on(self) -> bool:
        """Whether nobody else had it since, where it was lost and taken again."""

    async def give_back(self) -> None:
        """Let somebody else have it."""


def tenancy_of(database: Database) -> Tenancy:
    """The right to work on this database, not taken yet."""
    if database.embedded:
        return _BesideTheFile(Path(f"{database.engine.url.database}.lock"))
    return _InTheServer(database)


class _BesideTheFile:
    def __init__(self, path: Path) -> None:
        self.lost = asyncio.Event()  # never: the kernel keeps the lock as long as the process lives
        self._path = path
        self._file: FileIO | None = None

    async def take(self) -> bool:
        file = FileIO(self._path, "a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True

    async def begin(self) -> None:
        pass

    async def goes_on(self) -> bool:
        return True

    async def give_back(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class _InTheServer:
    def __init__(self, database: Database) -> None:
        self.lost = asyncio.Event()
        self._database = database
        self._number = 0
        self._engine = create_async_engine(
            database.engine.url,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args={"server_settings": _KEEPALIVE, "timeout": 10},
        )
        self._connection: AsyncConnection | None = None
        self._watch: asyncio.Task[None] | None = None

    async def take(self) -> bool:
        await self.give_back()
        async with same_error():
            connection = await self._engine.connect()
            try:
                taken = bool(await connection.scalar(sa.select(sa.func.pg_try_advisory_lock(LOCK))))
                driver: Any = (await connection.get_raw_connection()).driver_connection
            except BaseException:
                await _forget(connection)
                raise
        if not taken:
            await _forget(connection)
            return False
        self.lost.clear()
        self._connection = connection
        gone = asyncio.Event()
        driver.add_termination_listener(_setting(gone))
        self._watch = asyncio.create_task(self._look_after(driver, gone))
        return True

    async def begin(self) -> None:
        async with self._database.write() as tx:
            insert = insert_into(tx, tenures).values(id=1, number=1)
            counted = insert.on_conflict_do_update(index_elements=["id"], set_={"number": tenures.c.number + 1})
            self._number = (await tx.execute(counted.returning(tenures.c.number))).scalar_one()

    async def goes_on(self) -> bool:
        async with self._database.read() as tx:
            return bool(await tx.scalar(sa.select(tenures.c.number)) == self._number)

    async def give_back(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._connection is not None:
            await _forget(self._connection)
        self._watch = self._connection = None

    async def _look_after(self, driver: Any, gone: asyncio.Event) -> None:
        """Ask now and then: a connection may die without a word."""
        with suppress(Exception):  # whatever it was, nobody can say any more that the lock is ours
            while not gone.is_set():
                # Not `wait_for`: up to Python 3.11 it swallows a cancelling that comes together with the answer.
                async with asyncio.timeout(ANSWER_SECONDS):
                    await driver.fetchval("SELECT 1")
                with suppress(TimeoutError):
                    async with asyncio.timeout(WATCH_SECONDS):
                        await gone.wait()
        self.lost.set()


def _setting(event: asyncio.Event) -> Callable[[Any], None]:
    return lambda _connection: event.set()


async def _forget(connection: AsyncConnection) -> None:
    """Close it; the server frees the lock. It may be closed already."""
    with suppress(DBAPIError, OSError):
        await connection.invalidate()
        await connection.close()
