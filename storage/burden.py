"""How much the bot says of its own accord: new messages a private chat and day, answers and edits apart (X7)."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa

from storage.schema import Tx, chunks, insert_into, metadata

burden = sa.Table(
    "burden",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("messages", sa.SmallInteger, nullable=False),
    sa.Index("ix_burden_day", "day"),
)


async def note(tx: Tx, chat_ids: Iterable[int], day: date) -> None:
    """Each of these chats was sent a message more; a chat may be named more than once."""
    rows = [{"chat_id": chat_id, "day": day, "messages": count} for chat_id, count in Counter(chat_ids).items()]
    if rows:
        insert = insert_into(tx, burden)
        await tx.execute(
            insert.on_conflict_do_update(
                index_elements=["chat_id", "day"],
                set_={"messages": burden.c.messages + insert.excluded.messages},
            ),
            rows,
        )


async def since(tx: Tx, chat_ids: Collection[int], first: date) -> dict[int, list[int]]:
    """What each of these chats was sent from that day on, one number for each day with any."""
    found: dict[int, list[int]] = {}
    for some in chunks(chat_ids):
        rows = await tx.execute(
            sa.select(burden.c.chat_id, burden.c.messages).where(burden.c.chat_id.in_(some), burden.c.day >= first)
        )
        for row in rows:
            found.setdefault(row.chat_id, []).append(row.messages)
    return found


async def forget(tx: Tx, before: date) -> int:
    """What is so old that no report looks at it."""
    result = await tx.execute(sa.delete(burden).where(burden.c.day < before))
    return int(result.rowcount)
