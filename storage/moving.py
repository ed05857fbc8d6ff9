"""Moving house: all that one database remembers into an empty other one, as it is. Sealed stays sealed."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from storage.database import Database, cause, is_away
from storage.schema import Instant, Sealed, Tx
from storage.tables import metadata

AT_ONCE = 500


class MoveProblem(Exception):
    """Why it cannot be done; the message is one sentence that says what to do."""


async def copy(source: Database, target: Database, say: Callable[[str], None]) -> int:
    """Copy all rows in one transaction of the target: all of it or nothing. `say` hears of each table.

    Both have the newest tables, and nobody works on either. Returns the number of rows; raises MoveProblem.
    """
    total = 0
    async with source.read() as old, target.write() as new:
        full = [table.name for table in metadata.sorted_tables if await _count(new, table)]
        if full:
            raise MoveProblem(f"新数据库里已经有内容了（{'、'.join(full[:3])}），请换一个空的数据库再搬。")
        for table in metadata.sorted_tables:
            try:
                total += (count := await _copy_table(old, new, table))
            except DBAPIError as error:
                if is_away(error):
                    raise
                raise MoveProblem(
                    f"表 {table.name} 里有新数据库不收的内容（{cause(error)}），什么都没有改动。请先修好这一处再搬。"
                ) from None
            if await _count(new, table) != count or await _count(old, table) != count:
                raise MoveProblem(f"表 {table.name} 搬过去的行数不对，什么都没有改动，请再试一次。")
            if count:
                say(f"{table.name}：{count} 行")
    return total


async def _copy_table(old: Tx, new: Tx, table: sa.Table) -> int:
    plain, own = _plain(table), _own_parents(table)
    key = list(table.primary_key.columns.keys())
    count = 0
    rows = await old.stream(sa.select(plain).order_by(*(plain.c[name] for name in key)))
    async for some in rows.mappings().partitions(AT_ONCE):
        # A row may point at a later one of its own table; such pointers are set when all rows are there.
        await new.execute(sa.insert(plain), [{**row, **dict.fromkeys(own)} for row in some])
        count += len(some)
    for name in own:
        await _point(old, new, plain, key, name)
    await _number_on(new, table)
    return count


async def _point(old: Tx, new: Tx, plain: sa.TableClause, key: list[str], name: str) -> None:
    columns = [plain.c[each] for each in (*key, name)]
    rows = await old.stream(sa.select(*columns).where(plain.c[name].is_not(None)))
    update = sa.update(plain).where(*(plain.c[each] == sa.bindparam(f"its_{each}") for each in key))
    statement = update.values({name: sa.bindparam("points_at")})
    async for some in rows.mappings().partitions(AT_ONCE):
        values = [{f"its_{each}": row[each] for each in key} | {"points_at": row[name]} for row in some]
        await new.execute(statement, values)


async def _number_on(new: Tx, table: sa.Table) -> None:
    """PostgreSQL numbers new rows behind those that came with their numbers; SQLite does so by itself."""
    column = table.autoincrement_column
    if new.dialect.name != "postgresql" or column is None:
        return
    sequence = await new.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, column.name)))
    highest = await new.scalar(sa.select(sa.func.max(column)))
    if sequence is not None and highest is not None:
        await new.execute(sa.select(sa.func.setval(sa.cast(sequence, sa.Text), highest)))


def _plain(table: sa.Table) -> sa.TableClause:
    """The table as it lies there: moments are numbers, and what is sealed is bytes."""
    return sa.table(table.name, *(sa.column(column.name, _as_it_lies(column.type)) for column in table.columns))


def _as_it_lies(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    if isinstance(kind, Sealed):
        return sa.LargeBinary()
    return sa.BigInteger() if isinstance(kind, Instant) else kind


def _own_parents(table: sa.Table) -> list[str]:
    return [key.parent.name for key in table.foreign_keys if key.column.table is table]


async def _count(tx: Tx, table: sa.Table) -> int:
    return int(await tx.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
