"""`python -m bot backup`: all that is remembered in one sealed file, while the bot works.

It reads one snapshot of the database in a process of its own, so the bot waits for nothing. The file gets its name
when it is whole and on the disk.
"""

import errno
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.exc import DBAPIError

from bot.settings import Settings
from storage import migrations, safekeeping, snapshots
from storage.archive import ArchiveProblem, Writer
from storage.database import Database, embedded_file
from storage.keyfile import on_disk
from storage.schema import Tx
from storage.sealing import Keyring

_OURS = re.compile(r"xiaoban-\d{8}-\d{6}\.backup")
TRIES = 3  # of five seconds each
_PART = ".xiaoban-part-"
_A_DAY = 24 * 60 * 60
_WHY = {
    errno.ENOSPC: "磁盘满了，备份没有写成；请腾出空间或换一个地方。",
    errno.EDQUOT: "磁盘满了，备份没有写成；请腾出空间或换一个地方。",
    errno.EACCES: "没有写这个文件夹的权限，备份没有写成；请换一个地方或改权限。",
    errno.EPERM: "没有写这个文件夹的权限，备份没有写成；请换一个地方或改权限。",
    errno.EROFS: "这个地方只能读不能写，备份没有写成；请换一个地方。",
    errno.ENOENT: "没有这个文件夹，备份没有写成；请先建好，或核对有没有写错。",
    errno.ENOTDIR: "没有这个文件夹，备份没有写成；请先建好，或核对有没有写错。",
}


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The file, how much is in it, and how many older ones were thrown away; whether the database remembers it."""

    file: Path
    rows: int
    size: int
    thrown_away: int
    noted: bool


async def back_up(settings: Settings, target: Path, keep: int | None, now: datetime) -> BackedUp:
    """Write a backup to this file, or under a name of ours into this folder. Raises ArchiveProblem.

    `keep` is how many of ours stay in the folder.
    """
    file = _named(target, keep, now)
    keyring = _keys(settings)
    database = Database.open(settings.database_url, keyring)
    try:
        with _part_of(file) as part:
            async with database.snapshot() as tx:
                rows = await _write(tx, part, keyring, now)
        noted = await _noted(database, now)
    finally:
        await database.close()
    return BackedUp(file, rows, file.stat().st_size, 0 if keep is None else _throw_away(target, keep), noted)


def _named(target: Path, keep: int | None, now: datetime) -> Path:
    file = target / f"xiaoban-{now:%Y%m%d-%H%M%S}.backup" if target.is_dir() else target
    if keep is not None and not target.is_dir():
        raise ArchiveProblem("--keep 只能和文件夹一起用：请写一个已有的文件夹。")
    if keep is not None and keep < 1:
        raise ArchiveProblem("--keep 后面要写至少是 1 的数。")
    if file.exists():
        raise ArchiveProblem(f"{file} 已经有了，不会盖掉它；请换一个名字。")
    return file


def _keys(settings: Settings) -> Keyring:
    """Raises ArchiveProblem where there is nothing to back up, rather than make it."""
    if not settings.key_file.exists():
        raise ArchiveProblem(f"没有找到密钥文件 {settings.key_file}，请到小伴平时运行的文件夹里备份。")
    file = embedded_file(settings.database_url)
    if file is not None and not file.is_file():
        raise ArchiveProblem("没有找到数据库文件，请到小伴平时运行的文件夹里备份，或者核对 XIAOBAN_DATABASE_URL。")
    return Keyring.from_file(settings.key_file)


async def _noted(database: Database, now: datetime) -> bool:
    """The bot comes first: where it leaves us no gap, `check` does not know of this backup, which is no less one."""
    for _ in range(TRIES):
        with suppress(DBAPIError):
            async with database.write() as tx:
                if await migrations.is_newest(tx):
                    await safekeeping.note_backup(tx, now)
                    return True
                return False
    return False


async def _write(tx: Tx, part: BinaryIO, keyring: Keyring, now: datetime) -> int:
    revision = await migrations.version(tx)
    if revision is None:
        raise ArchiveProblem("这个数据库里还什么都没有，不用备份。")
    counts: dict[str, int] = {}
    with _said():
        writer = Writer(part, keyring)
        writer.line({"revision": revision, "taken_at": now.isoformat()})
    for name, table in (await snapshots.tables(tx)).items():
        counts[name] = 0
        async for portion in snapshots.portions(tx, table):
            counts[name] += 0 if "points" in portion else len(portion["rows"])
            with _said():
                writer.line(portion)
    with _said():
        writer.line({"counts": counts})
        writer.close()
    return sum(counts.values())


@contextmanager
def _part_of(file: Path) -> Iterator[BinaryIO]:
    """A file (mode 600) that becomes this one at the end, or is gone."""
    with _said():
        descriptor, made = tempfile.mkstemp(prefix=_PART, dir=file.parent)
    part = Path(made)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            yield opened
            with _said():
                opened.flush()
                os.fsync(opened.fileno())
        with _said():
            part.rename(file)
            on_disk(file.parent)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _said() -> Iterator[None]:
    """What the disk has against it, in one sentence."""
    try:
        yield
    except OSError as error:
        why = _WHY.get(error.errno or 0, f"备份没有写成（{error.strerror}），请检查磁盘。")
        raise ArchiveProblem(why) from None


def _throw_away(folder: Path, keep: int) -> int:
    """Older backups by their names, and what a killed one left; files of other names are somebody else's."""
    ours = sorted(file for file in folder.iterdir() if _OURS.fullmatch(file.name))
    left = [file for file in folder.glob(f"{_PART}*") if file.stat().st_mtime < time.time() - _A_DAY]
    with _said():
        for file in [*ours[:-keep], *left]:
            file.unlink()
    return len(ours[:-keep])
