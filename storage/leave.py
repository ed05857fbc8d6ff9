"""What people answer beforehand, and their requests for leave. The reason is sealed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.meetings import LeaveDecision, LeaveKind, Rsvp
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("answer", sa.String(8), nullable=False),
    sa.Column("answered_at", Instant, nullable=False),
)

leaves = sa.Table(
    "leaves",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("reason", Sealed("reasons")),
    sa.Column("decision", sa.String(16), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("entered_by", Id),
    sa.Column("decided_by", Id),
    sa.Column("decided_at", Instant),
    sa.UniqueConstraint("meeting_id", "member_id"),
)


@dataclass(frozen=True, slots=True)
class Leave:
    id: int
    meeting_id: int
    member_id: int
    kind: LeaveKind
    decision: LeaveDecision
    asked_at: datetime
    entered_by: int | None
    decided_by: int | None
    has_reason: bool


async def answer(tx: Tx, meeting_id: int, member_id: int, given: Rsvp, now: datetime) -> None:
    values = {"answer": str(given), "answered_at": now}
    statement = insert_into(tx, answers).values(meeting_id=meeting_id, member_id=member_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["meeting_id", "member_id"], set_=values))


async def answer_of(tx: Tx, meeting_id: int, member_id: int) -> Rsvp | None:
    """What somebody has answered; None where nothing yet."""
    found = await tx.scalar(
        sa.select(answers.c.answer).where(answers.c.meeting_id == meeting_id, answers.c.member_id == member_id)
    )
    return None if found is None else Rsvp(found)


async def ask(tx: Tx, meeting_id: int, member_id: int, kind: LeaveKind, entered_by: int | None, now: datetime) -> Leave:
    """Ask for leave; asking again after taking it back starts a new request, a decided one stays decided."""
    values = {
        "kind": str(kind),
        "decision": str(LeaveDecision.PENDING),
        "asked_at": now,
        "entered_by": entered_by,
        "decided_by": None,
        "decided_at": None,
    }
    statement = insert_into(tx, leaves).values(meeting_id=meeting_id, member_id=member_id, **values)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["meeting_id", "member_id"],
            set_=values,
            where=leaves.c.decision == str(LeaveDecision.CANCELLED),
        )
    )
    leave = await of(tx, meeting_id, member_id)
    if leave is None:
        raise LookupError("the leave just written is not there")
    return leave


async def of(tx: Tx, meeting_id: int, member_id: int) -> Leave | None:
    row = (
        await tx.execute(sa.select(leaves).where(leaves.c.meeting_id == meeting_id, leaves.c.member_id == member_id))
    ).first()
    return _leave(row) if row else None


async def get(tx: Tx, leave_id: int) -> Leave | None:
    row = (await tx.execute(sa.select(leaves).where(leaves.c.id == leave_id))).first()
    return _leave(row) if row else None


async def asked_since(tx: Tx, member_id: int, since: datetime) -> Leave | None:
    """The newest request a member made by their own hand since then, and did not take back."""
    row = (
        await tx.execute(
            sa.select(leaves)
            .where(
                leaves.c.member_id == member_id,
                leaves.c.entered_by.is_(None),
                leaves.c.asked_at >= since,
                leaves.c.decision != str(LeaveDecision.CANCELLED),
            )
            .order_by(leaves.c.asked_at.desc())
            .limit(1)
        )
    ).first()
    return _leave(row) if row else None


async def at(tx: Tx, meeting_id: int) -> list[Leave]:
    rows = await tx.execute(sa.select(leaves).where(leaves.c.meeting_id == meeting_id).order_by(leaves.c.id))
    return [_leave(row) for row in rows]


async def give_reason(tx: Tx, leave_id: int, kind: LeaveKind, reason: str | None) -> None:
    """`reason` None leaves the one that is there."""
    values: dict[str, Any] = {"kind": str(kind)}
    if reason is not None:
        values["reason"] = reason
    await tx.execute(sa.update(leaves).where(leaves.c.id == leave_id).values(**values))


async def reason(tx: Tx, leave_id: int) -> str | None:
    """The sealed reason. Only `services.leave` calls this, and writes the access log."""
    text: str | None = await tx.scalar(sa.select(leaves.c.reason).where(leaves.c.id == leave_id))
    return text


async def decide(tx: Tx, leave_id: int, decision: LeaveDecision, decided_by: int | None, now: datetime) -> bool:
    """True for the first decision on a pending request; a later one changes nothing."""
    result = await tx.execute(
        sa.update(leaves)
        .where(leaves.c.id == leave_id, leaves.c.decision == str(LeaveDecision.PENDING))
        .values(decision=str(decision), decided_by=decided_by, decided_at=now)
    )
    return int(result.rowcount) == 1


async def cancel(tx: Tx, leave_id: int, now: datetime) -> None:
    """The member takes the request back, decided or not; the reason goes at once."""
    await tx.execute(
        sa.update(leaves)
        .where(leaves.c.id == leave_id)
        .values(decision=str(LeaveDecision.CANCELLED), decided_at=now, reason=None)
    )


async def forget_reasons(tx: Tx, before: datetime) -> int:
    """Leave reasons are kept a year (PRV-08)."""
    result = await tx.execute(
        sa.update(leaves).where(leaves.c.asked_at < before, leaves.c.reason.is_not(None)).values(reason=None)
    )
    return int(result.rowcount)


async def forget_reasons_of(tx: Tx, member_id: int) -> int:
    """All reasons a member ever gave; that there was leave stays."""
    own = sa.update(leaves).where(leaves.c.member_id == member_id, leaves.c.reason.is_not(None))
    result = await tx.execute(own.values(reason=None))
    return int(result.rowcount)


def _leave(row: Any) -> Leave:
    return Leave(
        id=row.id,
        meeting_id=row.meeting_id,
        member_id=row.member_id,
        kind=LeaveKind(row.kind),
        decision=LeaveDecision(row.decision),
        asked_at=row.asked_at,
        entered_by=row.entered_by,
        decided_by=row.decided_by,
        has_reason=row.reason is not None,
    )
