"""A backup is whole, sealed, and nobody else's to read; what goes wrong gets one sentence (A10)."""

import os
import resource
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import safekeeping
from storage.database import Database
from tests.bot.installed import Installation
from tests.processes import ROOT

WORDS = "我家的难处"
Install = Callable[[str, str], Installation]


def test_a_backup_is_sealed_and_for_its_owner_only(here: Installation) -> None:
    here.change("UPDATE members SET name = :name WHERE id = 1", name=WORDS)
    said = here.run("backup", "one.backup")
    assert "备份好了：one.backup" in said
    assert "xiaoban-care.key 另外抄一份" in said
    file = here.folder / "one.backup"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    for key_file in here.folder.glob("*.key"):
        assert key_file.read_bytes().strip() not in content
    for open_to_read in (WORDS, "members", "2026", str(here.folder)):
        assert open_to_read.encode() not in content
    assert sorted(one.name for one in here.folder.glob("*backup*")) == ["one.backup"]


def test_a_folder_gets_a_name_and_keeps_the_newest(here: Installation) -> None:
    folder = here.folder / "backups"
    folder.mkdir()
    for name in ("xiaoban-20260101-030000.backup", "xiaoban-20260102-030000.backup", "xiaoban.backup", "notes.txt"):
        (folder / name).touch()
    left = folder / ".xiaoban-part-left"
    left.touch()
    os.utime(left, (0, 0))
    assert "去掉了 1 份更早的" in here.run("backup", folder, "--keep", "2")
    names = sorted(one.name for one in folder.iterdir())
    assert names[:2] == ["notes.txt", "xiaoban-20260102-030000.backup"]
    assert names[3:] == ["xiaoban.backup"], "what is not named by us is not ours to throw away"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["there.backup"], "已经有了，不会盖掉它"),
        (["nowhere/one.backup"], "没有这个文件夹"),
        (["there.backup/one.backup"], "没有这个文件夹"),
        (["/proc/one.backup"], "备份没有写成"),
        (["new.backup", "--keep", "3"], "--keep 只能和文件夹一起用"),
        ([".", "--keep", "0"], "至少是 1"),
    ],
)
def test_a_mistake_gets_one_sentence_and_leaves_nothing(
    here: Installation, arguments: list[str], sentence: str
) -> None:
    (here.folder / "there.backup").write_text("mine")
    before = sorted(here.folder.iterdir())
    assert sentence in here.refuses("backup", *arguments)
    assert sorted(here.folder.iterdir()) == before
    assert (here.folder / "there.backup").read_text() == "mine"


def test_a_full_disk_leaves_nothing(here: Installation, no_more_than: Callable[[int], None]) -> None:
    """A limit on the size of files stands for it."""
    here.change("UPDATE members SET name = hex(randomblob(20000))")
    no_more_than(100_000)
    assert "备份没有写成" in here.refuses("backup", "one.backup")
    assert not list(here.folder.glob("*backup*")) + list(here.folder.glob(".xiaoban-part*"))


@pytest.fixture
def no_more_than() -> Iterator[Callable[[int], None]]:
    """No file of this process grows beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_nothing_is_nothing_is_made(here: Installation) -> None:
    here.file.unlink()
    assert "没有找到数据库文件" in here.refuses("backup", "one.backup")
    here.key_file.unlink()
    assert "没有找到密钥文件" in here.refuses("backup", "one.backup")
    assert not here.file.exists()
    assert not here.key_file.exists()


def test_check_knows_how_old_the_last_backup_is(here: Installation) -> None:
    """It is remembered in the database: the command may run on another machine."""

    async def last(database: Database) -> datetime | None:
        async with database.read() as tx:
            return await safekeeping.last_backup(tx)

    assert here.do(last) is None
    here.run("backup", "one.backup")
    at = here.do(last)
    assert at is not None
    assert timedelta() <= datetime.now(UTC) - at < timedelta(minutes=1)


def test_a_backup_goes_into_an_empty_machine_of_either_kind(here: Installation, install: Install, server: str) -> None:
    """From the file to the server and back again: only the backup and the key files come along."""
    before = here.remembered()
    here.run("backup", "one.backup")
    there = moved(here, install("there", server), "one.backup")
    assert "一行不少" in there.run("restore", "one.backup", "--as-it-was")
    assert there.remembered() == before
    there.run("load", changed_demo(there))
    after = there.remembered()
    assert len(after["members"]) == len(before["members"]) + 1, "new rows are numbered behind the old ones"
    there.run("backup", "two.backup")
    back = moved(
        there, install("back", f"sqlite+aiosqlite:///{there.folder.parent}/back/data/xiaoban.db"), "two.backup"
    )
    back.run("restore", "two.backup", "--as-it-was")
    assert back.remembered() == after
    assert stat.S_IMODE(back.key_file.stat().st_mode) == 0o600


def moved(from_: Installation, to: Installation, backup: str) -> Installation:
    for name in ("xiaoban.key", "xiaoban-care.key", backup):
        shutil.copy2(from_.folder / name, to.folder / name)
    return to


def changed_demo(place: Installation) -> Path:
    more = place.folder / "more.toml"
    demo = ROOT / "sandbox" / "demo" / "branch.toml"
    more.write_text(demo.read_text("utf-8").replace("王奶奶", "新来的同志"), "utf-8")
    return more
