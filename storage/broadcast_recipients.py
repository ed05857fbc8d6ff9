"""For whom a notice is, and how far it has come with each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.broadcasts import Counts, Delivered
from domain.members import GONE, MemberStatus
from storage.broadcasts import broadcasts
from storage.people import members
from storage.schema import Id, Instant, Tx, chunks, metadata

_NOBODY = (*map(str, sorted(GONE)), str(MemberStatus.MEMBERSHIP_SUSPENDED))

recipients = sa.Table(
    "broadcast_recipients",
    metadata,
    sa.Column("broadcast_id", Id, sa.ForeignKey("broadcasts.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("tries", sa.SmallInteger, nullable=False),
    sa.Index("ix_broadcast_recipients_state", "broadcast_id", "state", "due_at"),
    sa.Index("ix_broadcast_recipients_member_id", "member_id", "state"),
)


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a notice is for: the roster of these nodes or, where `member_ids` is given, these people; no author."""

    author_id: int
    node_ids: frozenset[int]
    member_ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """Somebody whose turn it is, and how often it was tried before."""

    member_id: int
    tries: int


async def list_some(tx: Tx, broadcast_id: int, whom: Addressed, after: int, due_at: datetime, limit: int) -> int | None:
    """Write the next recipients down, in the order of their ids; returns the last one, None where there are no more.

    The rows never leave the database: 5,000 take some 30 ms, and other writers come between two portions.
    """
    wanted = sa.and_(_are(whom), members.c.id > after)
    some = sa.select(members.c.id).where(wanted).order_by(members.c.id).limit(limit).subquery()
    last: int | None = await tx.scalar(sa.select(sa.func.max(some.c.id)))
    if last is not None:
        chosen = sa.select(
            sa.literal(broadcast_id, Id), members.c.id, _begins_as(), sa.literal(due_at, Instant), sa.literal(0)
        ).where(wanted, members.c.id <= last)
        await tx.execute(
            sa.insert(recipients).from_select(["broadcast_id", "member_id", "state", "due_at", "tries"], chosen)
        )
    return last


async def expected(tx: Tx, whom: Addressed) -> Counts:
    """How many it would be for, before anybody is written down."""
    each = sa.select(_begins_as().label("state")).where(_are(whom)).subquery()
    rows = await tx.execute(sa.select(each.c.state, sa.func.count()).group_by(each.c.state))
    return Counts({Delivered(how): count for how, count in rows})


async def to_phone(tx: Tx, whom: Addressed, limit: int) -> list[int]:
    """One member a node, some at most, of those who would not get it on Telegram."""
    rows = await tx.execute(
        sa.select(sa.func.min(members.c.id))
        .where(_are(whom), _begins_as() != str(Delivered.WAITING))
        .group_by(members.c.node_id)
        .order_by(sa.func.min(members.c.id))
        .limit(limit)
    )
    return list(rows.scalars())


