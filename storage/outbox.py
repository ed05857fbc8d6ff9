"""Letters waiting to be sent, and the messages that live on as cards to be edited."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.messages import Json, Lane, Letter, Method
from storage import envelopes
from storage.schema import Id, Instant, Sealed, Tx, chunks, insert_into, metadata

_WAITING = sa.text("state = 'waiting'")

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("thread_id", sa.BigInteger),
    sa.Column("lane", sa.SmallInteger, nullable=False),
    sa.Column("method", sa.String(8), nullable=False),
    sa.Column("topic", sa.String(64)),
    sa.Column("key", sa.String(128), unique=True),
    sa.Column("live", sa.String(32)),
    sa.Column("ref", sa.BigInteger),
    sa.Column("message_id", sa.BigInteger),
    sa.Column("silent", sa.Boolean, nullable=False),
    sa.Column("body", Sealed("outbox")),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("rests_from", Instant),
    sa.Column("rests_until", Instant),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("attempts", sa.SmallInteger, nullable=False, default=0),
    sa.Column("error", sa.Text),
    sa.Column("ended_at", Instant),
    sa.Index("uq_outbox_topic_waiting", "topic", unique=True, sqlite_where=_WAITING, postgresql_where=_WAITING),
    sa.Index("ix_outbox_due", "lane", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sa.Index("ix_outbox_state", "state", "ended_at"),
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("topic", sa.String(64), primary_key=True),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("message_id", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter on its way out, as the database keeps it."""

    id: int
    letter: Letter
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    chat_id: int
    message_id: int
    digest: bytes


async def post(tx: Tx, letters: Sequence[Letter], now: datetime) -> None:
    """Put letters in line. A key seen before sends nothing; a topic already waiting takes the newer content."""
    plain = [_row(letter, now) for letter in letters if letter.topic is None]
    if plain:
        statement = insert_into(tx, outbox).on_conflict_do_nothing(index_elements=["key"])
        await tx.execute(statement, plain)
    newest = {letter.topic: _row(letter, now) for letter in letters if letter.topic is not None}
    if newest:
        insert = insert_into(tx, outbox)
        fresh = (
            "chat_id", "thread_id", "lane", "method", "live", "ref", "silent", "body",
            "expires_at", "rests_from", "rests_until",
        )  # fmt: skip
        await tx.execute(
            insert.on_conflict_do_update(
                index_elements=["topic"],
                index_where=_WAITING,
                set_={name: insert.excluded[name] for name in fresh},
            ),
            list(newest.values()),
        )


async def due(
    tx: Tx, now: datetime, without: Collection[int], limit: int, only_danger: Collection[int] = ()
) -> list[Waiting]:
    """What may be sent now, most urgent lane first, then oldest.

    `without` are the chats that must rest, `only_danger` those that must rest from all else.
    """
    query = (
        sa.select(outbox)
        .where(outbox.c.state == "waiting", outbox.c.due_at <= now)
        .order_by(outbox.c.lane, outbox.c.id)
        .limit(limit)
    )
    if without:
        query = query.where(outbox.c.chat_id.not_in(sorted(without)))
    if only_danger:
        urgent = outbox.c.lane == int(Lane.DANGER)
        query = query.where(sa.or_(urgent, outbox.c.chat_id.not_in(sorted(only_danger))))
    return [_waiting(row) for row in await tx.execute(query)]


async def claim(tx: Tx, ids: Collection[int]) -> None:
    """Take letters out of the line: what is said on their topic from now on is a new letter."""
    for some in chunks(ids):
        await tx.execute(sa.update(outbox).where(outbox.c.id.in_(some)).values(state="sending"))


async def release_claims(tx: Tx, now: datetime) -> None:
    """After a crash: what was on its way goes back in line, unless something newer of its topic waits there."""
    newer = outbox.alias()
    await tx.execute(
        sa.update(outbox)
        .where(
            outbox.c.state == "sending",
            sa.exists().where(
                newer.c.topic == outbox.c.topic, newer.c.id > outbox.c.id, newer.c.state.in_(("waiting", "sending"))
            ),
        )
        .values(state="replaced", body=None, ended_at=now)
    )
    await tx.execute(sa.update(outbox).where(outbox.c.state == "sending").values(state="waiting"))


async def next_due(tx: Tx, after: datetime) -> datetime | None:
    """The next moment at which something falls due."""
    moment: datetime | None = await tx.scalar(
        sa.select(sa.func.min(outbox.c.due_at, type_=Instant)).where(
            outbox.c.state == "waiting", outbox.c.due_at > after
        )
    )
    return moment


async def end(tx: Tx, ended: Mapping[int, tuple[str, str | None]], now: datetime) -> None:
    """Close letters: id -> (state, error). The content goes; the key stays, so that nothing is said twice."""
    by_outcome: dict[tuple[str, str | None], list[int]] = {}
    for letter_id, outcome in ended.items():
        by_outcome.setdefault(outcome, []).append(letter_id)
    for (state, error), ids in by_outcome.items():
        for some in chunks(ids):
            await tx.execute(
                sa.update(outbox).where(outbox.c.id.in_(some)).values(state=state, error=error, body=None, ended_at=now)
            )


async def put_off(tx: Tx, letter: Waiting, until: datetime, error: str, now: datetime, *, tried: bool) -> None:
    """Back in line for later. `tried` counts the attempt: a refusal that waiting cures is not the letter's fault."""
    if letter.letter.topic is not None and await _newer_waits(tx, letter.letter.topic):
        await end(tx, {letter.id: ("replaced", error)}, now)
        return
    await tx.execute(
        sa.update(outbox)
        .where(outbox.c.id == letter.id)
        .values(state="waiting", due_at=until, attempts=outbox.c.attempts + int(tried), error=error)
    )


