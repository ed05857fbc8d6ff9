"""Meetings, and who is expected at each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.meetings import Meeting, MeetingKind, MeetingState
from domain.members import Member, is_voter
from storage.schema import Id, Instant, Tx, insert_into, metadata

# `reminded_for` is the start that reminders were planned for. What is announced for another one is to be planned, and
# what is over or cancelled no longer is; both databases use the index for a question with this very text in it.
TO_PLAN = sa.text(
    "(state = 'announced' AND coalesce(reminded_for, 0) <> starts_at)"
    " OR (state <> 'announced' AND reminded_for IS NOT NULL)"
)

# `make_up_at`: since when a closed meeting waits to be looked at for who has something to make up for.
TO_MAKE_UP = sa.text("make_up_at IS NOT NULL")

meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("title", sa.String(128), nullable=False),
    sa.Column("place", sa.String(128), nullable=False),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("opens_at", Instant, nullable=False),
    sa.Column("closes_at", Instant, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("phase", sa.SmallInteger, nullable=False, server_default="0"),
    sa.Column("closed_at", Instant),
    sa.Column("chat_id", sa.BigInteger),
    sa.Column("created_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("reminded_for", Instant),
    sa.Column("make_up_at", Instant),
    sa.Column("second_at", Instant),
    sa.Index("ix_meetings_node_id", "node_id", "starts_at"),
    sa.Index("ix_meetings_open", "state", "starts_at"),
    sa.Index("ix_meetings_to_plan", "id", sqlite_where=TO_PLAN, postgresql_where=TO_PLAN),
    sa.Index("ix_meetings_to_make_up", "id", sqlite_where=TO_MAKE_UP, postgresql_where=TO_MAKE_UP),
)

expected = sa.Table(
    "expected",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("voter", sa.Boolean, nullable=False),
    sa.Index("ix_expected_member_id", "member_id"),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting as somebody wishes it, before it is announced."""

    node_id: int
    kind: MeetingKind
    title: str
    place: str
    starts_at: datetime
    opens_at: datetime
    closes_at: datetime
    chat_id: int | None
    created_by: int
    second_at: datetime | None = None


async def announce(tx: Tx, plan: Plan, invited: Collection[Member], now: datetime) -> Meeting:
    """Write a meeting and its invitees; what each was on that day (full, probationary, voter) is kept with it."""
    result = await tx.execute(
        sa.insert(meetings)
        .values(
            node_id=plan.node_id,
            kind=str(plan.kind),
            title=plan.title,
            place=plan.place,
            starts_at=plan.starts_at,
            opens_at=plan.opens_at,
            closes_at=plan.closes_at,
            state=str(MeetingState.ANNOUNCED),
            phase=0,
            chat_id=plan.chat_id,
            created_by=plan.created_by,
            created_at=now,
            second_at=plan.second_at,
        )
        .returning(meetings)
    )
    meeting = meeting_of(result.one())
    if invited:
        await tx.execute(
            sa.insert(expected),
            [{"meeting_id": meeting.id, "member_id": member.id, **_standing(member)} for member in invited],
        )
    return meeting


async def get(tx: Tx, meeting_id: int) -> Meeting | None:
    row = (await tx.execute(sa.select(meetings).where(meetings.c.id == meeting_id))).first()
    return meeting_of(row) if row else None


async def sit_twice(tx: Tx, meeting_id: int, second_at: datetime | None, closes_at: datetime) -> None:
    """The meeting has a second sitting from now on, or another one; None: it has none any more."""
    await tx.execute(
        sa.update(meetings).where(meetings.c.id == meeting_id).values(second_at=second_at, closes_at=closes_at)
    )


async def get_many(tx: Tx, meeting_ids: Iterable[int]) -> dict[int, Meeting]:
    rows = await tx.execute(sa.select(meetings).where(meetings.c.id.in_(sorted(set(meeting_ids)))))
    return {row.id: meeting_of(row) for row in rows}


async def close(tx: Tx, meeting_id: int, now: datetime) -> bool:
    """False where somebody else closed or cancelled it first."""
    result = await tx.execute(
        sa.update(meetings)
        .where(meetings.c.id == meeting_id, meetings.c.state == str(MeetingState.ANNOUNCED))
        .values(state=str(MeetingState.CLOSED), closed_at=now, make_up_at=now)
    )
    return int(result.rowcount) == 1


async def expected_ids(tx: Tx, meeting_id: int) -> frozenset[int]:
    rows = await tx.execute(sa.select(expected.c.member_id).where(expected.c.meeting_id == meeting_id))
    return frozenset(rows.scalars())


async def expect(tx: Tx, meeting_id: int, some: Collection[Member]) -> None:
    """These are expected too, as what they are now; who was already is put down as what they are now."""
    if not some:
        return
    rows = [{"meeting_id": meeting_id, "member_id": one.id, **_standing(one)} for one in some]
    insert = insert_into(tx, expected)
    now = {"status": insert.excluded.status, "voter": insert.excluded.voter}
    await tx.execute(insert.on_conflict_do_update(index_elements=["meeting_id", "member_id"], set_=now), rows)


async def expect_not(tx: Tx, meeting_id: int, member_ids: Collection[int]) -> None:
    """These are expected at this meeting no more."""
    gone = expected.c.member_id.in_(sorted(member_ids))
    await tx.execute(sa.delete(expected).where(expected.c.meeting_id == meeting_id, gone))


def _standing(member: Member) -> dict[str, Any]:
    return {"status": str(member.status), "voter": is_voter(member)}