async def next_ones(tx: Tx, broadcast_id: int, now: datetime, limit: int) -> list[Next]:
    """Whose turn it is."""
    rows = await tx.execute(
        sa.select(recipients.c.member_id, recipients.c.tries)
        .where(_in(broadcast_id, [Delivered.WAITING]), recipients.c.due_at <= now)
        .order_by(recipients.c.due_at, recipients.c.member_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [Next(row.member_id, row.tries) for row in rows]


async def next_due(tx: Tx, broadcast_id: int) -> datetime | None:
    """When the next of those who wait may get it; None where nobody waits."""
    moment: datetime | None = await tx.scalar(
        sa.select(sa.func.min(recipients.c.due_at, type_=Instant)).where(_in(broadcast_id, [Delivered.WAITING]))
    )
    return moment


async def put_off_ones(tx: Tx, broadcast_id: int, now: datetime) -> int:
    """How many it waits for who want no word now."""
    query = sa.select(sa.func.count()).where(_in(broadcast_id, [Delivered.WAITING]), recipients.c.due_at > now)
    return await tx.scalar(query) or 0


async def any_in(tx: Tx, broadcast_id: int, state: Delivered) -> bool:
    return await tx.scalar(sa.select(recipients.c.member_id).where(_in(broadcast_id, [state])).limit(1)) is not None


async def mark(tx: Tx, broadcast_id: int, member_ids: Iterable[int], state: Delivered) -> None:
    """They are that far now; who has it has it, whatever is heard later."""
    for some in chunks(member_ids):
        await tx.execute(
            sa.update(recipients)
            .where(_them(broadcast_id, some), recipients.c.state != str(Delivered.SENT))
            .values(state=str(state))
        )


async def mark_all(tx: Tx, broadcast_id: int, before: Delivered, state: Delivered) -> None:
    """Everybody who was that far is this far now."""
    await tx.execute(sa.update(recipients).where(_in(broadcast_id, [before])).values(state=str(state)))


async def try_again(tx: Tx, broadcast_id: int, member_ids: Iterable[int], now: datetime) -> None:
    """Their letters ended unsent: it is their turn again, with a letter of another name."""
    for some in chunks(member_ids):
        await tx.execute(
            sa.update(recipients)
            .where(_them(broadcast_id, some), recipients.c.state == str(Delivered.QUEUED))
            .values(state=str(Delivered.WAITING), due_at=now, tries=recipients.c.tries + 1)
        )


async def put_off(tx: Tx, broadcast_id: int, member_ids: Iterable[int], until: datetime) -> None:
    for some in chunks(member_ids):
        await tx.execute(sa.update(recipients).where(_them(broadcast_id, some)).values(due_at=until))


async def came_back(tx: Tx, member_id: int, now: datetime) -> list[int]:
    """Somebody who could not be reached wrote to us: what is still of worth is tried once more (S12). Returns what."""
    worth = sa.select(broadcasts.c.id).where(broadcasts.c.ends_at > now)
    rows = await tx.execute(
        sa.update(recipients)
        .where(
            recipients.c.member_id == member_id,
            recipients.c.state == str(Delivered.UNREACHED),
            recipients.c.broadcast_id.in_(worth),
        )
        .values(state=str(Delivered.WAITING), due_at=now, tries=recipients.c.tries + 1)
        .returning(recipients.c.broadcast_id)
    )
    return list(rows.scalars())


async def counts(tx: Tx, broadcast_id: int) -> Counts:
    """How many it has come how far with: read off an index, some 10 ms for 100,000."""
    rows = await tx.execute(
        sa.select(recipients.c.state, sa.func.count())
        .where(recipients.c.broadcast_id == broadcast_id)
        .group_by(recipients.c.state)
    )
    return Counts({Delivered(state): count for state, count in rows})


async def who_is(
    tx: Tx, broadcast_id: int, states: Collection[Delivered], *, after: int = 0, limit: int | None = None
) -> list[int]:
    """Member ids it has come this far with, in their order."""
    rows = await tx.execute(
        sa.select(recipients.c.member_id)
        .where(_in(broadcast_id, states), recipients.c.member_id > after)
        .order_by(recipients.c.member_id)
        .limit(limit)
    )
    return list(rows.scalars())


async def forget(tx: Tx, broadcast_ids: Iterable[int]) -> None:
    await tx.execute(sa.delete(recipients).where(recipients.c.broadcast_id.in_(list(broadcast_ids))))


def _begins_as() -> sa.ColumnElement[str]:
    return sa.case(
        (members.c.telegram_id.is_(None), str(Delivered.OFF)),
        (members.c.unreachable_since.is_not(None), str(Delivered.UNREACHED)),
        else_=str(Delivered.WAITING),
    )


def _are(whom: Addressed) -> sa.ColumnElement[bool]:
    """On the roster in good standing, and not the author, who knows already."""
    there = members.c.node_id.in_(sorted(whom.node_ids))
    if whom.member_ids is not None:
        there = members.c.id.in_(sorted(whom.member_ids))
    return sa.and_(there, members.c.left_at.is_(None), members.c.status.not_in(_NOBODY), members.c.id != whom.author_id)


def _in(broadcast_id: int, states: Collection[Delivered]) -> sa.ColumnElement[bool]:
    return sa.and_(recipients.c.broadcast_id == broadcast_id, recipients.c.state.in_([str(one) for one in states]))


def _them(broadcast_id: int, member_ids: Iterable[int]) -> sa.ColumnElement[bool]:
    return sa.and_(recipients.c.broadcast_id == broadcast_id, recipients.c.member_id.in_(list(member_ids)))
