"""Moving house: all that one database remembers into an empty other one, as it is. Sealed stays sealed."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from storage import snapshots
from storage.database import Database, cause, is_away
from storage.schema import Tx


class MoveProblem(Exception):
    """Why it cannot be done; the message is one sentence that says what to do."""


async def copy(source: Database, target: Database, say: Callable[[str], None]) -> int:
    """Copy all rows in one transaction of the target: all of it or nothing. `say` hears of each table.

    Both have the newest tables, and nobody works on either. Returns the number of rows; raises MoveProblem.
    """
    total = 0
    async with source.read() as old, target.write() as new:
        if full := await snapshots.filled(new):
            raise MoveProblem(f"新数据库里已经有内容了（{'、'.join(full[:3])}），请换一个空的数据库再搬。")
        targets = await snapshots.tables(new)
        for name, table in (await snapshots.tables(old)).items():
            try:
                total += (count := await _copy_table(old, new, table, targets[name]))
            except DBAPIError as error:
                if is_away(error):
                    raise
                raise MoveProblem(
                    f"表 {name} 里有新数据库不收的内容（{cause(error)}），什么都没有改动。请先修好这一处再搬。"
                ) from None
            if await _count(new, targets[name]) != count or await _count(old, table) != count:
                raise MoveProblem(f"表 {name} 搬过去的行数不对，什么都没有改动，请再试一次。")
            if count:
                say(f"{name}：{count} 行")
    return total


async def _copy_table(old: Tx, new: Tx, source: sa.Table, target: sa.Table) -> int:
    count = 0
    async for portion in snapshots.portions(old, source):
        count += await snapshots.put(new, target, portion)
    await snapshots.number_on(new, target)
    return count


async def _count(tx: Tx, table: sa.Table) -> int:
    return int(await tx.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
