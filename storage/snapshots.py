"""All that a database remembers, row by row, as it lies there: sealed stays sealed, moments stay numbers.

The tables are read off the database itself, not off today's code: a backup may be older than the program.
"""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from storage.schema import Tx

AT_ONCE = 500
VERSIONS = "alembic_version"

Portion = dict[str, Any]


async def tables(tx: Tx) -> dict[str, sa.Table]:
    """The tables as they are, those that others point at first."""
    found = sa.MetaData()
    await tx.run_sync(found.reflect)
    return {table.name: table for table in found.sorted_tables if table.name != VERSIONS}


async def portions(tx: Tx, table: sa.Table) -> AsyncIterator[Portion]:
    """The rows of a table in their order, and then what points at others of its own rows."""
    own, key = _own_parents(table), list(table.primary_key.columns)
    plain = [column for column in table.columns if column.name not in own]
    async for rows in _rows(tx, sa.select(*plain).order_by(*key), plain):
        yield {"table": table.name, "columns": [column.name for column in plain], "rows": rows}
    for name in own:
        columns = [*key, table.c[name]]
        async for rows in _rows(tx, sa.select(*columns).where(table.c[name].is_not(None)), columns):
            yield {"table": table.name, "columns": [column.name for column in columns], "rows": rows, "points": name}


async def put(tx: Tx, table: sa.Table, portion: Portion) -> int:
    """Write a portion down; returns the number of new rows."""
    columns = [table.c[name] for name in portion["columns"]]
    rows = [
        {column.name: _opened(column, value) for column, value in zip(columns, row, strict=True)}
        for row in portion["rows"]
    ]
    name = portion.get("points")
    if name is None:
        await tx.execute(sa.insert(table), rows)
        return len(rows)
    key = [column for column in columns if column.name != name]
    which = sa.update(table).where(*(column == sa.bindparam(f"its_{column.name}") for column in key))
    values = [{f"its_{column.name}": row[column.name] for column in key} | {"points_at": row[name]} for row in rows]
    await tx.execute(which.values({name: sa.bindparam("points_at")}), values)
    return 0


async def number_on(tx: Tx, table: sa.Table) -> None:
    """PostgreSQL numbers new rows behind those that came with their numbers; SQLite does so by itself."""
    key = list(table.primary_key.columns)
    if tx.dialect.name != "postgresql" or len(key) != 1:
        return
    sequence = await tx.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, key[0].name)))
    if sequence is not None and (highest := await tx.scalar(sa.select(sa.func.max(key[0])))) is not None:
        await tx.execute(sa.select(sa.func.setval(sa.cast(sequence, sa.Text), highest)))


async def filled(tx: Tx) -> list[str]:
    """Tables in which there is anything."""
    return [
        name
        for name, table in (await tables(tx)).items()
        if await tx.scalar(sa.select(sa.literal(1)).select_from(table).limit(1)) is not None
    ]


async def clear(tx: Tx) -> None:
    """Take all tables away."""
    found = sa.MetaData()
    await tx.run_sync(found.reflect)
    await tx.run_sync(found.drop_all)


async def _rows(tx: Tx, query: sa.Select[Any], columns: list[sa.Column[Any]]) -> AsyncIterator[list[list[Any]]]:
    special = [index for index, column in enumerate(columns) if isinstance(column.type, (sa.LargeBinary, sa.Date))]
    async for some in (await tx.stream(query)).partitions(AT_ONCE):
        rows = [list(row) for row in some]
        for row in rows:
            for index in special:
                row[index] = _packed(row[index])
        yield rows


def _packed(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else value.decode("latin-1")


def _opened(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, sa.Date):
        return date.fromisoformat(value)
    return value.encode("latin-1") if isinstance(column.type, sa.LargeBinary) else value


def _own_parents(table: sa.Table) -> list[str]:
    return [key.parent.name for key in table.foreign_keys if key.column.table is table]
