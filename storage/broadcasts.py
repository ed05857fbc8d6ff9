"""Notices: what each says, sealed, and how far it has come as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.broadcasts import Audience, Broadcast, BroadcastState
from domain.messages import Media, MediaKind
from storage.schema import Id, Instant, Sealed, Tx, metadata

_GOING = sa.text("state IN ('scheduled', 'sending')")

broadcasts = sa.Table(
    "broadcasts",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("audience", sa.String(16), nullable=False),
    sa.Column("author_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("text", Sealed("broadcasts")),
    sa.Column("sender", sa.String(160), nullable=False),
    sa.Column("media_kind", sa.String(16)),
    sa.Column("media", Sealed("broadcasts")),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("next_at", Instant, nullable=False),
    sa.Column("shown_at", Instant, nullable=False),
    sa.Column("listed_to", Id),
    sa.Index("ix_broadcasts_next_at", "next_at", sqlite_where=_GOING, postgresql_where=_GOING),
    sa.Index("ix_broadcasts_node_id", "node_id", "id"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a notice says, who has signed it as what, and the picture or file that goes with it."""

    text: str
    sender: str
    media: Media | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A notice before it has an id."""

    node_id: int
    audience: Audience
    author_id: int
    starts_at: datetime
    ends_at: datetime


async def add(tx: Tx, plan: Plan, words: Words, now: datetime) -> Broadcast:
    result = await tx.execute(
        sa.insert(broadcasts)
        .values(
            node_id=plan.node_id,
            audience=str(plan.audience),
            author_id=plan.author_id,
            text=words.text,
            sender=words.sender,
            media_kind=None if words.media is None else str(words.media.kind),
            media=None if words.media is None else words.media.file_id,
            state=str(BroadcastState.SCHEDULED),
            created_at=now,
            starts_at=plan.starts_at,
            ends_at=plan.ends_at,
            next_at=plan.starts_at,
            shown_at=now,
            listed_to=0,
        )
        .returning(*_facts().selected_columns)
    )
    return _broadcast(result.one())


async def get(tx: Tx, broadcast_id: int) -> Broadcast | None:
    row = (await tx.execute(_facts().where(broadcasts.c.id == broadcast_id))).first()
    return _broadcast(row) if row else None


async def lock(tx: Tx, broadcast_id: int) -> Broadcast | None:
    """As `get`, and nobody else changes it until this transaction ends."""
    row = (await tx.execute(_facts().where(broadcasts.c.id == broadcast_id).with_for_update())).first()
    return _broadcast(row) if row else None


async def words(tx: Tx, broadcast_id: int) -> Words | None:
    """What it says; None where that is forgotten."""
    return await _words(tx, broadcasts.c.id == broadcast_id)


async def words_to_send(tx: Tx, broadcast_id: int, now: datetime) -> Words | None:
    """What it says, in one question, a hundred thousand times; None where it was stopped or is over."""
    going = sa.and_(broadcasts.c.state == str(BroadcastState.SENDING), broadcasts.c.ends_at > now)
    return await _words(tx, sa.and_(broadcasts.c.id == broadcast_id, going))


async def newest(tx: Tx, node_ids: Iterable[int], limit: int) -> list[Broadcast]:
    """The newest notices for these nodes whose words are still there."""
    rows = await tx.execute(
        _facts()
        .where(broadcasts.c.node_id.in_(sorted(node_ids)), broadcasts.c.text.is_not(None))
        .order_by(broadcasts.c.id.desc())
        .limit(limit)
    )
    return [_broadcast(row) for row in rows]


async def due(tx: Tx, now: datetime) -> list[Broadcast]:
    """Notices for which something can be done now; nobody else works on them meanwhile."""
    rows = await tx.execute(
        _facts()
        .where(broadcasts.c.state.in_(("scheduled", "sending")), broadcasts.c.next_at <= now)
        .order_by(broadcasts.c.id)
        .with_for_update(skip_locked=True)
    )
    return [_broadcast(row) for row in rows]


async def under_way(tx: Tx) -> list[Broadcast]:
    """Notices that have begun or are to begin, whenever it is their turn."""
    rows = await tx.execute(_facts().where(_GOING).order_by(broadcasts.c.id))
    return [_broadcast(row) for row in rows]


async def become(tx: Tx, broadcast_id: int, state: BroadcastState, next_at: datetime) -> None:
    await _change(tx, broadcast_id, state=str(state), next_at=next_at)


async def look_at(tx: Tx, broadcast_id: int, next_at: datetime) -> None:
    """There is nothing to do for it before this moment."""
    await _change(tx, broadcast_id, next_at=next_at)


async def note_shown(tx: Tx, broadcast_id: int, before: datetime, now: datetime) -> bool:
    """True where its author has not been shown how far it is since `before`; now they are."""
    result = await tx.execute(
        sa.update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, broadcasts.c.shown_at <= before)
        .values(shown_at=now)
    )
    return int(result.rowcount) == 1


async def note_listed(tx: Tx, broadcast_id: int, last: int | None) -> None:
    """Recipients are written down up to this member; None: all are."""
    await _change(tx, broadcast_id, listed_to=last)


async def again(tx: Tx, broadcast_ids: Iterable[int], now: datetime) -> None:
    """Somebody waits for them again: those that go on or were through have something to do."""
    states = (str(BroadcastState.SENDING), str(BroadcastState.DONE))
    await tx.execute(
        sa.update(broadcasts)
        .where(broadcasts.c.id.in_(list(broadcast_ids)), broadcasts.c.state.in_(states))
        .values(state=str(BroadcastState.SENDING), next_at=now)
    )


async def over(tx: Tx, before: datetime) -> list[int]:
    """Notices that were over before this moment and whose words are still there."""
    rows = await tx.execute(
        sa.select(broadcasts.c.id).where(broadcasts.c.ends_at < before, broadcasts.c.text.is_not(None))
    )
    return list(rows.scalars())


async def forget(tx: Tx, broadcast_ids: Iterable[int]) -> None:
    """Their words go; that there was a notice remains."""
    await tx.execute(
        sa.update(broadcasts)
        .where(broadcasts.c.id.in_(list(broadcast_ids)))
        .values(text=None, media=None, media_kind=None)
    )


async def _words(tx: Tx, which: sa.ColumnElement[bool]) -> Words | None:
    columns = (broadcasts.c.text, broadcasts.c.sender, broadcasts.c.media_kind, broadcasts.c.media)
    row = (await tx.execute(sa.select(*columns).where(which, broadcasts.c.text.is_not(None)))).first()
    if row is None:
        return None
    return Words(row.text, row.sender, None if row.media is None else Media(MediaKind(row.media_kind), row.media))


async def _change(tx: Tx, broadcast_id: int, **values: Any) -> None:
    await tx.execute(sa.update(broadcasts).where(broadcasts.c.id == broadcast_id).values(**values))


def _facts() -> sa.Select[Any]:
    """All but the words, which are opened for whoever asks for them alone."""
    return sa.select(
        *(column for column in broadcasts.c if column.name not in {"text", "sender", "media", "media_kind"})
    )


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(
        id=row.id,
        node_id=row.node_id,
        audience=Audience(row.audience),
        author_id=row.author_id,
        state=BroadcastState(row.state),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        listed_to=row.listed_to,
    )
