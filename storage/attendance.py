"""Who was there: presences, and what was corrected afterwards."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.meetings import Method
from storage.meetings import expected
from storage.people import members
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


@dataclass(frozen=True, slots=True)
class Entry:
    """How one presence was written down; `recorded_by` is None where it was by the member's own hand."""

    meeting_id: int
    at: datetime
    method: Method
    recorded_by: int | None
    recorded_at: datetime


async def entry(tx: Tx, meeting_id: int, member_id: int) -> Entry | None:
    own = (attendance.c.meeting_id == meeting_id, attendance.c.member_id == member_id)
    row = (await tx.execute(sa.select(attendance).where(*own))).first()
    return Entry(row.meeting_id, row.at, Method(row.method), row.recorded_by, row.recorded_at) if row else None


async def own_since(tx: Tx, member_id: int, since: datetime) -> list[Entry]:
    """What a member signed in to by their own hand since then, newest first."""
    rows = await tx.execute(
        sa.select(attendance)
        .where(
            attendance.c.member_id == member_id,
            attendance.c.recorded_by.is_(None),
            attendance.c.recorded_at >= since,
        )
        .order_by(attendance.c.recorded_at.desc())
    )
    return [Entry(row.meeting_id, row.at, Method(row.method), None, row.recorded_at) for row in rows]


async def ticked_at(tx: Tx, meeting_id: int, recorded_by: int, recorded_at: datetime) -> list[int]:
    """Whom somebody put down in that very moment, off a list."""
    rows = await tx.execute(
        sa.select(attendance.c.member_id)
        .where(
            attendance.c.meeting_id == meeting_id,
            attendance.c.recorded_by == recorded_by,
            attendance.c.recorded_at == recorded_at,
            attendance.c.method == str(Method.ORGANISER),
        )
        .order_by(attendance.c.member_id)
    )
    return list(rows.scalars())


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


async def reasons_for(tx: Tx, meeting_id: int, member_id: int) -> list[tuple[Correction, str]]:
    """The corrections of one member's entry with their reasons, oldest first: for the two they concern."""
    rows = await tx.execute(
        sa.select(corrections)
        .where(corrections.c.meeting_id == meeting_id, corrections.c.member_id == member_id)
        .order_by(corrections.c.id)
    )
    return [(Correction(row.member_id, row.present, row.made_by, row.made_at), row.reason or "") for row in rows]


async def corrections_of(tx: Tx, meeting_id: int) -> list[Correction]:
    rows = await tx.execute(
        sa.select(corrections.c.member_id, corrections.c.present, corrections.c.made_by, corrections.c.made_at)
        .where(corrections.c.meeting_id == meeting_id)
        .order_by(corrections.c.id)
    )
    return [Correction(*row) for row in rows]
