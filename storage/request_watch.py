"""Which requests the clock has to look at, and which wait for a helper or are still open in a branch."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from domain.requests import HelpRequest, RequestStatus, StepKind
from storage.request_steps import request_steps
from storage.requests import help_requests, request_exclusions, request_of
from storage.schema import Tx

_OPEN = [status for status in RequestStatus if status not in {RequestStatus.CLOSED, RequestStatus.WITHDRAWN}]


async def locked(tx: Tx, request_id: int) -> HelpRequest | None:
    """The request as it is, locked until the turn ends: nobody takes it meanwhile."""
    row = (await tx.execute(sa.select(help_requests).where(help_requests.c.id == request_id).with_for_update())).first()
    return request_of(row) if row else None


async def next_on_ladder(tx: Tx, now: datetime) -> HelpRequest | None:
    """One request whose ladder is due, locked against whoever takes it meanwhile."""
    row = (
        await tx.execute(
            sa.select(help_requests)
            .where(help_requests.c.next_step_at <= now)
            .order_by(help_requests.c.next_step_at, help_requests.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
    ).first()
    return request_of(row) if row else None


async def next_unconfirmed(
    tx: Tx, now: datetime, *, to_remind: datetime, to_close: datetime, reminded_before: datetime
) -> HelpRequest | None:
    """One request whose asker does not say whether it is solved: to be reminded, or closed; locked."""
    resolved_at, reminded_at = help_requests.c.resolved_at, help_requests.c.reminded_at
    is_reminded = sa.and_(reminded_at.is_not(None), reminded_at >= resolved_at)
    row = (
        await tx.execute(
            sa.select(help_requests)
            .where(
                help_requests.c.status == RequestStatus.RESOLVED,
                sa.or_(help_requests.c.watch_at.is_(None), help_requests.c.watch_at <= now),
                sa.or_(
                    sa.and_(resolved_at <= to_remind, sa.not_(is_reminded)),
                    sa.and_(resolved_at <= to_close, is_reminded, reminded_at <= reminded_before),
                ),
            )
            .order_by(resolved_at, help_requests.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
    ).first()
    return request_of(row) if row else None


async def next_in_hand(tx: Tx, now: datetime) -> HelpRequest | None:
    """One request that somebody has in hand and that is to be looked at, locked for this turn."""
    row = (
        await tx.execute(
            sa.select(help_requests)
            .where(
                help_requests.c.owner_id.is_not(None),
                help_requests.c.status.in_([RequestStatus.ACKNOWLEDGED, RequestStatus.IN_PROGRESS]),
                sa.or_(help_requests.c.watch_at.is_(None), help_requests.c.watch_at <= now),
            )
            .order_by(help_requests.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
    ).first()
    return request_of(row) if row else None


async def look_again(tx: Tx, request_id: int, at: datetime) -> None:
    """When a request in hand is looked at next."""
    await tx.execute(sa.update(help_requests).where(help_requests.c.id == request_id).values(watch_at=at))


async def waiting_for(tx: Tx, member_id: int) -> list[HelpRequest]:
    """Requests nobody has taken that this person was asked about in their present round, oldest first."""
    asked = sa.select(request_steps.c.id).where(
        request_steps.c.request_id == help_requests.c.id,
        request_steps.c.round == help_requests.c.round,
        request_steps.c.member_id == member_id,
        request_steps.c.kind == str(StepKind.ASK),
    )
    rows = await tx.execute(
        sa.select(help_requests)
        .where(help_requests.c.status == RequestStatus.NEW, help_requests.c.owner_id.is_(None), asked.exists())
        .order_by(help_requests.c.id)
    )
    return [request_of(row) for row in rows]


async def in_hand(tx: Tx, member_id: int) -> list[HelpRequest]:
    """What somebody has taken and is not over, oldest first."""
    rows = await tx.execute(
        sa.select(help_requests)
        .where(help_requests.c.owner_id == member_id, help_requests.c.status.in_(_OPEN))
        .order_by(help_requests.c.id)
    )
    return [request_of(row) for row in rows]


async def open_in(tx: Tx, branch_ids: Collection[int], reader_id: int) -> list[HelpRequest]:
    """What is open in these branches, oldest first; without what is kept from this reader, or about them (H10)."""
    kept = sa.exists().where(
        request_exclusions.c.request_id == help_requests.c.id, request_exclusions.c.member_id == reader_id
    )
    rows = await tx.execute(
        sa.select(help_requests)
        .where(
            help_requests.c.branch_id.in_(sorted(branch_ids)),
            help_requests.c.status.in_(_OPEN),
            help_requests.c.about_id.is_distinct_from(reader_id),
            ~kept,
        )
        .order_by(help_requests.c.id)
    )
    return [request_of(row) for row in rows]
