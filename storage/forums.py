"""Which topic of a forum group is for what."""

import sqlalchemy as sa

from domain.forums import Purpose
from storage.schema import Tx, insert_into, metadata

forum_topics = sa.Table(
    "forum_topics",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("purpose", sa.String(16), primary_key=True),
    sa.Column("thread_id", sa.BigInteger),
)


async def choose(tx: Tx, chat_id: int, purpose: Purpose, thread_id: int | None) -> None:
    """The newest choice holds; no thread is General."""
    statement = insert_into(tx, forum_topics).values(chat_id=chat_id, purpose=str(purpose), thread_id=thread_id)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["chat_id", "purpose"], set_={"thread_id": thread_id})
    )


async def chosen(tx: Tx, chat_id: int) -> dict[Purpose, int | None]:
    """What has been chosen in a group; None stands for General."""
    rows = await tx.execute(sa.select(forum_topics).where(forum_topics.c.chat_id == chat_id))
    return {Purpose(row.purpose): row.thread_id for row in rows}


async def forget_thread(tx: Tx, chat_id: int, thread_id: int) -> None:
    await tx.execute(
        sa.delete(forum_topics).where(forum_topics.c.chat_id == chat_id, forum_topics.c.thread_id == thread_id)
    )


async def move_chat(tx: Tx, old: int, new: int) -> None:
    await tx.execute(sa.update(forum_topics).where(forum_topics.c.chat_id == old).values(chat_id=new))
