"""Groups that a secretary chose to be told how requests are getting on, without words or names (A8)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.concerns import Topic
from storage.request_events import EventKind, request_events
from storage.requests import help_requests, request_exclusions
from storage.schema import Id, Instant, Tx, metadata

log_chats = sa.Table(
    "log_chats",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, unique=True, nullable=False),
    sa.Column("branch_id", Id, sa.ForeignKey("nodes.id"), unique=True, nullable=False),
    sa.Column("thread_id", sa.BigInteger),
    sa.Column("title", sa.String(256), nullable=False),
    sa.Column("since", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class LogChat:
    """`id` stays when the group moves to another `chat_id`."""

    id: int
    chat_id: int
    branch_id: int
    thread_id: int | None
    title: str
    since: datetime


async def choose(tx: Tx, chat_id: int, branch_id: int, thread_id: int | None, title: str, now: datetime) -> None:
    """One such group to a branch: the newest choice wins."""
    await tx.execute(sa.delete(log_chats).where(log_chats.c.branch_id == branch_id))
    await tx.execute(
        sa.insert(log_chats).values(chat_id=chat_id, branch_id=branch_id, thread_id=thread_id, title=title, since=now)
    )


async def drop(tx: Tx, chat_id: int) -> None:
    await tx.execute(sa.delete(log_chats).where(log_chats.c.chat_id == chat_id))


async def at(tx: Tx, chat_id: int) -> LogChat | None:
    return await _one(tx, log_chats.c.chat_id == chat_id)


async def get(tx: Tx, log_chat_id: int) -> LogChat | None:
    return await _one(tx, log_chats.c.id == log_chat_id)


async def of_branch(tx: Tx, branch_id: int) -> LogChat | None:
    return await _one(tx, log_chats.c.branch_id == branch_id)


async def is_titled(tx: Tx, title: str) -> bool:
    return await _one(tx, log_chats.c.title == title) is not None


async def move_chat(tx: Tx, old: int, new: int) -> None:
    """Follow a group to its new id; one that was chosen anew there already stays."""
    if await at(tx, new) is not None:
        await drop(tx, old)
    await tx.execute(sa.update(log_chats).where(log_chats.c.chat_id == old).values(chat_id=new))


async def forget_thread(tx: Tx, chat_id: int) -> None:
    await tx.execute(sa.update(log_chats).where(log_chats.c.chat_id == chat_id).values(thread_id=None))


async def _one(tx: Tx, condition: Any) -> LogChat | None:
    row = (await tx.execute(sa.select(log_chats).where(condition).limit(1))).first()
    return LogChat(row.id, row.chat_id, row.branch_id, row.thread_id, row.title, row.since) if row else None


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to a request, as the group may know it."""

    at: datetime
    number: str
    topic: Topic
    kind: EventKind


async def happened(
    tx: Tx, branch_id: int, since: datetime, until: datetime, kinds: Collection[EventKind]
) -> list[Happened]:
    """What happened to a branch's requests in a span, oldest first.

    A request from which anybody is excluded is left out whole: the one it is about may sit in that group (H10).
    """
    kept_from_somebody = sa.exists().where(request_exclusions.c.request_id == help_requests.c.id)
    rows = await tx.execute(
        sa.select(request_events.c.at, request_events.c.kind, help_requests.c.number, help_requests.c.topic)
        .join(help_requests, help_requests.c.id == request_events.c.request_id)
        .where(
            help_requests.c.branch_id == branch_id,
            request_events.c.at >= since,
            request_events.c.at < until,
            request_events.c.kind.in_([str(kind) for kind in kinds]),
            ~kept_from_somebody,
        )
        .order_by(request_events.c.id)
    )
    return [Happened(row.at, row.number, Topic(row.topic), EventKind(row.kind)) for row in rows]
