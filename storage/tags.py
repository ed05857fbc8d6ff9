"""The tags of members, and what was said about them. What is taken off stays a while, so that both sides can look."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.tags import Tag, Tagged
from storage.schema import Id, Instant, Sealed, Tx, chunks, metadata

tags = sa.Table(
    "member_tags",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("tag", sa.String(16), nullable=False),
    sa.Column("set_by", Id),
    sa.Column("set_at", Instant, nullable=False),
    sa.Column("brought", sa.String(16), nullable=False, server_default=""),
    sa.Column("contested_at", Instant),
    sa.Column("decided_by", Id),
    sa.Column("decided_at", Instant),
    sa.Column("answer", Sealed("tags")),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", Id),
    sa.Index("ix_member_tags_member_id", "member_id"),
    sa.Index("ix_member_tags_ended_at", "ended_at"),
    sqlite_autoincrement=True,
)
_STANDS = tags.c.ended_at.is_(None)


async def of_member(tx: Tx, member_id: int) -> list[Tagged]:
    """Those that stand, in the order they were given."""
    rows = await tx.execute(sa.select(tags).where(tags.c.member_id == member_id, _STANDS).order_by(tags.c.id))
    return [_tagged(row) for row in rows]


async def get(tx: Tx, tag_id: int) -> Tagged | None:
    """None too where it was taken off."""
    row = (await tx.execute(sa.select(tags).where(tags.c.id == tag_id, _STANDS))).first()
    return _tagged(row) if row else None


async def put(tx: Tx, member_id: int, tag: Tag, set_by: int | None, now: datetime, brought: str = "") -> int:
    """`brought` is how reminders come since, where this tag decided it."""
    values = {"member_id": member_id, "tag": str(tag), "set_by": set_by, "set_at": now, "brought": brought}
    return int((await tx.execute(sa.insert(tags).values(**values).returning(tags.c.id))).scalar_one())


async def brought(tx: Tx, tag_id: int) -> str:
    """How reminders come since this tag was given; empty where it changed nothing."""
    return str(await tx.scalar(sa.select(tags.c.brought).where(tags.c.id == tag_id)) or "")


async def contest(tx: Tx, tag_id: int, now: datetime) -> None:
    await tx.execute(sa.update(tags).where(tags.c.id == tag_id).values(contested_at=now))


async def keep(tx: Tx, tag_id: int, decided_by: int, answer: str, now: datetime) -> bool:
    """It stands, and why; False where somebody decided before, or it is gone."""
    result = await tx.execute(
        sa.update(tags)
        .where(tags.c.id == tag_id, _STANDS, tags.c.contested_at.is_not(None), tags.c.decided_at.is_(None))
        .values(decided_by=decided_by, decided_at=now, answer=answer)
    )
    return int(result.rowcount) == 1


async def end(tx: Tx, tag_id: int, ended_by: int, now: datetime) -> bool:
    """False where it was taken off before."""
    result = await tx.execute(
        sa.update(tags).where(tags.c.id == tag_id, _STANDS).values(ended_at=now, ended_by=ended_by)
    )
    return int(result.rowcount) == 1


async def waiting(tx: Tx, member_ids: Iterable[int]) -> list[Tagged]:
    """Which of these members' tags wait for the keeper's look, the oldest first."""
    waits = sa.and_(_STANDS, tags.c.contested_at.is_not(None), tags.c.decided_at.is_(None))
    found: list[Tagged] = []
    for some in chunks(set(member_ids)):
        rows = await tx.execute(sa.select(tags).where(waits, tags.c.member_id.in_(some)))
        found += [_tagged(row) for row in rows]
    return sorted(found, key=lambda one: one.id)


async def forget(tx: Tx, before: datetime) -> int:
    """What was taken off before this moment."""
    result = await tx.execute(sa.delete(tags).where(tags.c.ended_at < before))
    return int(result.rowcount)


def _tagged(row: Any) -> Tagged:
    return Tagged(
        id=row.id,
        member_id=row.member_id,
        tag=Tag(row.tag),
        set_by=row.set_by,
        set_at=row.set_at,
        contested_at=row.contested_at,
        decided_at=row.decided_at,
        answer=row.answer,
    )
