"""All that is remembered moves from the SQLite file to PostgreSQL, or nothing of it does (L2, L11)."""

import asyncio
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.commands import main
from storage.database import Database
from storage.sealing import Keyring
from storage.tables import metadata
from tests.databases import Databases

DEMO = Path(__file__).parents[2] / "sandbox" / "demo" / "branch.toml"
TOO_LONG = "长" * 65


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, with the demonstration branch loaded."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "xiaoban.db"
    monkeypatch.setenv("XIAOBAN_TOKEN", "7000000001:tests-only")
    monkeypatch.setenv("XIAOBAN_DATABASE_URL", f"sqlite+aiosqlite:///{file}")
    monkeypatch.setenv("XIAOBAN_KEY_FILE", str(tmp_path / "xiaoban.key"))
    assert main(["load", str(DEMO)]) == 0
    return file


@pytest.fixture
def server(databases: Databases) -> Iterator[str]:
    """The address of an empty database, as an operator writes it."""
    url = asyncio.run(databases.empty("postgresql"))
    yield url.replace("postgresql+asyncpg", "postgresql")
    asyncio.run(databases.drop(url))


def remembered(url: str) -> dict[str, list[Any]]:
    """All rows of all tables that have any, opened."""

    async def read() -> dict[str, list[Any]]:
        database = Database.open(
            url.replace("postgresql:", "postgresql+asyncpg:"), Keyring.from_file(Path("xiaoban.key"))
        )
        async with database.read() as tx:
            rows = {
                table.name: [tuple(row) for row in await tx.execute(sa.select(table).order_by(*table.primary_key))]
                for table in metadata.sorted_tables
            }
        await database.close()
        return {name: found for name, found in rows.items() if found}

    return asyncio.run(read())


def change(url: str, sql: str, **values: object) -> None:
    async def write() -> None:
        database = Database.open(url, Keyring.from_file(Path("xiaoban.key")))
        async with database.write() as tx:
            await tx.execute(sa.text(sql), values)
        await database.close()

    asyncio.run(write())


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What the operator reads of a mistake: one sentence or two, in one line."""
    said = capsys.readouterr().err.strip()
    assert "\n" not in said
    return said


def test_everything_moves_and_goes_on_there(
    file: Path, server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = remembered(f"sqlite+aiosqlite:///{file}")
    assert main(["transfer", server]) == 0
    assert f"一共 {sum(map(len, before.values()))} 行" in capsys.readouterr().out
    assert remembered(server) == before == remembered(f"sqlite+aiosqlite:///{file}")
    monkeypatch.setenv("XIAOBAN_DATABASE_URL", server)
    more = file.with_name("more.toml")
    more.write_text(DEMO.read_text("utf-8").replace("王奶奶", "新来的同志"), "utf-8")
    assert main(["load", str(more)]) == 0, "new rows are numbered behind the old ones"
    assert main(["transfer", server]) == 2
    assert "不用搬" in told(capsys)


def test_what_is_not_empty_is_not_touched(file: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transfer", server]) == 0
    before = remembered(server)
    change(f"sqlite+aiosqlite:///{file}", "UPDATE members SET name = '别人'")
    capsys.readouterr()
    assert main(["transfer", server]) == 2
    assert "请换一个空的数据库" in told(capsys)
    assert remembered(server) == before


def test_half_way_is_no_way(file: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A row that SQLite took and PostgreSQL does not; once it is mended the same command does it all."""
    source = f"sqlite+aiosqlite:///{file}"
    change(source, "UPDATE members SET name = :name WHERE id = 2", name=TOO_LONG)
    capsys.readouterr()
    assert main(["transfer", server]) == 2
    said = told(capsys)
    assert "表 members" in said
    assert TOO_LONG not in said
    assert remembered(server) == {}
    change(source, "UPDATE members SET name = '王奶奶' WHERE id = 2")
    assert main(["transfer", server]) == 0
    assert remembered(server) == remembered(source)


def test_not_while_the_bot_works(file: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    with file.with_name(f"{file.name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        capsys.readouterr()
        assert main(["transfer", server]) == 2
    assert "请先停下小伴" in told(capsys)


@pytest.mark.parametrize("address", ["xiaoban", "sqlite:///new.db", "postgresql://host", "mysql://host/xiaoban"])
@pytest.mark.usefixtures("file")
def test_an_address_that_is_none(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["transfer", address]) == 2
    assert "postgresql://用户:密码@主机/数据库名" in told(capsys)


def test_from_where_nothing_is(
    file: Path, server: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the wrong folder there is no file yet, and none is made: nobody goes on with an empty memory."""
    elsewhere = file.with_name("elsewhere.db")
    monkeypatch.setenv("XIAOBAN_DATABASE_URL", f"sqlite+aiosqlite:///{elsewhere}")
    capsys.readouterr()
    assert main(["transfer", server]) == 2
    assert "没有找到现在的数据库文件" in told(capsys)
    assert not elsewhere.exists()
