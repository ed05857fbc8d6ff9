"""Who wants it simple: a row is a yes."""

from datetime import datetime

import sqlalchemy as sa

from storage.people import members
from storage.schema import Id, Instant, Tx, insert_into, metadata

simple_modes = sa.Table(
    "simple_modes",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("since", Instant, nullable=False),
)


async def is_on(tx: Tx, telegram_id: int) -> bool:
    """Whether whoever has this account wants it simple."""
    mine = sa.select(simple_modes.c.member_id).join(members).where(members.c.telegram_id == telegram_id)
    return (await tx.execute(mine)).first() is not None


async def turn_on(tx: Tx, member_id: int, now: datetime) -> None:
    await tx.execute(insert_into(tx, simple_modes).values(member_id=member_id, since=now).on_conflict_do_nothing())


async def turn_off(tx: Tx, member_id: int) -> None:
    await tx.execute(sa.delete(simple_modes).where(simple_modes.c.member_id == member_id))
