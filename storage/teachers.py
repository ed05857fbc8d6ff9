"""The teacher pool: a name and what they speak about. No telephone number has a place here."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.names import LONGEST_NAME
from domain.teachers import LONGEST_SPECIALITY, Teacher
from storage.lectures import lectures
from storage.people import members
from storage.schema import Id, Instant, Tx, metadata

teachers = sa.Table(
    "teachers",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id")),
    sa.Column("name", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("speciality", sa.String(LONGEST_SPECIALITY), nullable=False),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("retired_at", Instant),
    sa.Index("ix_teachers_node_id", "node_id"),
    sa.Index("ix_teachers_member_id", "member_id"),
)


async def put(
    tx: Tx, node_id: int, name: str, speciality: str, member_id: int | None, added_by: int, now: datetime
) -> int:
    """Enter a teacher; a member who is there already, or somebody from outside of this name, anew. Returns the id."""
    same = teachers.c.member_id == member_id if member_id is not None else teachers.c.member_id.is_(None)
    held = await tx.scalar(sa.select(teachers.c.id).where(teachers.c.node_id == node_id, teachers.c.name == name, same))
    values: dict[str, Any] = {"speciality": speciality, "retired_at": None}
    if held is not None:
        await tx.execute(sa.update(teachers).where(teachers.c.id == held).values(**values))
        return int(held)
    result = await tx.execute(
        sa.insert(teachers)
        .values(node_id=node_id, name=name, member_id=member_id, added_by=added_by, added_at=now, **values)
        .returning(teachers.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, teacher_id: int) -> Teacher | None:
    row = (await tx.execute(sa.select(teachers).where(teachers.c.id == teacher_id))).first()
    return _teacher(row) if row else None


async def many(tx: Tx, teacher_ids: Iterable[int]) -> dict[int, Teacher]:
    rows = await tx.execute(sa.select(teachers).where(teachers.c.id.in_(sorted(set(teacher_ids)))))
    return {row.id: _teacher(row) for row in rows}


async def entries_of(tx: Tx, member_id: int) -> list[int]:
    """The ids under which a member stands or stood in any pool."""
    return list((await tx.execute(sa.select(teachers.c.id).where(teachers.c.member_id == member_id))).scalars())


async def in_pool(tx: Tx, node_ids: Iterable[int]) -> list[Teacher]:
    """Who would teach at these nodes now, in the order they came in; nobody who has left the roster."""
    rows = await tx.execute(
        sa.select(teachers)
        .outerjoin(members, members.c.id == teachers.c.member_id)
        .where(
            teachers.c.node_id.in_(sorted(node_ids)),
            teachers.c.retired_at.is_(None),
            members.c.left_at.is_(None),
        )
        .order_by(teachers.c.id)
    )
    return [_teacher(row) for row in rows]


async def retire(tx: Tx, teacher_id: int, now: datetime) -> None:
    """Out of the pool; lectures agreed upon stand."""
    await tx.execute(sa.update(teachers).where(teachers.c.id == teacher_id).values(retired_at=now))


async def retire_member(tx: Tx, member_id: int, now: datetime) -> None:
    """Somebody goes: out of every pool."""
    await tx.execute(
        sa.update(teachers)
        .where(teachers.c.member_id == member_id, teachers.c.retired_at.is_(None))
        .values(retired_at=now)
    )


async def make_nameless(tx: Tx, member_id: int, name: str) -> None:
    """Lectures keep their teacher, under a name that says nothing."""
    await tx.execute(sa.update(teachers).where(teachers.c.member_id == member_id).values(member_id=None, name=name))


async def forget(tx: Tx, before: datetime) -> int:
    """Who has been out of the pool since then, and gave no lecture that is still remembered."""
    remembered = sa.select(lectures.c.teacher_id)
    unheard = sa.delete(teachers).where(teachers.c.retired_at < before, teachers.c.id.not_in(remembered))
    result = await tx.execute(unheard)
    return int(result.rowcount)


def _teacher(row: Any) -> Teacher:
    return Teacher(row.id, row.node_id, row.member_id, row.name, row.speciality, row.retired_at is not None)
