"""Letters waiting to be sent: how they are put in line, and taken out of it again by those who wrote them.

What delivery does with them is in `storage/outgoing.py`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.messages import Letter
from storage import cards, envelopes
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

# Written out, not bound: SQLite uses a partial index only where the question repeats its condition word for word.
WAITING = sa.text("state = 'waiting'")
_LIVING = sa.text("state = 'waiting' AND topic IS NOT NULL")
IN_LINE = sa.text("state = 'waiting' AND NOT asleep")
ASLEEP = sa.text("state = 'waiting' AND asleep")
BEYOND = sa.text("state <> 'waiting'")
_FORGOTTEN_ONCE = sa.text("ended_at IS NOT NULL AND length(key) IS NULL")  # bare, SQLite would go by the index of keys

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
    sa.Column("asleep", sa.Boolean, nullable=False, default=False, server_default=sa.false()),
    sa.Column("attempts", sa.SmallInteger, nullable=False, default=0),
    sa.Column("error", sa.Text),
    sa.Column("ended_at", Instant),
    sa.Index("uq_outbox_living", "topic", unique=True, sqlite_where=_LIVING, postgresql_where=_LIVING),
    sa.Index("ix_outbox_line", "lane", "id", sqlite_where=IN_LINE, postgresql_where=IN_LINE),
    sa.Index("ix_outbox_asleep", "due_at", sqlite_where=ASLEEP, postgresql_where=ASLEEP),
    sa.Index("ix_outbox_beyond", "state", "ended_at", sqlite_where=BEYOND, postgresql_where=BEYOND),
    sa.Index("ix_outbox_forgotten", "ended_at", sqlite_where=_FORGOTTEN_ONCE, postgresql_where=_FORGOTTEN_ONCE),
)


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
                index_where=_LIVING,
                set_={name: insert.excluded[name] for name in fresh},
            ),
            list(newest.values()),
        )


async def forget_thread(tx: Tx, chat_id: int, thread_id: int) -> None:
    """A forum topic is gone: what waits for it goes to General."""
    await tx.execute(
        sa.update(outbox)
        .where(outbox.c.chat_id == chat_id, outbox.c.thread_id == thread_id, outbox.c.state == "waiting")
        .values(thread_id=None)
    )


async def drop_waiting(tx: Tx, prefix: str) -> None:
    """Letters of living messages whose topics begin with this, and that have not ended; delivery asks once more."""
    await tx.execute(
        sa.delete(outbox).where(
            outbox.c.state.in_(("waiting", "sending")), outbox.c.topic.startswith(prefix, autoescape=True)
        )
    )


async def withdraw_all(tx: Tx, chat_id: int) -> None:
    """Nothing goes to that chat any more, not even what is claimed: delivery asks once more for what bears a name."""
    await tx.execute(sa.delete(outbox).where(outbox.c.chat_id == chat_id, outbox.c.state.in_(("waiting", "sending"))))


async def forget_topic(tx: Tx, topic: str) -> None:
    """Nothing may tell any more that this living message was ever in that chat."""
    await cards.drop(tx, topic)
    await tx.execute(sa.delete(outbox).where(outbox.c.topic == topic))


async def forget_keys(tx: Tx, chat_id: int, prefix: str) -> None:
    """Nothing may tell any more that letters with such keys were ever meant for that chat; none of them goes out."""
    await tx.execute(
        sa.delete(outbox).where(outbox.c.chat_id == chat_id, outbox.c.key.startswith(prefix, autoescape=True))
    )


async def forget_chat(tx: Tx, chat_id: int) -> int:
    """Somebody goes: nothing tells any more what went to that chat, and nothing that waits goes there."""
    result = await tx.execute(sa.delete(outbox).where(outbox.c.chat_id == chat_id))
    return int(result.rowcount)


async def move_chat(tx: Tx, old: int, new: int) -> None:
    """Follow a group to its new id. Messages of the old group cannot be edited in the new one: cards start anew."""
    await tx.execute(sa.update(outbox).where(outbox.c.chat_id == old).values(chat_id=new))
    await cards.drop_in(tx, old)


async def forget_ended(tx: Tx, before: datetime) -> int:
    """Remove letters that ended long ago; keyed ones stay, they are the memory of "never twice"."""
    result = await tx.execute(sa.delete(outbox).where(_FORGOTTEN_ONCE, outbox.c.ended_at < before))
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
        "asleep": False,
        "attempts": 0,
    }
