"""Meetings that several branches hold together: each has one of its own, tied to the host's (M27)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.joint import Joint, JointState
from storage.schema import Id, Instant, Tx, metadata

joint_meetings = sa.Table(
    "joint_meetings",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("host_meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("guest_node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("guest_meeting_id", Id, sa.ForeignKey("meetings.id"), unique=True),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("asked_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("answered_by", Id, sa.ForeignKey("members.id")),
    sa.Column("answered_at", Instant),
    sa.UniqueConstraint("host_meeting_id", "guest_node_id"),
)


async def ask(tx: Tx, host_meeting_id: int, guest_node_id: int, asked_by: int, now: datetime) -> Joint:
    row = (
        await tx.execute(
            sa.insert(joint_meetings)
            .values(
                host_meeting_id=host_meeting_id,
                guest_node_id=guest_node_id,
                state=str(JointState.ASKED),
                asked_by=asked_by,
                asked_at=now,
            )
            .returning(joint_meetings)
        )
    ).one()
    return _joint(row)


async def get(tx: Tx, joint_id: int) -> Joint | None:
    row = (await tx.execute(sa.select(joint_meetings).where(joint_meetings.c.id == joint_id))).first()
    return _joint(row) if row else None


async def answer(tx: Tx, joint_id: int, state: JointState, answered_by: int, now: datetime) -> bool:
    """The first answer holds; False for a later one."""
    result = await tx.execute(
        sa.update(joint_meetings)
        .where(joint_meetings.c.id == joint_id, joint_meetings.c.state == str(JointState.ASKED))
        .values(state=str(state), answered_by=answered_by, answered_at=now)
    )
    return int(result.rowcount) == 1


async def tie(tx: Tx, joint_id: int, guest_meeting_id: int) -> None:
    await tx.execute(
        sa.update(joint_meetings).where(joint_meetings.c.id == joint_id).values(guest_meeting_id=guest_meeting_id)
    )


async def host_meeting_id(tx: Tx, guest_meeting_id: int) -> int | None:
    """The meeting that a guest branch's meeting belongs to; None where it is nobody's guest."""
    found = await tx.scalar(
        sa.select(joint_meetings.c.host_meeting_id).where(joint_meetings.c.guest_meeting_id == guest_meeting_id)
    )
    return None if found is None else int(found)


async def asked_by_host(tx: Tx, host_meeting_id: int) -> list[Joint]:
    """All branches that were asked to this meeting, in the order they were."""
    rows = await tx.execute(
        sa.select(joint_meetings)
        .where(joint_meetings.c.host_meeting_id == host_meeting_id)
        .order_by(joint_meetings.c.id)
    )
    return [_joint(row) for row in rows]


async def together(tx: Tx, meeting_id: int) -> list[int]:
    """The other meetings of the same joint one, the host's first; none where it is nobody's guest and has none."""
    tied = joint_meetings.c
    host = sa.select(tied.host_meeting_id).where(tied.guest_meeting_id == meeting_id).scalar_subquery()
    rows = await tx.execute(
        sa.select(tied.host_meeting_id, tied.guest_meeting_id)
        .where(sa.or_(tied.host_meeting_id == meeting_id, tied.host_meeting_id == host))
        .order_by(tied.id)
    )
    pairs = rows.all()
    ids = dict.fromkeys([*(row.host_meeting_id for row in pairs), *(row.guest_meeting_id for row in pairs)])
    return [one for one in ids if one is not None and one != meeting_id]


def _joint(row: Any) -> Joint:
    return Joint(
        id=row.id,
        host_meeting_id=row.host_meeting_id,
        guest_node_id=row.guest_node_id,
        guest_meeting_id=row.guest_meeting_id,
        state=JointState(row.state),
        asked_by=row.asked_by,
        answered_by=row.answered_by,
    )
