"""Messages that live on: which message in which chat is edited when something new is said on a topic."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.people import members
from storage.schema import Tx, insert_into, metadata

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("topic", sa.String(64), primary_key=True),
    sa.Column("chat_id", sa.BigInteger, nullable=False),
    sa.Column("message_id", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Card:
    chat_id: int
    message_id: int
    digest: bytes


async def get(tx: Tx, topic: str) -> Card | None:
    row = (await tx.execute(sa.select(cards).where(cards.c.topic == topic))).first()
    return Card(row.chat_id, row.message_id, row.digest) if row else None


async def under(tx: Tx, prefix: str) -> list[tuple[str, Card]]:
    """The living messages whose topics begin with this, by topic."""
    rows = await tx.execute(sa.select(cards).where(cards.c.topic.startswith(prefix, autoescape=True)))
    return [(row.topic, Card(row.chat_id, row.message_id, row.digest)) for row in rows]


async def in_chat(tx: Tx, chat_id: int) -> list[tuple[str, Card]]:
    """All messages that live in a chat, by topic."""
    rows = await tx.execute(sa.select(cards).where(cards.c.chat_id == chat_id).order_by(cards.c.topic))
    return [(row.topic, Card(row.chat_id, row.message_id, row.digest)) for row in rows]


async def keep(tx: Tx, topic: str, chat_id: int, message_id: int, digest: bytes) -> None:
    """This message lives under the topic from now on, and last showed what the digest tells."""
    values = {"chat_id": chat_id, "message_id": message_id, "digest": digest}
    statement = insert_into(tx, cards).values(topic=topic, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["topic"], set_=values))


async def drop(tx: Tx, topic: str) -> None:
    """Somebody deleted the message, or it is final: the next letter of the topic starts a new one."""
    await tx.execute(sa.delete(cards).where(cards.c.topic == topic))


async def forget_strangers(tx: Tx, _before: datetime) -> int:
    """Living messages in private chats of accounts that are nobody's any more; they were drawn empty a day ago."""
    known = sa.select(members.c.telegram_id).where(members.c.telegram_id.is_not(None))
    result = await tx.execute(sa.delete(cards).where(cards.c.chat_id > 0, cards.c.chat_id.not_in(known)))
    return int(result.rowcount)


async def drop_in(tx: Tx, chat_id: int) -> None:
    """All messages of a chat that live no longer."""
    await tx.execute(sa.delete(cards).where(cards.c.chat_id == chat_id))
