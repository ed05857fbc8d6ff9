"""What meetings decided. The words are sealed: names of candidates stand in them."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.votes import Matter, Outcome, Resolution, Votes
from storage.schema import Id, Instant, Sealed, Tx, metadata

resolutions = sa.Table(
    "resolutions",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False, index=True),
    sa.Column("matter", sa.String(24), nullable=False),
    sa.Column("words", Sealed("resolutions"), nullable=False),
    sa.Column("ayes", sa.Integer),
    sa.Column("noes", sa.Integer),
    sa.Column("abstentions", sa.Integer),
    sa.Column("written_ayes", sa.Integer),
    sa.Column("recorded_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("outcome", sa.String(16)),
    sa.Column("declared_by", Id, sa.ForeignKey("members.id")),
    sa.Column("declared_at", Instant),
    sa.Column("expected_voters", sa.Integer),
    sa.Column("present_voters", sa.Integer),
    sqlite_autoincrement=True,
)


async def add(
    tx: Tx, meeting_id: int, matter: Matter, text: str, votes: Votes | None, recorded_by: int, now: datetime
) -> int:
    """Returns the id."""
    counted: dict[str, int] = {}
    if votes is not None:
        counted = {"ayes": votes.ayes, "noes": votes.noes, "abstentions": votes.abstentions}
        counted["written_ayes"] = votes.written_ayes
    result = await tx.execute(
        sa.insert(resolutions)
        .values(
            meeting_id=meeting_id, matter=str(matter), words=text, recorded_by=recorded_by, recorded_at=now, **counted
        )
        .returning(resolutions.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, resolution_id: int) -> Resolution | None:
    row = (await tx.execute(sa.select(resolutions).where(resolutions.c.id == resolution_id))).first()
    return _resolution(row) if row else None


async def of_meeting(tx: Tx, meeting_id: int) -> list[Resolution]:
    """In the order they were written down."""
    rows = await tx.execute(
        sa.select(resolutions).where(resolutions.c.meeting_id == meeting_id).order_by(resolutions.c.id)
    )
    return [_resolution(row) for row in rows]


async def declare(
    tx: Tx, resolution_id: int, outcome: Outcome, declared_by: int, expected: int, present: int, now: datetime
) -> bool:
    """False where somebody did so before, or it is gone: the first declaration holds."""
    result = await tx.execute(
        sa.update(resolutions)
        .where(resolutions.c.id == resolution_id, resolutions.c.outcome.is_(None))
        .values(
            outcome=str(outcome),
            declared_by=declared_by,
            declared_at=now,
            expected_voters=expected,
            present_voters=present,
        )
    )
    return bool(result.rowcount)


async def drop(tx: Tx, resolution_id: int) -> bool:
    """Written down by mistake; what has been declared stays."""
    result = await tx.execute(
        sa.delete(resolutions).where(resolutions.c.id == resolution_id, resolutions.c.outcome.is_(None))
    )
    return bool(result.rowcount)


def _resolution(row: Any) -> Resolution:
    votes = None if row.ayes is None else Votes(row.ayes, row.noes, row.abstentions, row.written_ayes)
    return Resolution(
        id=row.id,
        meeting_id=row.meeting_id,
        matter=Matter(row.matter),
        text=row.words,
        votes=votes,
        recorded_by=row.recorded_by,
        outcome=None if row.outcome is None else Outcome(row.outcome),
        declared_by=row.declared_by,
        declared_at=row.declared_at,
        expected_voters=row.expected_voters,
        present_voters=row.present_voters,
    )
