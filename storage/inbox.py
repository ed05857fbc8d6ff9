"""Updates that came in: written before they are confirmed to Telegram, worked off in order, then emptied.

A row outlives its content by two days, so that the same update coming again is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.messages import Json
from domain.moments import Moment
from storage.schema import Id, Instant, Sealed, Tx, chunks, insert_into, metadata

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("update_id", sa.BigInteger, unique=True),
    sa.Column("body", Sealed("inbox")),
    sa.Column("earliest", Instant, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("error", sa.Text),
    sa.Column("ended_at", Instant),
    sa.Index(
        "ix_inbox_waiting",
        "id",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    ),
    sa.Index("ix_inbox_state", "state", "ended_at"),
)

heard = sa.Table(
    "heard",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last_update_id", sa.BigInteger),
    sa.Column("update_at", Instant),
    sa.Column("at", Instant, nullable=False),
    sa.Column("rung_at", Instant),
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that arrived: an update as Telegram wrote it, or the result of an errand of ours (no `update_id`)."""

    id: int
    update_id: int | None
    body: Mapping[str, Json]
    moment: Moment


@dataclass(frozen=True, slots=True)
class Heard:
    """Up to where we have heard everything, when the last update came, and when the chores were last rung."""

    last_update_id: int | None
    at: datetime
    rung_at: datetime | None = None
    update_at: datetime | None = None


async def put(tx: Tx, bodies: Sequence[Mapping[str, Json]], earliest: datetime, now: datetime) -> list[Arrival]:
    """Write what came in; returns what is new, in order. An `update_id` seen before changes nothing."""
    if not bodies:
        return []
    rows = [
        {"update_id": body.get("update_id"), "body": body, "earliest": earliest, "received_at": now, "state": "waiting"}
        for body in bodies
    ]
    statement = (
        insert_into(tx, inbox)
        .on_conflict_do_nothing(index_elements=["update_id"])
        .returning(inbox.c.id, inbox.c.update_id)
    )
    moment = Moment(earliest, now)
    if len(rows) == 1:
        made = (await tx.execute(statement.values(**rows[0]))).first()
        return [Arrival(made.id, made.update_id, bodies[0], moment)] if made else []
    ids = {row.update_id: row.id for row in await tx.execute(statement, rows)}
    by_update = {body["update_id"]: body for body in bodies}
    return [
        Arrival(ids[update_id], update_id, body, moment)  # type: ignore[arg-type]  # several at once are updates, which all have an id
        for update_id, body in by_update.items()
        if update_id in ids
    ]


async def waiting(tx: Tx, after: int = 0, limit: int = 1000) -> list[Arrival]:
    """What an earlier run of the process left unfinished, oldest first; the next page comes `after` the last id."""
    rows = await tx.execute(
        sa.select(inbox).where(inbox.c.state == "waiting", inbox.c.id > after).order_by(inbox.c.id).limit(limit)
    )
    return [Arrival(row.id, row.update_id, row.body, Moment(row.earliest, row.received_at)) for row in rows]


async def finish(tx: Tx, ids: Sequence[int], now: datetime) -> None:
    """Mark as done and empty the envelopes."""
    for some in chunks(ids):
        await tx.execute(sa.update(inbox).where(inbox.c.id.in_(some)).values(state="done", body=None, ended_at=now))


async def set_aside(tx: Tx, arrival_id: int, error: str, now: datetime) -> None:
    """Keep a poisoned letter, sealed, where the operator sees that it is there."""
    await tx.execute(sa.update(inbox).where(inbox.c.id == arrival_id).values(state="failed", error=error, ended_at=now))


async def counts(tx: Tx) -> dict[str, int]:
    rows = await tx.execute(sa.select(inbox.c.state, sa.func.count()).group_by(inbox.c.state))
    return {row[0]: row[1] for row in rows}


async def failed(tx: Tx) -> list[tuple[int, str, datetime]]:
    """Set-aside letters: (id, error without any content, when)."""
    rows = await tx.execute(
        sa.select(inbox.c.id, inbox.c.error, inbox.c.ended_at).where(inbox.c.state == "failed").order_by(inbox.c.id)
    )
    return [(row.id, row.error, row.ended_at) for row in rows]


async def try_again(tx: Tx) -> int:
    """Put all set-aside letters back in line; returns how many."""
    result = await tx.execute(
        sa.update(inbox).where(inbox.c.state == "failed").values(state="waiting", error=None, ended_at=None)
    )
    return int(result.rowcount)


async def forget_done(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(inbox).where(inbox.c.state == "done", inbox.c.ended_at < before))
    return int(result.rowcount)


async def forget_failed(tx: Tx, before: datetime) -> int:
    """What could not be worked off and nobody has tried again."""
    result = await tx.execute(sa.delete(inbox).where(inbox.c.state == "failed", inbox.c.ended_at < before))
    return int(result.rowcount)


async def last_heard(tx: Tx) -> Heard | None:
    row = (await tx.execute(sa.select(heard))).first()
    return Heard(row.last_update_id, row.at, row.rung_at, row.update_at) if row else None


async def note_heard(tx: Tx, last_update_id: int | None, at: datetime) -> None:
    """Remember that everything up to now has reached us; a None id leaves the last one."""
    values: dict[str, Any] = {"at": at}
    if last_update_id is not None:
        values |= {"last_update_id": last_update_id, "update_at": at}
    await _note(tx, values)


async def note_rung(tx: Tx, now: datetime) -> None:
    """The chores have been rung."""
    await _note(tx, {"rung_at": now}, fallback=now)


async def _note(tx: Tx, values: dict[str, Any], fallback: datetime | None = None) -> None:
    row = {"id": 1, **values} if fallback is None else {"id": 1, "at": fallback, **values}
    statement = insert_into(tx, heard).values(row)
    await tx.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
