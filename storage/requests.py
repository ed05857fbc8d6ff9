"""Help requests. Their words are sealed; only `services.requests.reading` opens them, and writes down who did."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

import sqlalchemy as sa

from domain.concerns import Topic, Urgency
from domain.requests import Audience, HelpRequest, Medium, Outcome, RequestStatus
from storage.request_events import EventKind, request_events
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

_LADDER_RUNS = sa.text("next_step_at IS NOT NULL")

help_requests = sa.Table(
    "help_requests",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("number", sa.String(16), nullable=False),
    sa.Column("asker_id", Id, sa.ForeignKey("members.id")),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("branch_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("topic", sa.String(32), nullable=False),
    sa.Column("unsorted", sa.Boolean, nullable=False, server_default=sa.text("false")),
    sa.Column("urgency", sa.String(16), nullable=False),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("audience", sa.String(16), nullable=False),
    sa.Column("medium", sa.String(8), nullable=False),
    sa.Column("body", Sealed("requests")),
    sa.Column("about_id", Id, sa.ForeignKey("members.id")),
    sa.Column("hide_name", sa.Boolean, nullable=False),
    sa.Column("may_leave", sa.Boolean, nullable=False),
    sa.Column("owner_id", Id, sa.ForeignKey("members.id")),
    sa.Column("policy_id", Id),
    sa.Column("transfers", sa.SmallInteger, nullable=False),
    sa.Column("round", sa.SmallInteger, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("acknowledged_at", Instant),
    sa.Column("answered_at", Instant),
    sa.Column("worked_at", Instant),
    sa.Column("respond_by", Instant, nullable=False),
    sa.Column("update_by", Instant),
    sa.Column("resolve_by", Instant, nullable=False),
    sa.Column("next_step_at", Instant),
    sa.Column("watch_at", Instant),
    sa.Column("resolved_at", Instant),
    sa.Column("closed_at", Instant),
    sa.Column("outcome", sa.String(16)),
    sa.Column("rating", sa.SmallInteger),
    sa.Column("reminded_at", Instant),
    sa.UniqueConstraint("branch_id", "number"),
    sa.Index("ix_help_requests_asker_id", "asker_id"),
    sa.Index("ix_help_requests_owner_id", "owner_id"),
    sa.Index("ix_help_requests_next_step_at", "next_step_at", sqlite_where=_LADDER_RUNS, postgresql_where=_LADDER_RUNS),
)

request_exclusions = sa.Table(
    "request_exclusions",
    metadata,
    sa.Column("request_id", Id, sa.ForeignKey("help_requests.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
)


class Changes(TypedDict, total=False):
    """What may change about a request after it was made."""

    topic: Topic
    unsorted: bool
    status: RequestStatus
    hide_name: bool
    may_leave: bool
    owner_id: int | None
    transfers: int
    round: int
    acknowledged_at: datetime | None
    answered_at: datetime | None
    worked_at: datetime | None
    respond_by: datetime
    update_by: datetime | None
    resolve_by: datetime
    next_step_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None
    rating: int | None
    reminded_at: datetime | None


class New(TypedDict):
    """What a request is made of."""

    asker_id: int
    node_id: int
    branch_id: int
    topic: Topic
    urgency: Urgency
    audience: Audience
    medium: Medium
    about_id: int | None
    hide_name: bool
    may_leave: bool
    policy_id: int | None
    respond_by: datetime
    resolve_by: datetime
    next_step_at: datetime | None
    unsorted: NotRequired[bool]


async def add(tx: Tx, body: str | None, excluded: Collection[int], now: datetime, **new: Unpack[New]) -> HelpRequest:
    """Write a request down under the next free number of its branch and year."""
    number = await _next_number(tx, new["branch_id"], now)
    row = (
        await tx.execute(
            sa.insert(help_requests)
            .values(**new, number=number, body=body, status=RequestStatus.NEW, transfers=0, round=1, created_at=now)
            .returning(help_requests)
        )
    ).one()
    for member_id in excluded:
        await tx.execute(
            insert_into(tx, request_exclusions).values(request_id=row.id, member_id=member_id).on_conflict_do_nothing()
        )
    return request_of(row)


async def move(tx: Tx, request_id: int, node_id: int, branch_id: int, policy_id: int | None, now: datetime) -> None:
    """It goes with its asker to another branch: the next free number there, and the rules of there."""
    number = await _next_number(tx, branch_id, now)
    there = {"node_id": node_id, "branch_id": branch_id, "policy_id": policy_id, "number": number}
    await tx.execute(sa.update(help_requests).where(help_requests.c.id == request_id).values(**there))


async def _next_number(tx: Tx, branch_id: int, now: datetime) -> str:
    """`26-004`, one more than the highest of the year: one that has moved away leaves a gap, never a number twice."""
    counted = sa.cast(sa.func.substr(help_requests.c.number, 4), sa.Integer)
    highest = sa.select(sa.func.max(counted)).where(
        help_requests.c.branch_id == branch_id, help_requests.c.number.like(f"{now:%y}-%")
    )
    return f"{now:%y}-{int(await tx.scalar(highest) or 0) + 1:03d}"


async def get(tx: Tx, request_id: int) -> HelpRequest | None:
    row = (await tx.execute(sa.select(help_requests).where(help_requests.c.id == request_id))).first()
    return request_of(row) if row else None


async def excluded(tx: Tx, request_id: int) -> frozenset[int]:
    """Who must never see it (H10)."""
    rows = await tx.execute(
        sa.select(request_exclusions.c.member_id).where(request_exclusions.c.request_id == request_id)
    )
    return frozenset(rows.scalars())


async def body(tx: Tx, request_id: int) -> str | None:
    """The sealed words. Only `services.requests.reading` calls this, and writes the access log."""
    text: str | None = await tx.scalar(sa.select(help_requests.c.body).where(help_requests.c.id == request_id))
    return text


async def change(tx: Tx, request_id: int, **changes: Unpack[Changes]) -> None:
    await tx.execute(sa.update(help_requests).where(help_requests.c.id == request_id).values(**changes))


async def take(tx: Tx, request_id: int, owner_id: int, now: datetime) -> bool:
    """Make somebody the owner where nobody is: the first one wins, in the database (H11)."""
    result = await tx.execute(
        sa.update(help_requests)
        .where(
            help_requests.c.id == request_id,
            help_requests.c.owner_id.is_(None),
            help_requests.c.status == RequestStatus.NEW,
        )
        .values(owner_id=owner_id, status=RequestStatus.ACKNOWLEDGED, acknowledged_at=now, next_step_at=None)
    )
    return int(result.rowcount) == 1


async def hand_on(tx: Tx, request_id: int, owner_id: int, next_id: int) -> bool:
    """Move a request from its owner to the next one; False where it was not theirs any more."""
    result = await tx.execute(
        sa.update(help_requests)
        .where(help_requests.c.id == request_id, help_requests.c.owner_id == owner_id)
        .values(owner_id=next_id, transfers=help_requests.c.transfers + 1)
    )
    return int(result.rowcount) == 1


async def erase(tx: Tx, request_id: int) -> None:
    """The words and the asker go; the row stays to be counted (H23), and kept from whom it was kept from (H10)."""
    await tx.execute(
        sa.update(help_requests).where(help_requests.c.id == request_id).values(body=None, asker_id=None, about_id=None)
    )


async def forget_words(tx: Tx, closed_before: datetime) -> int:
    """The words of what was closed long ago go; the row stays to be counted (PRV-08)."""
    result = await tx.execute(
        sa.update(help_requests)
        .where(help_requests.c.closed_at < closed_before, help_requests.c.body.is_not(None))
        .values(body=None)
    )
    return int(result.rowcount)


async def of_asker(tx: Tx, member_id: int) -> list[HelpRequest]:
    """What somebody asked for, newest first."""
    return await _all(tx, help_requests.c.asker_id == member_id)


async def entered_by(tx: Tx, member_id: int) -> list[HelpRequest]:
    """What somebody has entered for another member, newest first."""
    submitted = sa.select(request_events.c.request_id).where(
        request_events.c.actor_id == member_id, request_events.c.kind == str(EventKind.SUBMITTED)
    )
    return await _all(tx, help_requests.c.id.in_(submitted) & (help_requests.c.asker_id != member_id))


async def _all(tx: Tx, condition: Any) -> list[HelpRequest]:
    rows = await tx.execute(sa.select(help_requests).where(condition).order_by(help_requests.c.id.desc()))
    return [request_of(row) for row in rows]


def request_of(row: Any) -> HelpRequest:
    return HelpRequest(
        id=row.id,
        number=row.number,
        asker_id=row.asker_id,
        node_id=row.node_id,
        branch_id=row.branch_id,
        topic=Topic(row.topic),
        urgency=Urgency(row.urgency),
        status=RequestStatus(row.status),
        audience=Audience(row.audience),
        medium=Medium(row.medium),
        about_id=row.about_id,
        hide_name=row.hide_name,
        may_leave=row.may_leave,
        owner_id=row.owner_id,
        policy_id=row.policy_id,
        transfers=row.transfers,
        round=row.round,
        created_at=row.created_at,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at,
        worked_at=row.worked_at,
        respond_by=row.respond_by,
        update_by=row.update_by,
        resolve_by=row.resolve_by,
        next_step_at=row.next_step_at,
        resolved_at=row.resolved_at,
        closed_at=row.closed_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        rating=row.rating,
        reminded_at=row.reminded_at,
        unsorted=row.unsorted,
    )
