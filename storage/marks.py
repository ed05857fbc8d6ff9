"""Late and left early: what an organiser noted by hand, with a reason (M11); and when somebody signed out (M10)."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.meetings import Mark
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

marks = sa.Table(
    "marks",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("mark", sa.String(16), primary_key=True),
    sa.Column("reason", Sealed("reasons"), nullable=False),
    sa.Column("made_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("made_at", Instant, nullable=False),
)

sign_outs = sa.Table(
    "sign_outs",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """One mark, for its organiser and its member."""

    member_id: int
    mark: Mark
    reason: str
    made_by: int
    made_at: datetime


async def put(tx: Tx, meeting_id: int, member_id: int, mark: Mark, reason: str, made_by: int, now: datetime) -> None:
    """Note it; a second note of the same kind takes the place of the first."""
    values = {"reason": reason, "made_by": made_by, "made_at": now}
    statement = insert_into(tx, marks).values(meeting_id=meeting_id, member_id=member_id, mark=str(mark), **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["meeting_id", "member_id", "mark"], set_=values))


async def take_off(tx: Tx, meeting_id: int, member_id: int, mark: Mark) -> bool:
    """False where there was none."""
    own = (marks.c.meeting_id == meeting_id, marks.c.member_id == member_id, marks.c.mark == str(mark))
    return int((await tx.execute(sa.delete(marks).where(*own))).rowcount) == 1


async def of_meeting(tx: Tx, meeting_id: int) -> list[Marked]:
    rows = await tx.execute(sa.select(marks).where(marks.c.meeting_id == meeting_id).order_by(marks.c.made_at))
    return [Marked(row.member_id, Mark(row.mark), row.reason, row.made_by, row.made_at) for row in rows]


async def sign_out(tx: Tx, meeting_id: int, member_id: int, at: datetime) -> None:
    """The last one counts: somebody who comes back in and goes again was there until then."""
    statement = insert_into(tx, sign_outs).values(meeting_id=meeting_id, member_id=member_id, at=at)
    await tx.execute(statement.on_conflict_do_update(index_elements=["meeting_id", "member_id"], set_={"at": at}))


async def signed_out(tx: Tx, meeting_id: int) -> dict[int, datetime]:
    """Member id -> when they went."""
    rows = await tx.execute(sa.select(sign_outs).where(sign_outs.c.meeting_id == meeting_id))
    return {row.member_id: row.at for row in rows}
