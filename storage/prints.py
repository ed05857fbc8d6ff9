"""Who gets it on paper besides those without Telegram (S15)."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from storage.schema import Id, Instant, Tx, insert_into, metadata

paper_packs = sa.Table(
    "paper_packs",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True, autoincrement=False),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
)


async def add(tx: Tx, member_id: int, added_by: int, now: datetime) -> None:
    """Whoever is on the list already stays as they are."""
    await tx.execute(
        insert_into(tx, paper_packs)
        .values(member_id=member_id, added_by=added_by, added_at=now)
        .on_conflict_do_nothing(index_elements=["member_id"])
    )


async def remove(tx: Tx, member_id: int) -> None:
    await tx.execute(sa.delete(paper_packs).where(paper_packs.c.member_id == member_id))


async def among(tx: Tx, member_ids: Iterable[int]) -> frozenset[int]:
    """Who of these was added."""
    rows = await tx.execute(
        sa.select(paper_packs.c.member_id).where(paper_packs.c.member_id.in_(sorted(set(member_ids))))
    )
    return frozenset(rows.scalars())
