"""更正: what a member says is wrong about what is kept of them, and what the keeper of the roster did about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.schema import Id, Instant, Sealed, Tx, metadata

fixes = sa.Table(
    "fixes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("words", Sealed("fixes"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("keeper_id", Id),
    sa.Column("done", sa.Boolean),
    sa.Column("answer", Sealed("fixes")),
    sa.Column("decided_at", Instant),
    sa.Index("ix_fixes_member_id", "member_id"),
    sa.Index("ix_fixes_decided_at", "decided_at"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Fix:
    """`done` is None until the keeper has decided, then whether it was put right; `keeper_id` is who decided."""

    id: int
    member_id: int
    words: str
    asked_at: datetime
    keeper_id: int | None
    done: bool | None
    answer: str | None


async def ask(tx: Tx, member_id: int, words: str, now: datetime) -> int:
    statement = sa.insert(fixes).values(member_id=member_id, words=words, asked_at=now).returning(fixes.c.id)
    return int((await tx.execute(statement)).scalar_one())


async def get(tx: Tx, fix_id: int) -> Fix | None:
    row = (await tx.execute(sa.select(fixes).where(fixes.c.id == fix_id))).first()
    return _fix(row) if row else None


async def open_of(tx: Tx, member_id: int) -> int:
    """How many of a member's wait for the keeper."""
    mine = sa.and_(fixes.c.member_id == member_id, fixes.c.decided_at.is_(None))
    return int(await tx.scalar(sa.select(sa.func.count()).where(mine)) or 0)


async def decide(tx: Tx, fix_id: int, keeper_id: int, answer: str | None, now: datetime, *, done: bool) -> bool:
    """True for the first decision; a later one changes nothing."""
    result = await tx.execute(
        sa.update(fixes)
        .where(fixes.c.id == fix_id, fixes.c.decided_at.is_(None))
        .values(keeper_id=keeper_id, done=done, answer=answer, decided_at=now)
    )
    return int(result.rowcount) == 1


async def forget(tx: Tx, before: datetime) -> int:
    """What was decided before this moment."""
    result = await tx.execute(sa.delete(fixes).where(fixes.c.decided_at < before))
    return int(result.rowcount)


def _fix(row: Any) -> Fix:
    return Fix(row.id, row.member_id, row.words, row.asked_at, row.keeper_id, row.done, row.answer)
