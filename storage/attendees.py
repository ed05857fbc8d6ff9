"""Everybody expected at a meeting, with what is known of them: presence, leave and answer side by side."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.make_up import State
from domain.meetings import Attendee, LeaveDecision, Mark, MeetingState, Method, Rsvp
from domain.members import Member, MemberStatus
from storage.attendance import attendance
from storage.leave import answers, leaves
from storage.make_up import make_ups
from storage.marks import marks
from storage.meetings import expected, meetings
from storage.people import member_of, members
from storage.schema import Instant, Tx


def _same(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.meeting_id == expected.c.meeting_id, table.c.member_id == expected.c.member_id)


def _marked(mark: Mark) -> sa.ColumnElement[bool]:
    return sa.exists().where(_same(marks), marks.c.mark == str(mark)).correlate(expected)


_ATTENDEES = (
    sa.select(
        members,
        expected.c.status.label("then"),
        expected.c.voter,
        attendance.c.at,
        attendance.c.method,
        leaves.c.decision,
        answers.c.answer,
        make_ups.c.state.label("made_up"),
        _marked(Mark.LATE).label("late"),
        _marked(Mark.LEFT_EARLY).label("left_early"),
    )
    .select_from(expected)
    .join(members, members.c.id == expected.c.member_id)
    .outerjoin(attendance, _same(attendance))
    .outerjoin(leaves, _same(leaves))
    .outerjoin(answers, _same(answers))
    .outerjoin(make_ups, _same(make_ups))
    .order_by(members.c.id)
)


async def of_meeting(tx: Tx, meeting_id: int) -> list[Attendee]:
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


async def one(tx: Tx, meeting_id: int, member_id: int) -> Attendee | None:
    """One of them; None for whoever is not expected."""
    query = _ATTENDEES.where(expected.c.meeting_id == meeting_id, expected.c.member_id == member_id)
    row = (await tx.execute(query)).first()
    return _attendee(row) if row else None


async def of_member(tx: Tx, member_id: int, start: datetime, end: datetime) -> list[Attendee]:
    """One member at each meeting that was held in [start, end), the first one first."""
    held = sa.and_(
        meetings.c.state == str(MeetingState.CLOSED), meetings.c.starts_at >= start, meetings.c.starts_at < end
    )
    query = _ATTENDEES.join(meetings, meetings.c.id == expected.c.meeting_id)
    rows = await tx.execute(
        query.where(expected.c.member_id == member_id, held).order_by(None).order_by(meetings.c.starts_at)
    )
    return [_attendee(row) for row in rows]


def _attendee(row: Any) -> Attendee:
    return Attendee(
        member=member_of(row),
        present_at=row.at,
        method=Method(row.method) if row.method is not None else None,
        leave=LeaveDecision(row.decision) if row.decision is not None else None,
        rsvp=Rsvp(row.answer) if row.answer is not None else None,
        late=row.late,
        left_early=row.left_early,
        made_up=row.made_up == State.DONE,
        status_then=MemberStatus(row.then),
        voter_then=row.voter,
    )
