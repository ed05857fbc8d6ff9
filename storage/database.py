"""Opening the database, and the two ways in: to read and to write."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.schema import Tx
from storage.sealing import Keyring

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
        if not self.embedded:
            async with self.engine.begin() as tx:
                yield tx
            return
        async with self._one_writer, self.engine.begin() as tx:
            yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """One consistent view that waits for no writer."""
        async with self.engine.connect() as tx:
            await tx.execution_options(reads_only=True)
            async with tx.begin():
                yield tx

    async def close(self) -> None:
        await self.engine.dispose()


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
