"""Whom the minutes of a meeting were given to write, and by which day (REC-03)."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from storage.schema import Id, Instant, Tx, insert_into, metadata

filings = sa.Table(
    "filings",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Index("ix_filings_member_id", "member_id"),
)


@dataclass(frozen=True, slots=True)
class Filing:
    """`member_id` is the recorder."""

    meeting_id: int
    member_id: int
    asked_by: int
    due_on: date


async def give(tx: Tx, meeting_id: int, member_id: int, asked_by: int, due_on: date, now: datetime) -> None:
    """From now on this member writes them; whoever had them before has them no longer."""
    values = {"member_id": member_id, "asked_by": asked_by, "asked_at": now, "due_on": due_on}
    statement = insert_into(tx, filings).values(meeting_id=meeting_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["meeting_id"], set_=values))


async def of(tx: Tx, meeting_id: int) -> Filing | None:
    row = (await tx.execute(sa.select(filings).where(filings.c.meeting_id == meeting_id))).first()
    return None if row is None else Filing(row.meeting_id, row.member_id, row.asked_by, row.due_on)


async def given_to(tx: Tx, member_id: int) -> list[int]:
    """The meetings whose minutes somebody was asked to write, newest first."""
    rows = await tx.execute(
        sa.select(filings.c.meeting_id).where(filings.c.member_id == member_id).order_by(filings.c.meeting_id.desc())
    )
    return list(rows.scalars())


async def take_back(tx: Tx, meeting_id: int) -> None:
    """Nobody has been asked to write these."""
    await tx.execute(sa.delete(filings).where(filings.c.meeting_id == meeting_id))


async def forget(tx: Tx, before: date) -> int:
    """Those due before this day; what was written stays."""
    result = await tx.execute(sa.delete(filings).where(filings.c.due_on < before))
    return int(result.rowcount)
