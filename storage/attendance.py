"""Who answered, who asked for leave, who was there. Three different things, in three tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.meetings import Attendee, LeaveDecision, LeaveKind, Method, Rsvp
from domain.members import Member, MemberStatus
from storage.meetings import expected
from storage.people import member_of, members
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

attendance = sa.Table(
    "attendance",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("method", sa.String(16), nullable=False),
    sa.Column("recorded_by", Id),
    sa.Column("recorded_at", Instant, nullable=False),
)

corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("present", sa.Boolean, nullable=False),
    sa.Column("reason", Sealed("reasons")),
    sa.Column("made_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("made_at", Instant, nullable=False),
    sa.Index("ix_corrections_meeting_id", "meeting_id", "member_id"),
)

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


def _same(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.meeting_id == expected.c.meeting_id, table.c.member_id == expected.c.member_id)


_ATTENDEES = (
    sa.select(
        members,
        expected.c.status.label("then"),
        expected.c.voter,
        attendance.c.at,
        attendance.c.method,
        leaves.c.decision,
        answers.c.answer,
    )
    .select_from(expected)
    .join(members, members.c.id == expected.c.member_id)
    .outerjoin(attendance, _same(attendance))
    .outerjoin(leaves, _same(leaves))
    .outerjoin(answers, _same(answers))
    .order_by(members.c.id)
)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one presser at one meeting: the roster row, and since when signed in."""

    member_id: int
    present_at: datetime | None


@dataclass(frozen=True, slots=True)
class Presence:
    meeting_id: int
    member_id: int
    at: datetime
    method: Method
    recorded_by: int | None = None


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


@dataclass(frozen=True, slots=True)
class Correction:
    member_id: int
    present: bool
    made_by: int
    made_at: datetime


async def facts(tx: Tx, presses: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Fact]:
    """For (meeting id, telegram id) pairs: who is expected and since when present. Absent pairs are not expected.

    One question for all presses that arrived together: asked one by one they would cost a storm its budget.
    """
    pairs = set(presses)
    rows = await tx.execute(
        sa.select(expected.c.meeting_id, members.c.telegram_id, members.c.id, attendance.c.at)
        .join(members, members.c.id == expected.c.member_id)
        .outerjoin(
            attendance,
            sa.and_(attendance.c.meeting_id == expected.c.meeting_id, attendance.c.member_id == expected.c.member_id),
        )
        .where(
            expected.c.meeting_id.in_(sorted({meeting_id for meeting_id, _ in pairs})),
            members.c.telegram_id.in_(sorted({telegram_id for _, telegram_id in pairs})),
        )
    )
    return {
        (meeting_id, telegram_id): Fact(member_id, at)
        for meeting_id, telegram_id, member_id, at in rows
        if (meeting_id, telegram_id) in pairs and telegram_id is not None
    }


async def record(tx: Tx, presences: Sequence[Presence], now: datetime) -> None:
    """Write presences; who is there already stays as first recorded."""
    if presences:
        await tx.execute(
            insert_into(tx, attendance).on_conflict_do_nothing(index_elements=["meeting_id", "member_id"]),
            [
                {
                    "meeting_id": presence.meeting_id,
                    "member_id": presence.member_id,
                    "at": presence.at,
                    "method": str(presence.method),
                    "recorded_by": presence.recorded_by,
                    "recorded_at": now,
                }
                for presence in presences
            ],
        )


async def recorders(tx: Tx, meeting_id: int) -> dict[int, tuple[int, datetime]]:
    """Member id -> (who put the presence down from paper, when)."""
    rows = await tx.execute(
        sa.select(attendance.c.member_id, attendance.c.recorded_by, attendance.c.recorded_at).where(
            attendance.c.meeting_id == meeting_id, attendance.c.recorded_by.is_not(None)
        )
    )
    return {row.member_id: (row.recorded_by, row.recorded_at) for row in rows}


async def strike(tx: Tx, meeting_id: int, member_id: int) -> bool:
    """Take a presence back; the correction that says why is written beside it."""
    result = await tx.execute(
        sa.delete(attendance).where(attendance.c.meeting_id == meeting_id, attendance.c.member_id == member_id)
    )
    return int(result.rowcount) == 1


async def note_correction(
    tx: Tx, meeting_id: int, member_id: int, reason: str, made_by: int, now: datetime, *, present: bool
) -> None:
    await tx.execute(
        sa.insert(corrections).values(
            meeting_id=meeting_id, member_id=member_id, present=present, reason=reason, made_by=made_by, made_at=now
        )
    )


