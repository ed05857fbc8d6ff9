"""An installation as an operator sees it: a folder, two key files, a database of either kind, and the command line."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from bot.commands import main
from storage.database import Database
from storage.sealing import Keyring
from storage.tables import metadata

_T = TypeVar("_T")
OF_THE_HOUSE = {"safekeeping", "tenures", "heard"}  # when somebody worked here last, not what is remembered


@dataclass
class Installation:
    """`run` is `python -m bot` in its folder, with its settings in the environment."""

    folder: Path
    url: str
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch

    @property
    def key_file(self) -> Path:
        return self.folder / "xiaoban.key"

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(self.url.partition(":///")[2])

    def run(self, *arguments: object) -> str:
        """What a command says that does what it should."""
        self._enter()
        assert main([str(one) for one in arguments]) == 0, self.capsys.readouterr().err
        return self.capsys.readouterr().out

    def refuses(self, *arguments: object) -> str:
        """The one sentence that a mistake gets."""
        self._enter()
        self.capsys.readouterr()
        assert main([str(one) for one in arguments]) == 2
        said = self.capsys.readouterr()
        assert said.out == ""
        assert "\n" not in said.err.strip()
        return said.err.strip()

    def _enter(self) -> None:
        self.monkeypatch.chdir(self.folder)
        for name, value in (
            ("TOKEN", "7000000001:tests-only"),
            ("DATABASE_URL", self.url),
            ("KEY_FILE", self.key_file),
        ):
            self.monkeypatch.setenv(f"XIAOBAN_{name}", str(value))

    def do(self, work: Callable[[Database], Awaitable[_T]]) -> _T:
        async def opened() -> _T:
            database = Database.open(self.url, Keyring.from_file(self.key_file))
            try:
                return await work(database)
            finally:
                await database.close()

        return asyncio.run(opened())

    def change(self, sql: str, **values: object) -> None:
        async def write(database: Database) -> None:
            async with database.write() as tx:
                await tx.execute(sa.text(sql), values)

        self.do(write)

    def remembered(self) -> dict[str, list[Any]]:
        """All rows of all tables that have any, opened."""
        return self.do(remembered)


async def remembered(database: Database) -> dict[str, list[Any]]:
    async with database.read() as tx:
        rows = {
            table.name: [tuple(row) for row in await tx.execute(sa.select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in OF_THE_HOUSE
        }
    return {name: found for name, found in rows.items() if found}
