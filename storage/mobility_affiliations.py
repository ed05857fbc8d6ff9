"""A second place for a person: a community reported to, or a host branch; and who came to what there as a guest."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.affiliations import Affiliation, AffiliationState, Guest
from storage.meetings import meetings
from storage.schema import Id, Instant, Tx, insert_into, metadata

_LIVES = sa.text("state IN ('asked', 'active')")

affiliations = sa.Table(
    "affiliations",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("settled_by", Id),
    sa.Column("since", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Index(
        "uq_affiliations_member_id", "member_id", "node_id", unique=True, sqlite_where=_LIVES, postgresql_where=_LIVES
    ),
    sa.Index("ix_affiliations_node_id", "node_id", "state"),
    sqlite_autoincrement=True,
)

guests = sa.Table(
    "meeting_guests",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("comes", sa.Boolean),
    sa.Column("came_at", Instant),
    sa.UniqueConstraint("meeting_id", "member_id"),
    sa.Index("ix_meeting_guests_member_id", "member_id"),
)


async def ask(tx: Tx, member_id: int, node_id: int, now: datetime) -> Affiliation | None:
    """Ask to be taken along; None where they have asked or belong there already (O10)."""
    statement = (
        insert_into(tx, affiliations)
        .values(member_id=member_id, node_id=node_id, state=str(AffiliationState.ASKED), asked_at=now)
        .on_conflict_do_nothing(index_elements=["member_id", "node_id"], index_where=_LIVES)
        .returning(affiliations)
    )
    row = (await tx.execute(statement)).first()
    return _affiliation(row) if row else None


async def get(tx: Tx, affiliation_id: int) -> Affiliation | None:
    row = (await tx.execute(sa.select(affiliations).where(affiliations.c.id == affiliation_id))).first()
    return _affiliation(row) if row else None


async def living_of(tx: Tx, member_id: int) -> list[Affiliation]:
    """Asked for and in force, of one member."""
    rows = await tx.execute(
        sa.select(affiliations).where(_LIVES, affiliations.c.member_id == member_id).order_by(affiliations.c.id)
    )
    return [_affiliation(row) for row in rows]


async def living_at(tx: Tx, node_ids: Collection[int]) -> list[Affiliation]:
    """Asked for and in force, at these nodes."""
    rows = await tx.execute(
        sa.select(affiliations).where(_LIVES, affiliations.c.node_id.in_(sorted(node_ids))).order_by(affiliations.c.id)
    )
    return [_affiliation(row) for row in rows]


async def settle(tx: Tx, affiliation_id: int, state: AffiliationState, by: int, today: date) -> bool:
    """The first answer to what was asked holds; True for it."""
    since = today if state is AffiliationState.ACTIVE else None
    result = await tx.execute(
        sa.update(affiliations)
        .where(affiliations.c.id == affiliation_id, affiliations.c.state == str(AffiliationState.ASKED))
        .values(state=str(state), settled_by=by, since=since)
    )
    return int(result.rowcount) == 1


async def end(tx: Tx, member_id: int, today: date, node_ids: Collection[int] | None = None) -> int:
    """What lives of theirs, at these nodes where named, is over; returns how many."""
    query = sa.update(affiliations).where(_LIVES, affiliations.c.member_id == member_id)
    if node_ids is not None:
        query = query.where(affiliations.c.node_id.in_(sorted(node_ids)))
    return int((await tx.execute(query.values(state=str(AffiliationState.ENDED), ended_on=today))).rowcount)


async def invite(tx: Tx, meeting_id: int, member_ids: Collection[int]) -> list[Guest]:
    """Write guests of a meeting down, each once; returns those that are new."""
    if not member_ids:
        return []
    statement = (
        insert_into(tx, guests)
        .values([{"meeting_id": meeting_id, "member_id": one} for one in sorted(member_ids)])
        .on_conflict_do_nothing(index_elements=["meeting_id", "member_id"])
        .returning(guests)
    )
    return [_guest(row) for row in await tx.execute(statement)]


async def guest(tx: Tx, guest_id: int) -> Guest | None:
    row = (await tx.execute(sa.select(guests).where(guests.c.id == guest_id))).first()
    return _guest(row) if row else None


async def guests_of(tx: Tx, meeting_id: int) -> list[Guest]:
    rows = await tx.execute(sa.select(guests).where(guests.c.meeting_id == meeting_id).order_by(guests.c.id))
    return [_guest(row) for row in rows]


async def answer(tx: Tx, guest_id: int, *, comes: bool) -> None:
    await tx.execute(sa.update(guests).where(guests.c.id == guest_id).values(comes=comes))


async def came(tx: Tx, guest_id: int, at: datetime) -> None:
    """The first time counts."""
    own = sa.update(guests).where(guests.c.id == guest_id, guests.c.came_at.is_(None))
    await tx.execute(own.values(came_at=at, comes=True))


async def done_there(tx: Tx, member_ids: Collection[int], node_ids: Collection[int]) -> dict[int, int]:
    """Member -> how many meetings of these very nodes they came to as a guest; nothing of anywhere else (O9)."""
    rows = await tx.execute(
        sa.select(guests.c.member_id, sa.func.count())
        .join(meetings, meetings.c.id == guests.c.meeting_id)
        .where(
            guests.c.member_id.in_(sorted(member_ids)),
            meetings.c.node_id.in_(sorted(node_ids)),
            guests.c.came_at.is_not(None),
        )
        .group_by(guests.c.member_id)
    )
    return {member_id: int(count) for member_id, count in rows}


def _affiliation(row: Any) -> Affiliation:
    return Affiliation(row.id, row.member_id, row.node_id, AffiliationState(row.state), row.since)


def _guest(row: Any) -> Guest:
    return Guest(row.id, row.meeting_id, row.member_id, row.comes, row.came_at)
