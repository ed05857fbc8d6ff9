"""The rows of one table that are about one member, opened: only for the copy that goes to that member."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from storage.schema import Tx, metadata


async def of(tx: Tx, table: str, mine: str, who: int, columns: Sequence[str]) -> list[dict[str, Any]]:
    """These columns of the rows whose column `mine` holds this id, in the order they were written.

    `mine` may go one table further: `call_id>danger_calls.member_id` is the rows whose call was somebody's.
    """
    rows = metadata.tables[table]
    chosen = [rows.c[column] for column in columns]
    statement = sa.select(*chosen).where(_is_theirs(rows, mine, who)).order_by(*rows.primary_key.columns)
    return [dict(row) for row in (await tx.execute(statement)).mappings()]


def _is_theirs(rows: sa.Table, mine: str, who: int) -> sa.ColumnElement[bool]:
    column, _, further = mine.partition(">")
    if not further:
        return rows.c[column] == who
    table, owner = further.split(".")
    beyond = metadata.tables[table]
    return rows.c[column].in_(sa.select(beyond.c.id).where(beyond.c[owner] == who))
