"""已学, and how each likes to get their study. A mark is a yes by the person; nothing else is known of it (S4)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.reminders import ReminderKind
from domain.studying import Mark, Method, Taste
from storage.reminders import reminders
from storage.schema import Id, Instant, Tx, chunks, insert_into, metadata

marks = sa.Table(
    "study_marks",
    metadata,
    sa.Column("piece_id", Id, sa.ForeignKey("study_pieces.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("marked_at", Instant, nullable=False),
    sa.Column("method", sa.String(8), nullable=False),
    sa.Column("entered_by", Id),
    sa.Index("ix_study_marks_member_id", "member_id"),
    sa.Index("ix_study_marks_marked_at", "marked_at"),
)

tastes = sa.Table(
    "study_tastes",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("taste", sa.String(8), nullable=False),
)


async def mark(tx: Tx, one: Mark) -> bool:
    """True for the first mark; a later one changes nothing."""
    result = await tx.execute(
        insert_into(tx, marks)
        .values(
            piece_id=one.piece_id,
            member_id=one.member_id,
            marked_at=one.marked_at,
            method=str(one.method),
            entered_by=one.entered_by,
        )
        .on_conflict_do_nothing(index_elements=["piece_id", "member_id"])
    )
    return int(result.rowcount) == 1


async def unmark(tx: Tx, piece_id: int, member_id: int) -> bool:
    result = await tx.execute(sa.delete(marks).where(marks.c.piece_id == piece_id, marks.c.member_id == member_id))
    return int(result.rowcount) == 1


async def of_member(tx: Tx, member_id: int, piece_ids: Collection[int]) -> dict[int, Mark]:
    """A member's marks on these pieces."""
    rows = await tx.execute(
        sa.select(marks).where(marks.c.member_id == member_id, marks.c.piece_id.in_(sorted(piece_ids)))
    )
    return {row.piece_id: _mark(row) for row in rows}


async def on_piece(tx: Tx, piece_id: int) -> dict[int, Mark]:
    """Everybody's marks on one piece, by member."""
    rows = await tx.execute(sa.select(marks).where(marks.c.piece_id == piece_id))
    return {row.member_id: _mark(row) for row in rows}


async def counts(tx: Tx, piece_ids: Collection[int]) -> dict[int, int]:
    """How many have marked each of these."""
    rows = await tx.execute(
        sa.select(marks.c.piece_id, sa.func.count())
        .where(marks.c.piece_id.in_(sorted(piece_ids)))
        .group_by(marks.c.piece_id)
    )
    return {piece_id: int(number) for piece_id, number in rows}


async def taste(tx: Tx, member_id: int) -> Taste:
    return (await tastes_of(tx, [member_id])).get(member_id, Taste.WEEKLY)


async def tastes_of(tx: Tx, member_ids: Collection[int]) -> dict[int, Taste]:
    """How these members like it; who has said nothing is not among them."""
    found: dict[int, Taste] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(tastes.c.member_id, tastes.c.taste).where(tastes.c.member_id.in_(some)))
        found.update({row.member_id: Taste(row.taste) for row in rows})
    return found


async def keep_taste(tx: Tx, member_id: int, wanted: Taste) -> None:
    insert = insert_into(tx, tastes).values(member_id=member_id, taste=str(wanted))
    await tx.execute(insert.on_conflict_do_update(index_elements=["member_id"], set_={"taste": str(wanted)}))


async def promised(tx: Tx, piece_id: int) -> dict[tuple[int, str], tuple[datetime, datetime, bool]]:
    """What was promised about a piece: (member id, step) -> (at, worth until, whether it still waits)."""
    rows = await tx.execute(
        sa.select(reminders).where(reminders.c.kind == str(ReminderKind.STUDY), reminders.c.ref == piece_id)
    )
    return {(row.member_id, row.step): (row.at, row.worth_until, row.state == "waiting") for row in rows}


async def forget_member(tx: Tx, member_id: int) -> int:
    """Who leaves takes their marks along, and how they liked it."""
    result = await tx.execute(sa.delete(marks).where(marks.c.member_id == member_id))
    await tx.execute(sa.delete(tastes).where(tastes.c.member_id == member_id))
    return int(result.rowcount)


async def forget(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(marks).where(marks.c.marked_at < before))
    return int(result.rowcount)


def _mark(row: Any) -> Mark:
    return Mark(row.piece_id, row.member_id, row.marked_at, Method(row.method), row.entered_by)
