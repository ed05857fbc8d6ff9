"""Which requests the clock has to look at: those that somebody has in hand, and those that somebody was asked about."""

from datetime import datetime

import sqlalchemy as sa

from domain.requests import HelpRequest, RequestStatus, StepKind
from storage.request_steps import request_steps
from storage.requests import help_requests, request_of
from storage.schema import Tx


async def locked(tx: Tx, request_id: int) -> HelpRequest | None:
    """The request as it is, locked until the turn ends: nobody takes it meanwhile."""
    row = (await tx.execute(sa.select(help_requests).where(help_requests.c.id == request_id).with_for_update())).first()
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