async def corrections_of(tx: Tx, meeting_id: int) -> list[Correction]:
    rows = await tx.execute(
        sa.select(corrections.c.member_id, corrections.c.present, corrections.c.made_by, corrections.c.made_at)
        .where(corrections.c.meeting_id == meeting_id)
        .order_by(corrections.c.id)
    )
    return [Correction(*row) for row in rows]


async def answer(tx: Tx, meeting_id: int, member_id: int, given: Rsvp, now: datetime) -> None:
    values = {"answer": str(given), "answered_at": now}
    statement = insert_into(tx, answers).values(meeting_id=meeting_id, member_id=member_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["meeting_id", "member_id"], set_=values))


async def ask_leave(
    tx: Tx, meeting_id: int, member_id: int, kind: LeaveKind, entered_by: int | None, now: datetime
) -> Leave:
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
    leave = await leave_of(tx, meeting_id, member_id)
    if leave is None:
        raise LookupError("the leave just written is not there")
    return leave


async def leave_of(tx: Tx, meeting_id: int, member_id: int) -> Leave | None:
    row = (
        await tx.execute(sa.select(leaves).where(leaves.c.meeting_id == meeting_id, leaves.c.member_id == member_id))
    ).first()
    return _leave(row) if row else None


async def leave(tx: Tx, leave_id: int) -> Leave | None:
    row = (await tx.execute(sa.select(leaves).where(leaves.c.id == leave_id))).first()
    return _leave(row) if row else None


async def leaves_at(tx: Tx, meeting_id: int) -> list[Leave]:
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


async def decide_leave(tx: Tx, leave_id: int, decision: LeaveDecision, decided_by: int | None, now: datetime) -> bool:
    """True for the first decision on a pending request; a later one changes nothing."""
    result = await tx.execute(
        sa.update(leaves)
        .where(leaves.c.id == leave_id, leaves.c.decision == str(LeaveDecision.PENDING))
        .values(decision=str(decision), decided_by=decided_by, decided_at=now)
    )
    return int(result.rowcount) == 1


async def cancel_leave(tx: Tx, leave_id: int, now: datetime) -> None:
    """The member takes the request back, decided or not; the reason goes at once."""
    await tx.execute(
        sa.update(leaves)
        .where(leaves.c.id == leave_id)
        .values(decision=str(LeaveDecision.CANCELLED), decided_at=now, reason=None)
    )


async def attendees(tx: Tx, meeting_id: int) -> list[Attendee]:
    """Everybody expected at a meeting with what is known of them, in roster order."""
    return [_attendee(row) for row in await tx.execute(_ATTENDEES.where(expected.c.meeting_id == meeting_id))]


async def faceless(tx: Tx, meeting_id: int) -> list[Attendee]:
    """As `attendees`, for counting only: grouped by the database, without names or ids.

    A board is drawn every three seconds while a thousand press; telling them apart would cost ten times as much.
    """
    facts = (
        expected.c.status,
        expected.c.voter,
        attendance.c.method,
        leaves.c.decision,
        answers.c.answer,
        sa.func.max(attendance.c.at, type_=Instant),
        sa.func.count(),
    )
    rows = await tx.execute(
        sa.select(*facts)
        .select_from(expected)
        .outerjoin(attendance, _same(attendance))
        .outerjoin(leaves, _same(leaves))
        .outerjoin(answers, _same(answers))
        .where(expected.c.meeting_id == meeting_id)
        .group_by(*facts[:5])
    )
    counted: list[Attendee] = []
    for status, voter, method, decision, answer, at, count in rows:
        one = Attendee(
            member=Member(0, 0, "", MemberStatus(status)),
            present_at=at,
            method=Method(method) if method is not None else None,
            leave=LeaveDecision(decision) if decision is not None else None,
            rsvp=Rsvp(answer) if answer is not None else None,
            voter_then=voter,
        )
        counted += [one] * count
    return counted


async def attendee(tx: Tx, meeting_id: int, member_id: int) -> Attendee | None:
    """One of them; None for whoever is not expected."""
    query = _ATTENDEES.where(expected.c.meeting_id == meeting_id, expected.c.member_id == member_id)
    row = (await tx.execute(query)).first()
    return _attendee(row) if row else None


async def forget_reasons(tx: Tx, before: datetime) -> int:
    """Leave reasons are kept a year (PRV-08)."""
    result = await tx.execute(
        sa.update(leaves).where(leaves.c.asked_at < before, leaves.c.reason.is_not(None)).values(reason=None)
    )
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


def _attendee(row: Any) -> Attendee:
    return Attendee(
        member=member_of(row),
        present_at=row.at,
        method=Method(row.method) if row.method is not None else None,
        leave=LeaveDecision(row.decision) if row.decision is not None else None,
        rsvp=Rsvp(row.answer) if row.answer is not None else None,
        status_then=MemberStatus(row.then),
        voter_then=row.voter,
    )
