"""Proposals answered in the open (H31): a leader's own summary and answer, and never who proposed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.suggestions import ProposalStatus
from storage.schema import Id, Tx, metadata

proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("branch_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("number", sa.String(16), nullable=False),
    sa.Column("summary", sa.Text, nullable=False),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("changed_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("published_day", sa.Integer, nullable=False),
    sa.Column("changed_day", sa.Integer, nullable=False),
    sa.UniqueConstraint("branch_id", "number"),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`answer` is empty while there is none."""

    id: int
    branch_id: int
    number: str
    summary: str
    status: ProposalStatus
    answer: str
    changed_on: date


async def publish(
    tx: Tx, branch_id: int, summary: str, status: ProposalStatus, answer: str, leader_id: int, today: date
) -> Proposal:
    """Under the next number of the branch and year."""
    counted = sa.select(sa.func.count()).where(
        proposals.c.branch_id == branch_id, proposals.c.number.like(f"{today:%y}-%")
    )
    row = (
        await tx.execute(
            sa.insert(proposals)
            .values(
                branch_id=branch_id,
                number=f"{today:%y}-{int(await tx.scalar(counted) or 0) + 1:02d}",
                summary=summary,
                status=str(status),
                answer=answer,
                changed_by=leader_id,
                published_day=today.toordinal(),
                changed_day=today.toordinal(),
            )
            .returning(proposals)
        )
    ).one()
    return _proposal(row)


async def change(tx: Tx, proposal_id: int, status: ProposalStatus, answer: str, leader_id: int, today: date) -> None:
    await tx.execute(
        sa.update(proposals)
        .where(proposals.c.id == proposal_id)
        .values(status=str(status), answer=answer, changed_by=leader_id, changed_day=today.toordinal())
    )


async def get(tx: Tx, proposal_id: int) -> Proposal | None:
    row = (await tx.execute(sa.select(proposals).where(proposals.c.id == proposal_id))).first()
    return _proposal(row) if row else None


async def of_branch(tx: Tx, branch_id: int, limit: int) -> list[Proposal]:
    """The newest first."""
    rows = await tx.execute(
        sa.select(proposals).where(proposals.c.branch_id == branch_id).order_by(proposals.c.id.desc()).limit(limit)
    )
    return [_proposal(row) for row in rows]


def _proposal(row: Any) -> Proposal:
    return Proposal(
        id=row.id,
        branch_id=row.branch_id,
        number=row.number,
        summary=row.summary,
        status=ProposalStatus(row.status),
        answer=row.answer,
        changed_on=date.fromordinal(row.changed_day),
    )
