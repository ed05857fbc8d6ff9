"""What a restore refuses, and what it leaves as it was (A10)."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import inbox, migrations, nodes, people
from storage.archive import Line, Writer
from storage.database import Database
from storage.sealing import Keyring
from tests.bot.installed import Installation
from tests.conftest import A_MONDAY

Install = Callable[[str, str], Installation]


@pytest.fixture
def backup(here: Installation) -> Path:
    here.run("backup", "one.backup")
    return here.folder / "one.backup"


@pytest.fixture
def empty(here: Installation, backup: Path, install: Install) -> Installation:
    """A machine with the key files, the backup and nothing else."""
    there = install("there", f"sqlite+aiosqlite:///{here.folder.parent}/there/xiaoban.db")
    for name in ("xiaoban.key", "xiaoban-care.key", backup.name):
        shutil.copy2(here.folder / name, there.folder / name)
    return there


def test_what_is_there_is_not_lost(here: Installation, backup: Path) -> None:
    """A file with something in it stays, or is moved aside whole."""
    before = here.remembered()
    here.change("UPDATE members SET name = '别人'")
    after = here.remembered()
    assert "加上 --replace" in here.refuses("restore", backup)
    assert here.remembered() == after
    assert "原来的文件挪到了" in here.run("restore", backup, "--replace", "--as-it-was")
    assert here.remembered() == before
    (aside,) = here.file.parent.glob(f"{here.file.name}.before-*")
    assert here.do(
        lambda _: names(Database.open(f"sqlite+aiosqlite:///{aside}", Keyring.from_file(here.key_file)))
    ) == {"别人"}


async def names(database: Database) -> set[str]:
    async with database.read() as tx:
        found = {one.name for one in await people.in_nodes(tx, await nodes.all_ids(tx))}
    await database.close()
    return found


def test_a_file_that_is_broken_is_no_reason_not_to_restore(here: Installation, backup: Path) -> None:
    before = here.remembered()
    here.file.write_bytes(b"broken " * 1000)
    assert "--replace" in here.refuses("restore", backup)
    here.run("restore", backup, "--replace", "--as-it-was")
    assert here.remembered() == before


def test_a_server_that_is_not_empty_is_not_touched(
    here: Installation, backup: Path, install: Install, server: str
) -> None:
    there = install("here", server)
    there.run("restore", backup)
    there.change("UPDATE members SET name = '别人'")
    before = there.remembered()
    for arguments in (["restore", backup], ["restore", backup, "--replace"]):
        assert "请另建一个空的数据库" in there.refuses(*arguments)
    assert there.remembered() == before


def test_not_while_the_bot_works(empty: Installation) -> None:
    with empty.folder.joinpath("xiaoban.db.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "请先停下小伴再恢复" in empty.refuses("restore", "one.backup")
    assert not empty.file.exists()


def test_half_a_backup_and_another_key_change_nothing(empty: Installation) -> None:
    half, none = empty.folder / "half.backup", empty.folder / "none.backup"
    half.write_bytes((empty.folder / "one.backup").read_bytes()[:-1])
    none.write_text("nothing")
    assert "不完整" in empty.refuses("restore", half)
    assert "不是小伴的备份文件" in empty.refuses("restore", none)
    assert "读不了" in empty.refuses("restore", "nowhere.backup")
    care, key = empty.folder / "xiaoban-care.key", empty.key_file
    care.unlink()
    assert "没有找到密钥文件" in empty.refuses("restore", "one.backup")
    key.unlink()
    Keyring.from_file(key)
    assert "密钥文件打不开这份备份" in empty.refuses("restore", "one.backup")
    assert sorted(one.name for one in empty.folder.iterdir()) == sorted(
        ["half.backup", "none.backup", "one.backup", "xiaoban-care.key", "xiaoban.db.lock", "xiaoban.key"]
    )


def test_the_key_of_what_was_confided_must_be_the_right_one(here: Installation, empty: Installation) -> None:
    """V6: the backup opens with the ordinary key, and what lies sealed in it does not."""

    async def confide(database: Database) -> None:
        async with database.write() as tx:
            await inbox.put(tx, [{"update_id": 1}], A_MONDAY, A_MONDAY)

    here.do(confide)
    here.run("backup", empty.folder / "two.backup")
    care = empty.folder / "xiaoban-care.key"
    care.unlink()
    Keyring.from_file(empty.key_file)
    assert "密钥文件打不开备份里加密的内容" in empty.refuses("restore", "two.backup")
    assert not empty.file.exists()


def test_a_backup_of_an_older_program_is_brought_up_to_date(here: Installation, empty: Installation) -> None:
    """And one of a newer program is refused."""
    written(empty, "newer.backup", {"revision": "9999", "taken_at": "2030-01-01T00:00:00+08:00"}, {"counts": {}})
    assert "请先升级程序" in empty.refuses("restore", "newer.backup")
    old = {"table": "nodes", "columns": ["id", "kind", "name", "created_at"], "rows": [[7, "branch", "老支部", 0]]}
    head = {"revision": "0001", "taken_at": "2025-01-01T00:00:00+08:00"}
    written(empty, "old.backup", head, old, {"counts": {"nodes": 1}})
    assert "2025-01-01 00:00 的备份，一共 1 行" in empty.run("restore", "old.backup")
    assert empty.do(migrations.is_current)
    assert "老支部" in empty.run("tree")


def test_rows_that_were_not_counted_are_noticed(empty: Installation) -> None:
    row = {"table": "nodes", "columns": ["id", "kind", "name", "created_at"], "rows": [[7, "branch", "老支部", 0]]}
    head = {"revision": "0001", "taken_at": "2025-01-01T00:00:00+08:00"}
    odd: list[list[Line]] = [[], [{"counts": {"nodes": 2}}], [{"counts": {"nodes": 1, "members": 1}}]]
    for counts in odd:
        written(empty, "odd.backup", head, row, *counts)
        assert "对不上" in empty.refuses("restore", "odd.backup")
        assert not empty.file.exists()


def written(place: Installation, name: str, *lines: Line) -> None:
    with (place.folder / name).open("wb") as file:
        writer = Writer(file, Keyring.from_file(place.key_file))
        for line in lines:
            writer.line(line)
        writer.close()
