"""Results of paper ballots. Names and their votes are sealed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.elections import LONGEST_OFFICE, Ballots, Candidate, Election
from storage.schema import Id, Instant, Sealed, Tx, metadata

elections = sa.Table(
    "elections",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False, index=True),
    sa.Column("office", sa.String(LONGEST_OFFICE), nullable=False),
    sa.Column("expected", sa.Integer, nullable=False),
    sa.Column("present", sa.Integer, nullable=False),
    sa.Column("issued", sa.Integer, nullable=False),
    sa.Column("returned", sa.Integer, nullable=False),
    sa.Column("spoilt", sa.Integer, nullable=False),
    sa.Column("candidates", Sealed("elections"), nullable=False),
    sa.Column("elected", Sealed("elections"), nullable=False),
    sa.Column("recorded_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)


async def add(tx: Tx, election: Election, now: datetime) -> int:
    """Returns the id; the one it carries is of no account."""
    result = await tx.execute(
        sa.insert(elections)
        .values(
            meeting_id=election.meeting_id,
            office=election.office,
            expected=election.expected,
            present=election.present,
            issued=election.ballots.issued,
            returned=election.ballots.returned,
            spoilt=election.ballots.spoilt,
            candidates=[[one.name, one.ayes] for one in election.candidates],
            elected=list(election.elected),
            recorded_by=election.recorded_by,
            recorded_at=now,
        )
        .returning(elections.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, election_id: int) -> Election | None:
    row = (await tx.execute(sa.select(elections).where(elections.c.id == election_id))).first()
    return _election(row) if row else None


async def of_meeting(tx: Tx, meeting_id: int) -> list[Election]:
    """In the order they were written down."""
    rows = await tx.execute(sa.select(elections).where(elections.c.meeting_id == meeting_id).order_by(elections.c.id))
    return [_election(row) for row in rows]


async def drop(tx: Tx, election_id: int) -> None:
    """Written down by mistake."""
    await tx.execute(sa.delete(elections).where(elections.c.id == election_id))


def _election(row: Any) -> Election:
    return Election(
        id=row.id,
        meeting_id=row.meeting_id,
        office=row.office,
        expected=row.expected,
        present=row.present,
        ballots=Ballots(row.issued, row.returned, row.spoilt),
        candidates=tuple(Candidate(name, ayes) for name, ayes in row.candidates),
        elected=tuple(row.elected),
        recorded_by=row.recorded_by,
    )
