"""Opening the database, and the two ways in: to read and to write."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import asyncpg
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.schema import Tx
from storage.sealing import Keyring

# PostgreSQL's classes of trouble that is not the statement's fault: connection, rollback (deadlock), resources,
# somebody else's lock, intervention by the operator, the system, the server itself.
_PASSING = ("08", "40", "53", "55", "57", "58", "XX")
_SQLITE_AT_FAULT = ("SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_MISUSE", "SQLITE_RANGE")

BUSY_MS = 5_000  # how long we wait for somebody else's lock before we say that the database is locked


class Database:
    """One SQLite file or one PostgreSQL database, with the keys that open its sealed columns.

    On SQLite all writers of the process queue at one lock: the file takes one writer anyway, and waiting in order
    here is cheaper than SQLite's busy loop. On PostgreSQL the server keeps order, and writers run side by side.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.embedded = engine.dialect.name == "sqlite"
        self._one_writer = asyncio.Lock()

    @classmethod
    def open(cls, url: str, keyring: Keyring) -> "Database":
        """`url` is `sqlite+aiosqlite:///path` or `postgresql+asyncpg://…`; connects at the first use."""
        embedded = url.startswith("sqlite")
        if embedded:
            Path(sa.make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(
            url,
            pool_size=8,
            connect_args={"timeout": BUSY_MS / 1000}
            if embedded
            else {"server_settings": {"lock_timeout": str(BUSY_MS)}, "timeout": 10},
        )
        vars(engine.dialect)["keyring"] = keyring
        if embedded:
            sa.event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            sa.event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return cls(engine)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Tx]:
        """One transaction: committed at the end of the block, rolled back by an exception."""
        async with self._one_writer if self.embedded else nullcontext(), same_error(), self.engine.begin() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """One consistent view that waits for no writer."""
        async with same_error(), self.engine.connect() as tx:
            await tx.execution_options(reads_only=True)
            async with tx.begin():
                yield tx

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Tx]:
        """As `read`, and every question sees the database as it was at the first."""
        async with same_error(), self.engine.connect() as tx:
            await tx.execution_options(reads_only=True)
            if not self.embedded:
                await tx.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            async with tx.begin():
                yield tx

    @asynccontextmanager
    async def between_writes(self) -> AsyncIterator[None]:
        """No writer of this process is in the middle of its transaction: whoever is interrupted here leaves no lock."""
        async with self._one_writer if self.embedded else nullcontext():
            yield

    async def close(self) -> None:
        await self.engine.dispose()


def embedded_file(url: str) -> Path | None:
    """The SQLite file at this address; None where it is a server's."""
    parsed = sa.make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


async def alone(tx: Tx, work: Awaitable[object]) -> Exception | None:
    """Do this behind a savepoint: None, or why nothing of it was done. Raises where the database itself is away."""
    try:
        async with tx.begin_nested():
            await work
    except DBAPIError as error:
        if is_away(error):
            raise
        return error
    except Exception as error:  # whatever it is, it is this work's fault alone
        return error
    return None


def is_away(error: DBAPIError) -> bool:
    """Whether the database cannot, for now: locked, full, gone. Otherwise what it was asked is at fault."""
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        name = getattr(error.orig, "sqlite_errorname", "")
        return isinstance(error, sa.exc.OperationalError) and not name.startswith(_SQLITE_AT_FAULT)
    sqlstate = getattr(error.orig, "sqlstate", None)
    return sqlstate.startswith(_PASSING) if sqlstate is not None else isinstance(error, sa.exc.InterfaceError)


def cause(error: DBAPIError) -> str:
    """One word for the operator: DiskFullError, SQLITE_BUSY, ConnectionRefusedError."""
    origin = error.orig
    deepest = origin.__cause__ or origin if origin is not None else error
    return str(getattr(origin, "sqlite_errorname", "")) or type(deepest).__name__


@asynccontextmanager
async def same_error() -> AsyncIterator[None]:
    """A server that cannot be reached is the same error as one that cannot answer; the drivers disagree on that."""
    try:
        yield
    except (OSError, sa.exc.TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise sa.exc.InterfaceError(None, None, error, connection_invalidated=True) from error


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets readers read while one writes; FULL makes a commit survive a power cut, as "confirmed" promises."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """A writer takes its lock at once: a lock asked for later can fail in the middle of a turn."""
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
