"""Times that were offered to the invitees of a meeting to be, and what each can do."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.meetings import MeetingKind
from domain.slots import Slot, SlotBallot, SlotPoll
from storage.people import members
from storage.schema import Id, Instant, Tx, metadata

slot_polls = sa.Table(
    "slot_polls",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("title", sa.String(128), nullable=False),
    sa.Column("place", sa.String(128), nullable=False),
    sa.Column("asked_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("settled_at", Instant),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id")),
    sqlite_autoincrement=True,
)

slots = sa.Table(
    "slots",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("poll_id", Id, sa.ForeignKey("slot_polls.id"), nullable=False),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Index("ix_slots_poll_id", "poll_id"),
    sqlite_autoincrement=True,
)

slot_ballots = sa.Table(
    "slot_ballots",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("poll_id", Id, sa.ForeignKey("slot_polls.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("picks", sa.Text, nullable=False, server_default="[]"),
    sa.Column("answered_at", Instant),
    sa.UniqueConstraint("poll_id", "member_id"),
    sa.Index("ix_slot_ballots_member_id", "member_id"),
    sqlite_autoincrement=True,
)


async def ask(
    tx: Tx, poll: SlotPoll, times: Sequence[datetime], member_ids: Collection[int], now: datetime
) -> SlotPoll:
    """Write a poll, whose `id` is of no account, its times and a ballot for each invitee."""
    row = (
        await tx.execute(
            sa.insert(slot_polls)
            .values(
                node_id=poll.node_id,
                kind=str(poll.kind),
                title=poll.title,
                place=poll.place,
                asked_by=poll.asked_by,
                asked_at=now,
            )
            .returning(slot_polls)
        )
    ).one()
    await tx.execute(sa.insert(slots), [{"poll_id": row.id, "starts_at": at} for at in times])
    if member_ids:
        await tx.execute(
            sa.insert(slot_ballots), [{"poll_id": row.id, "member_id": one, "picks": "[]"} for one in member_ids]
        )
    return _poll(row)


async def get(tx: Tx, poll_id: int) -> SlotPoll | None:
    row = (await tx.execute(sa.select(slot_polls).where(slot_polls.c.id == poll_id))).first()
    return _poll(row) if row else None


async def of_poll(tx: Tx, poll_id: int) -> list[Slot]:
    rows = await tx.execute(sa.select(slots).where(slots.c.poll_id == poll_id).order_by(slots.c.starts_at, slots.c.id))
    return [Slot(row.id, row.starts_at) for row in rows]


async def ballot(tx: Tx, ballot_id: int) -> SlotBallot | None:
    return next(iter(await _ballots(tx, slot_ballots.c.id == ballot_id)), None)


async def ballots(tx: Tx, poll_id: int) -> list[SlotBallot]:
    return await _ballots(tx, slot_ballots.c.poll_id == poll_id)


async def ballots_of(tx: Tx, member_id: int) -> list[SlotBallot]:
    return await _ballots(tx, slot_ballots.c.member_id == member_id)


async def pick(tx: Tx, ballot_id: int, picks: Iterable[int], now: datetime) -> None:
    """Exactly these from now on; none of them is an answer too."""
    written = json.dumps(sorted(picks))
    await tx.execute(
        sa.update(slot_ballots).where(slot_ballots.c.id == ballot_id).values(picks=written, answered_at=now)
    )


async def leave(tx: Tx, member_id: int) -> None:
    """Somebody is not one of the invited any more: what is not settled is settled without them."""
    unsettled = sa.select(slot_polls.c.id).where(slot_polls.c.settled_at.is_(None))
    own = (slot_ballots.c.member_id == member_id, slot_ballots.c.poll_id.in_(unsettled))
    await tx.execute(sa.delete(slot_ballots).where(*own))


async def settle(tx: Tx, poll_id: int, meeting_id: int | None, now: datetime) -> bool:
    """False where somebody else settled it first."""
    result = await tx.execute(
        sa.update(slot_polls)
        .where(slot_polls.c.id == poll_id, slot_polls.c.settled_at.is_(None))
        .values(settled_at=now, meeting_id=meeting_id)
    )
    return int(result.rowcount) == 1


async def tie(tx: Tx, poll_id: int, meeting_id: int) -> None:
    await tx.execute(sa.update(slot_polls).where(slot_polls.c.id == poll_id).values(meeting_id=meeting_id))


async def forget(tx: Tx, before: datetime) -> int:
    """Polls asked before this moment, with all that was answered."""
    old = sa.select(slot_polls.c.id).where(slot_polls.c.asked_at < before)
    await tx.execute(sa.delete(slot_ballots).where(slot_ballots.c.poll_id.in_(old)))
    await tx.execute(sa.delete(slots).where(slots.c.poll_id.in_(old)))
    result = await tx.execute(sa.delete(slot_polls).where(slot_polls.c.asked_at < before))
    return int(result.rowcount)


async def _ballots(tx: Tx, *where: sa.ColumnElement[bool]) -> list[SlotBallot]:
    rows = await tx.execute(
        sa.select(slot_ballots, members.c.name, members.c.telegram_id)
        .join(members, members.c.id == slot_ballots.c.member_id)
        .where(*where)
        .order_by(slot_ballots.c.member_id)
    )
    return [_ballot(row) for row in rows]


def _ballot(row: Any) -> SlotBallot:
    picks = frozenset(json.loads(row.picks))
    return SlotBallot(row.id, row.poll_id, row.member_id, row.name, row.telegram_id, picks, row.answered_at is not None)


def _poll(row: Any) -> SlotPoll:
    return SlotPoll(
        id=row.id,
        node_id=row.node_id,
        kind=MeetingKind(row.kind),
        title=row.title,
        place=row.place,
        asked_by=row.asked_by,
        settled=row.settled_at is not None,
        meeting_id=row.meeting_id,
    )