async def expect_no_more(tx: Tx, member_id: int, now: datetime) -> list[Meeting]:
    """Somebody comes to no meeting any more; returns those to come at which they were expected."""
    coming = await of_member(tx, member_id, now)
    ahead = [one for one in coming if one.starts_at > now]
    gone = expected.c.meeting_id.in_([one.id for one in ahead])
    await tx.execute(sa.delete(expected).where(expected.c.member_id == member_id, gone))
    return ahead


async def of_member(tx: Tx, member_id: int, since: datetime) -> list[Meeting]:
    """Meetings a member is expected at that start after `since`, in order; cancelled ones are left out."""
    rows = await tx.execute(
        sa.select(meetings)
        .join(expected, expected.c.meeting_id == meetings.c.id)
        .where(
            expected.c.member_id == member_id,
            meetings.c.starts_at >= since,
            meetings.c.state != str(MeetingState.CANCELLED),
        )
        .order_by(meetings.c.starts_at, meetings.c.id)
    )
    return [meeting_of(row) for row in rows]


async def in_nodes(tx: Tx, node_ids: Iterable[int], since: datetime, *, still_open: bool = False) -> list[Meeting]:
    """Meetings of these nodes that start after `since`, in order."""
    query = (
        sa.select(meetings)
        .where(meetings.c.node_id.in_(sorted(node_ids)), meetings.c.starts_at >= since)
        .order_by(meetings.c.starts_at, meetings.c.id)
    )
    if still_open:
        query = query.where(meetings.c.state == str(MeetingState.ANNOUNCED))
    return [meeting_of(row) for row in await tx.execute(query)]


async def in_chat(tx: Tx, chat_id: int) -> list[Meeting]:
    """Open meetings whose board stands in this chat."""
    rows = await tx.execute(
        sa.select(meetings).where(meetings.c.chat_id == chat_id, meetings.c.state == str(MeetingState.ANNOUNCED))
    )
    return [meeting_of(row) for row in rows]


async def places(tx: Tx, node_ids: Iterable[int], limit: int = 3) -> list[str]:
    """Where these nodes met last, most recent first, each once."""
    rows = await tx.execute(
        sa.select(meetings.c.place)
        .where(meetings.c.node_id.in_(sorted(node_ids)))
        .group_by(meetings.c.place)
        .order_by(sa.func.max(meetings.c.id).desc())
        .limit(limit)
    )
    return list(rows.scalars())


async def count_held(tx: Tx, node_ids: Iterable[int], kind: MeetingKind, start: datetime, end: datetime) -> int:
    """How many meetings of a kind these nodes have in [start, end), cancelled ones apart."""
    count = await tx.scalar(
        sa.select(sa.func.count())
        .select_from(meetings)
        .where(
            meetings.c.node_id.in_(sorted(node_ids)),
            meetings.c.kind == str(kind),
            meetings.c.starts_at >= start,
            meetings.c.starts_at < end,
            meetings.c.state != str(MeetingState.CANCELLED),
        )
    )
    return int(count or 0)


async def stale_boards(tx: Tx, now: datetime, limit: int = 100) -> list[Meeting]:
    """Open meetings whose board shows an earlier phase than the clock: 0 announced, 1 sign-in open, 2 begun, 3 over."""
    phase = sa.case(
        (meetings.c.closes_at <= now, 3), (meetings.c.starts_at <= now, 2), (meetings.c.opens_at <= now, 1), else_=0
    )
    rows = await tx.execute(
        sa.select(meetings)
        .where(meetings.c.state == str(MeetingState.ANNOUNCED), meetings.c.phase < phase)
        .order_by(meetings.c.id)
        .limit(limit)
    )
    return [meeting_of(row) for row in rows]


async def note_phase(tx: Tx, meeting_id: int, phase: int) -> None:
    await tx.execute(sa.update(meetings).where(meetings.c.id == meeting_id).values(phase=phase))


async def to_plan(tx: Tx, limit: int) -> list[tuple[Meeting, datetime]]:
    """Meetings whose reminders are not those of their present start, each with when it was announced."""
    rows = await tx.execute(sa.select(meetings).where(TO_PLAN).order_by(meetings.c.id).limit(limit))
    return [(meeting_of(row), row.created_at) for row in rows]


async def note_planned(tx: Tx, meeting_id: int, starts_at: datetime | None) -> None:
    """Reminders are planned for this start; None where there is nothing more to remind of."""
    await tx.execute(sa.update(meetings).where(meetings.c.id == meeting_id).values(reminded_for=starts_at))


async def to_make_up(tx: Tx, limit: int) -> list[Meeting]:
    """Meetings of which is to be looked who has something to make up for."""
    rows = await tx.execute(sa.select(meetings).where(TO_MAKE_UP).order_by(meetings.c.id).limit(limit))
    return [meeting_of(row) for row in rows]


async def ask_make_up(tx: Tx, meeting_id: int, now: datetime) -> None:
    """Something about its attendance has changed: look again, where it is closed."""
    await tx.execute(
        sa.update(meetings)
        .where(meetings.c.id == meeting_id, meetings.c.state == str(MeetingState.CLOSED))
        .values(make_up_at=now)
    )


async def note_make_up(tx: Tx, meeting_id: int) -> None:
    """We have looked."""
    await tx.execute(sa.update(meetings).where(meetings.c.id == meeting_id).values(make_up_at=None))


async def move_chat(tx: Tx, old: int, new: int) -> None:
    await tx.execute(sa.update(meetings).where(meetings.c.chat_id == old).values(chat_id=new))


def meeting_of(row: Any) -> Meeting:
    return Meeting(
        id=row.id,
        node_id=row.node_id,
        kind=MeetingKind(row.kind),
        title=row.title,
        place=row.place,
        starts_at=row.starts_at,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        state=MeetingState(row.state),
        closed_at=row.closed_at,
        chat_id=row.chat_id,
        created_by=row.created_by,
        second_at=row.second_at,
    )