async def _newer_waits(tx: Tx, topic: str) -> bool:
    found = await tx.scalar(sa.select(outbox.c.id).where(outbox.c.topic == topic, outbox.c.state == "waiting"))
    return found is not None


async def hold(tx: Tx, ids: Collection[int], until: datetime) -> None:
    """Let waiting letters wait a little longer."""
    for some in chunks(ids):
        await tx.execute(sa.update(outbox).where(outbox.c.id.in_(some)).values(due_at=until))


async def put_off_chat(tx: Tx, chat_id: int, until: datetime) -> None:
    """Hush one chat: nothing for it falls due before `until`, also after a restart."""
    await tx.execute(
        sa.update(outbox)
        .where(outbox.c.chat_id == chat_id, outbox.c.state == "waiting", outbox.c.due_at < until)
        .values(due_at=until)
    )


async def forget_thread(tx: Tx, chat_id: int, thread_id: int) -> None:
    """A forum topic is gone: what waits for it goes to General."""
    await tx.execute(
        sa.update(outbox)
        .where(outbox.c.chat_id == chat_id, outbox.c.thread_id == thread_id, outbox.c.state == "waiting")
        .values(thread_id=None)
    )


async def card(tx: Tx, topic: str) -> Card | None:
    row = (await tx.execute(sa.select(cards).where(cards.c.topic == topic))).first()
    return Card(row.chat_id, row.message_id, row.digest) if row else None


async def cards_under(tx: Tx, prefix: str) -> list[tuple[str, Card]]:
    """The living messages whose topics begin with this, by topic."""
    rows = await tx.execute(sa.select(cards).where(cards.c.topic.startswith(prefix, autoescape=True)))
    return [(row.topic, Card(row.chat_id, row.message_id, row.digest)) for row in rows]


async def keep_card(tx: Tx, topic: str, chat_id: int, message_id: int, digest: bytes) -> None:
    values = {"chat_id": chat_id, "message_id": message_id, "digest": digest}
    statement = insert_into(tx, cards).values(topic=topic, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["topic"], set_=values))


async def drop_card(tx: Tx, topic: str) -> None:
    """Somebody deleted the message, or it is final: the next letter of the topic starts a new one."""
    await tx.execute(sa.delete(cards).where(cards.c.topic == topic))


async def drop_waiting(tx: Tx, prefix: str) -> None:
    """Letters of living messages whose topics begin with this, and that are not on their way yet."""
    await tx.execute(
        sa.delete(outbox).where(outbox.c.state == "waiting", outbox.c.topic.startswith(prefix, autoescape=True))
    )


async def forget_topic(tx: Tx, topic: str) -> None:
    """Nothing may tell any more that this living message was ever in that chat."""
    await drop_card(tx, topic)
    await tx.execute(sa.delete(outbox).where(outbox.c.topic == topic))


async def forget_keys(tx: Tx, chat_id: int, prefix: str) -> None:
    """Nothing may tell any more that letters with such keys were ever meant for that chat; none of them goes out."""
    await tx.execute(
        sa.delete(outbox).where(outbox.c.chat_id == chat_id, outbox.c.key.startswith(prefix, autoescape=True))
    )


async def move_chat(tx: Tx, old: int, new: int) -> None:
    """Follow a group to its new id. Messages of the old group cannot be edited in the new one: cards start anew."""
    await tx.execute(sa.update(outbox).where(outbox.c.chat_id == old).values(chat_id=new))
    await tx.execute(sa.delete(cards).where(cards.c.chat_id == old))


async def counts(tx: Tx) -> dict[tuple[int, str], int]:
    """(lane, state) -> letters."""
    rows = await tx.execute(
        sa.select(outbox.c.lane, outbox.c.state, sa.func.count()).group_by(outbox.c.lane, outbox.c.state)
    )
    return {(lane, state): count for lane, state, count in rows}


async def forget_ended(tx: Tx, before: datetime) -> int:
    """Remove letters that ended long ago; keyed ones stay, they are the memory of "never twice"."""
    result = await tx.execute(
        sa.delete(outbox).where(outbox.c.state != "waiting", outbox.c.ended_at < before, outbox.c.key.is_(None))
    )
    return int(result.rowcount)


def _row(letter: Letter, now: datetime) -> dict[str, Any]:
    return {
        "chat_id": letter.chat_id,
        "thread_id": letter.thread_id,
        "lane": int(letter.lane),
        "method": str(letter.method),
        "topic": letter.topic,
        "key": letter.key,
        "live": letter.live,
        "ref": letter.ref,
        "message_id": letter.message_id,
        "silent": letter.silent,
        "body": envelopes.pack(letter),
        "created_at": now,
        "due_at": now,
        "expires_at": letter.expires_at,
        "rests_from": None if letter.rests is None else letter.rests[0],
        "rests_until": None if letter.rests is None else letter.rests[1],
        "state": "waiting",
        "attempts": 0,
    }


def _waiting(row: Any) -> Waiting:
    body: Json = row.body
    message, errand = envelopes.unpack(body)
    return Waiting(
        row.id,
        Letter(
            chat_id=row.chat_id,
            method=Method(row.method),
            message=message,
            lane=Lane(row.lane),
            topic=row.topic,
            key=row.key,
            live=row.live,
            ref=row.ref,
            thread_id=row.thread_id,
            message_id=row.message_id,
            expires_at=row.expires_at,
            rests=None if row.rests_from is None else (row.rests_from, row.rests_until),
            silent=row.silent,
            errand=errand,
        ),
        row.attempts,
        row.created_at,
    )
