"""`python -m bot restore`: a backup into an empty database, of either kind, all of it or nothing.

A backup of an older program is put into the tables it knew, which are then brought to the newest form.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from bot.settings import Settings
from bot.standing_still import nobody_else
from scheduler import CHORES
from services import restoring
from services.broadcasts import feeding
from services.danger import calling, hearing
from services.reminding import gate
from services.requests import climbing, closing, watching
from services.restoring import KeptBack
from services.turn import Turn
from storage import archive, keyfile, migrations, resealing, safekeeping, snapshots
from storage.archive import ArchiveProblem, Line
from storage.database import Database, embedded_file
from storage.schema import Tx
from storage.sealing import Keyring

FULL = "现在的数据库里有内容，不会盖掉它；要换成备份里的，加上 --replace，旧文件会挪到一边。"
RUNNING = "小伴正在运行，请先停下小伴再恢复。"
# They speak when the bot runs: requests go on from what is known, and what the gate had to say is dropped by hand.
_NOT_SILENCED = {
    calling.ring_again, hearing.follow_up, climbing.climb, watching.watch, closing.close_silent, feeding.feed,
    gate.remind,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restored:
    """When the backup was made, how many rows it had, what is not said any more, and where the old file is now."""

    taken_at: datetime
    rows: int
    kept_back: KeptBack | None
    moved_to: Path | None


async def restore(settings: Settings, file: Path, now: datetime, *, replace: bool, as_it_was: bool) -> Restored:
    """Put a backup into the database of the settings. Raises ArchiveProblem, KeyProblem or BotIsRunning.

    `replace` moves a SQLite file that is not empty aside. `as_it_was`: the bot did not run since the backup, so what
    waited then is said.
    """
    keyring = _keys(settings)
    database = Database.open(settings.database_url, keyring)
    place = embedded_file(settings.database_url)
    try:
        async with nobody_else(database, RUNNING):
            if place is None:
                return await _into_server(database, file, keyring, now, as_it_was=as_it_was)
            moves = place.exists() and await _is_full(database)
            await database.close()
            if moves and not replace:
                raise ArchiveProblem(FULL)
            return await _into_file(place, file, keyring, now, moves=moves, as_it_was=as_it_was)
    finally:
        await database.close()


def _keys(settings: Settings) -> Keyring:
    """Never made here: a fresh key opens nothing."""
    for file in keyfile.both(settings.key_file):
        if not file.exists():
            raise ArchiveProblem(f"没有找到密钥文件 {file}，请先把它放回原处（chmod 600），再恢复。")
    return Keyring.from_file(settings.key_file)


async def _is_full(database: Database) -> bool:
    """Whether there is something in it. A damaged file is known by SQLite's complaint."""
    try:
        async with database.read() as tx:
            return bool(await snapshots.filled(tx))
    except (sa.exc.DatabaseError, sqlite3.DatabaseError):
        return True


async def _into_file(
    place: Path, file: Path, keyring: Keyring, now: datetime, *, moves: bool, as_it_was: bool
) -> Restored:
    """Into a file beside it, which takes its place when it is whole."""
    scratch = place.with_name(f"{place.name}.restoring")
    _remove(scratch)
    filled = Database.open(f"sqlite+aiosqlite:///{scratch}", keyring)
    try:
        restored = await _fill(filled, file, keyring, now, as_it_was=as_it_was)
    except BaseException:
        await filled.close()
        _remove(scratch)
        raise
    await filled.close()
    return _in_place(scratch, place, restored, now if moves else None)


async def _into_server(database: Database, file: Path, keyring: Keyring, now: datetime, *, as_it_was: bool) -> Restored:
    async with database.read() as tx:
        if await snapshots.filled(tx):
            raise ArchiveProblem("这个数据库里已经有内容了，请另建一个空的数据库，改好 XIAOBAN_DATABASE_URL 再恢复。")
    return await _fill(database, file, keyring, now, as_it_was=as_it_was)


async def _fill(database: Database, file: Path, keyring: Keyring, now: datetime, *, as_it_was: bool) -> Restored:
    """In one transaction."""
    async with database.write() as tx:
        await snapshots.clear(tx)
        lines = _lines(file, keyring)
        head = next(lines)
        if not migrations.is_known(head["revision"]):
            raise ArchiveProblem("这份备份是更新版本的小伴写的，请先升级程序再恢复。")
        await migrations.upgrade_to(tx, head["revision"])
        rows = await _put(tx, lines)
        await migrations.upgrade_to(tx, "head")
        if not await resealing.opened_by(tx, keyring):
            raise ArchiveProblem("密钥文件打不开备份里加密的内容，什么都没有改动；请把配套的两个密钥文件放回原处。")
        taken_at = datetime.fromisoformat(head["taken_at"])
        await safekeeping.note_backup(tx, taken_at)
        silenced = [chore for chore in CHORES if chore not in _NOT_SILENCED]
        kept_back = None if as_it_was else await restoring.keep_back(Turn(tx, now), silenced)
    return Restored(taken_at, rows, kept_back, None)


async def _put(tx: Tx, lines: Iterator[Line]) -> int:
    """Write all rows down; there are as many as were counted when the backup was made."""
    tables = await snapshots.tables(tx)
    put, counted = dict.fromkeys(tables, 0), None
    for line in lines:
        if "counts" in line:
            counted = line["counts"]
        else:
            put[line["table"]] += await snapshots.put(tx, tables[line["table"]], line)
    if counted is None or counted != {name: count for name, count in put.items() if name in counted}:
        raise ArchiveProblem("备份里的行数和它自己记的对不上，什么都没有改动；请换一份备份。")
    for table in tables.values():
        await snapshots.number_on(tx, table)
    return sum(put.values())


def _lines(file: Path, keyring: Keyring) -> Iterator[Line]:
    try:
        with file.open("rb") as opened:
            yield from archive.lines(opened, keyring)
    except OSError as error:
        raise ArchiveProblem(f"读不了 {file}（{error.strerror}），请核对文件名和权限。") from None


def _in_place(scratch: Path, place: Path, restored: Restored, moved_at: datetime | None) -> Restored:
    """The old file goes first, so that the name is never somebody else's; the new one is whole by then."""
    with scratch.open("rb") as written:
        os.fsync(written.fileno())
    moved_to = None if moved_at is None else place.with_name(f"{place.name}.before-{moved_at:%Y%m%d-%H%M%S}")
    if moved_to is None:
        _remove(place)
    else:
        for end in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                Path(f"{place}{end}").rename(f"{moved_to}{end}")
    scratch.rename(place)
    keyfile.on_disk(place.parent)
    return Restored(restored.taken_at, restored.rows, restored.kept_back, moved_to)


def _remove(place: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{place}{end}").unlink(missing_ok=True)
