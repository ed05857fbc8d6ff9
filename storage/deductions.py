"""不计入应到: who is left out, under which class, and both decisions it takes (QRM-10, QRM-11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.quorum import Deduction, ExclusionClass
from storage.schema import Id, Instant, Tx, metadata

IN_FORCE = sa.text("ended_at IS NULL")

deductions = sa.Table(
    "deductions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("exclusion_class", sa.SmallInteger, nullable=False),
    sa.Column("superior_agreed_on", sa.Date, nullable=False),
    sa.Column("adopted_on", sa.Date, nullable=False),
    sa.Column("set_by", Id, nullable=False),
    sa.Column("set_at", Instant, nullable=False),
    sa.Column("ended_by", Id),
    sa.Column("ended_at", Instant),
    sa.Index("uq_deductions_in_force", "member_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; `ended_at` is None while it holds."""

    id: int
    deduction: Deduction
    set_by: int
    set_at: datetime
    ended_at: datetime | None


async def add(
    tx: Tx, member_id: int, class_: ExclusionClass, agreed: date, adopted: date, by: int, now: datetime
) -> None:
    """One a member: an earlier one that still holds is ended."""
    await _end(tx, deductions.c.member_id == member_id, by, now)
    await tx.execute(
        sa.insert(deductions).values(
            member_id=member_id,
            exclusion_class=int(class_),
            superior_agreed_on=agreed,
            adopted_on=adopted,
            set_by=by,
            set_at=now,
        )
    )


async def end(tx: Tx, entry_id: int, by: int, now: datetime) -> bool:
    """False where it has ended already."""
    return await _end(tx, deductions.c.id == entry_id, by, now)


async def get(tx: Tx, entry_id: int) -> Entry | None:
    row = (await tx.execute(sa.select(deductions).where(deductions.c.id == entry_id))).first()
    return _entry(row) if row else None


async def in_force(tx: Tx, member_ids: Iterable[int]) -> list[Entry]:
    """What holds now for these members."""
    return await _found(tx, member_ids, IN_FORCE)


async def in_force_at(tx: Tx, member_ids: Iterable[int], at: datetime) -> list[Entry]:
    """What held, or holds, at this moment: a meeting's numbers stay as they were when the list changes later."""
    return await _found(tx, member_ids, sa.or_(IN_FORCE, deductions.c.ended_at > at))


async def _found(tx: Tx, member_ids: Iterable[int], where: Any) -> list[Entry]:
    asked = sa.select(deductions).where(deductions.c.member_id.in_(sorted(member_ids)), where)
    return [_entry(row) for row in await tx.execute(asked.order_by(deductions.c.id))]


async def _end(tx: Tx, which: sa.ColumnElement[bool], by: int, now: datetime) -> bool:
    statement = sa.update(deductions).where(which, IN_FORCE).values(ended_by=by, ended_at=now)
    return int((await tx.execute(statement)).rowcount) > 0


def _entry(row: Any) -> Entry:
    known = Deduction(row.member_id, ExclusionClass(row.exclusion_class), row.superior_agreed_on, row.adopted_on)
    return Entry(row.id, known, row.set_by, row.set_at, row.ended_at)
