"""When this database was backed up last."""

from datetime import datetime

import sqlalchemy as sa

from storage.schema import Instant, Tx, insert_into, metadata

safekeeping = sa.Table(
    "safekeeping",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("backed_up_at", Instant, nullable=False),
)


async def note_backup(tx: Tx, at: datetime) -> None:
    insert = insert_into(tx, safekeeping).values(id=1, backed_up_at=at)
    await tx.execute(insert.on_conflict_do_update(index_elements=["id"], set_={"backed_up_at": at}))


async def last_backup(tx: Tx) -> datetime | None:
    at: datetime | None = await tx.scalar(sa.select(safekeeping.c.backed_up_at))
    return at
