"""What happened to a request, and when: facts without words, kept for the asker, the owner and the sums."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from storage.schema import Id, Instant, Tx, metadata

request_events = sa.Table(
    "request_events",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("request_id", Id, sa.ForeignKey("help_requests.id"), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("actor_id", Id, sa.ForeignKey("members.id")),
    sa.Column("other_id", Id, sa.ForeignKey("members.id")),
    sa.Index("ix_request_events_request_id", "request_id", "id"),
)


class EventKind(StrEnum):
    """`actor` did it; `other` is who was asked, who got it, or who stands by."""

    SUBMITTED = "submitted"
    ASKED = "asked"
    OPENED = "opened"
    TAKEN = "taken"
    TRANSFERRED = "transferred"
    HANDED_BACK = "handed_back"
    REPLIED = "replied"
    ADDED = "added"
    NUDGED = "nudged"
    ASKED_UPWARDS = "asked_upwards"
    LEAVE_CHANGED = "leave_changed"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    NOT_YET = "not_yet"
    CLOSED_SILENT = "closed_silent"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    REMINDED = "reminded"
    WARNED = "warned"
    STALLED = "stalled"
    REFERRED = "referred"


@dataclass(frozen=True, slots=True)
class RequestEvent:
    at: datetime
    kind: EventKind
    actor_id: int | None
    other_id: int | None


async def note(
    tx: Tx, request_id: int, kind: EventKind, now: datetime, *, actor_id: int | None = None, other_id: int | None = None
) -> None:
    await tx.execute(
        sa.insert(request_events).values(
            request_id=request_id, at=now, kind=str(kind), actor_id=actor_id, other_id=other_id
        )
    )


async def forget_person(tx: Tx, request_id: int, member_id: int) -> None:
    """What happened stays; that this person took part in it does not (H23)."""
    for column in (request_events.c.actor_id, request_events.c.other_id):
        await tx.execute(
            sa.update(request_events)
            .where(request_events.c.request_id == request_id, column == member_id)
            .values({column: None})
        )


async def reopened_at(tx: Tx, request_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these requests was last opened again; those that never were are left out."""
    rows = await tx.execute(
        sa.select(request_events.c.request_id, sa.func.max(request_events.c.at).label("at"))
        .where(request_events.c.request_id.in_(sorted(request_ids)), request_events.c.kind == str(EventKind.REOPENED))
        .group_by(request_events.c.request_id)
    )
    return {row.request_id: row.at for row in rows}


async def of(tx: Tx, request_id: int) -> list[RequestEvent]:
    """What happened, oldest first."""
    rows = await tx.execute(
        sa.select(request_events).where(request_events.c.request_id == request_id).order_by(request_events.c.id)
    )
    return [RequestEvent(row.at, EventKind(row.kind), row.actor_id, row.other_id) for row in rows]
