"""The organisation's tree, and the chats bound to it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from domain.features import Feature
from domain.nodes import Node, NodeKind, Tree
from storage.schema import Id, Instant, Tx, metadata

nodes = sa.Table(
    "nodes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("parent_id", Id, sa.ForeignKey("nodes.id")),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("features_off", sa.Text, nullable=False, server_default="[]"),
    sa.Column("created_at", Instant, nullable=False),
    sa.Index("ix_nodes_parent_id", "parent_id"),
)

node_moves = sa.Table(
    "node_moves",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("from_parent_id", Id),
    sa.Column("to_parent_id", Id),
    sa.Column("moved_by", Id),
    sa.Column("moved_at", Instant, nullable=False),
)

chats = sa.Table(
    "chats",
    metadata,
    sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), unique=True, nullable=False),
    sa.Column("thread_id", sa.BigInteger),
    sa.Column("title", sa.String(256), nullable=False),
    sa.Column("place", sa.String(8), nullable=False, server_default="member"),
    sa.Column("bound_at", Instant, nullable=False),
)


class Place(StrEnum):
    """What we are in a group: an ordinary member as we should be (V1), an administrator, or no longer there."""

    MEMBER = "member"
    ADMIN = "admin"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Chat:
    """A group chat bound to one node; `thread_id` is the forum topic it was bound in, None for General."""

    chat_id: int
    node_id: int
    thread_id: int | None
    title: str
    place: Place = Place.MEMBER


async def tree(tx: Tx) -> Tree:
    """The whole tree; a deployment has tens of nodes, seldom thousands."""
    rows = await tx.execute(sa.select(nodes.c.id, nodes.c.parent_id, nodes.c.kind, nodes.c.name))
    return Tree(Node(row.id, row.parent_id, NodeKind(row.kind), row.name) for row in rows)


async def all_ids(tx: Tx) -> list[int]:
    return list((await tx.execute(sa.select(nodes.c.id))).scalars())


async def add(tx: Tx, parent_id: int | None, kind: NodeKind, name: str, now: datetime) -> Node:
    result = await tx.execute(
        sa.insert(nodes)
        .values(parent_id=parent_id, kind=str(kind), name=name, features_off="[]", created_at=now)
        .returning(nodes.c.id)
    )
    return Node(result.scalar_one(), parent_id, kind, name)


async def find(tx: Tx, parent_id: int | None, kind: NodeKind, name: str) -> Node | None:
    same_parent = nodes.c.parent_id.is_(None) if parent_id is None else nodes.c.parent_id == parent_id
    row = (
        await tx.execute(sa.select(nodes.c.id).where(same_parent, nodes.c.kind == str(kind), nodes.c.name == name))
    ).first()
    return Node(row.id, parent_id, kind, name) if row else None


async def is_named(tx: Tx, kind: NodeKind, name: str) -> bool:
    """Whether there is a node of this kind and name anywhere."""
    found = await tx.scalar(sa.select(nodes.c.id).where(nodes.c.kind == str(kind), nodes.c.name == name).limit(1))
    return found is not None


async def rename(tx: Tx, node_id: int, name: str) -> None:
    await tx.execute(sa.update(nodes).where(nodes.c.id == node_id).values(name=name))


async def move(tx: Tx, node: Node, parent_id: int | None, moved_by: int | None, now: datetime) -> None:
    """Hang a subtree elsewhere; the move itself is kept. Whether it makes a circle is for the caller to ask."""
    await tx.execute(sa.update(nodes).where(nodes.c.id == node.id).values(parent_id=parent_id))
    await tx.execute(
        sa.insert(node_moves).values(
            node_id=node.id, from_parent_id=node.parent_id, to_parent_id=parent_id, moved_by=moved_by, moved_at=now
        )
    )


async def moves(tx: Tx, node_id: int) -> list[tuple[int | None, int | None, datetime]]:
    """(from, to, when), oldest first."""
    rows = await tx.execute(
        sa.select(node_moves.c.from_parent_id, node_moves.c.to_parent_id, node_moves.c.moved_at)
        .where(node_moves.c.node_id == node_id)
        .order_by(node_moves.c.id)
    )
    return [(row.from_parent_id, row.to_parent_id, row.moved_at) for row in rows]


async def features_off(tx: Tx) -> Mapping[int, frozenset[Feature]]:
    """What each node has switched off itself."""
    rows = await tx.execute(sa.select(nodes.c.id, nodes.c.features_off).where(nodes.c.features_off != "[]"))
    return {row.id: frozenset(Feature(name) for name in json.loads(row.features_off)) for row in rows}


async def switch_features_off(tx: Tx, node_id: int, features: frozenset[Feature]) -> None:
    names = json.dumps(sorted(str(feature) for feature in features))
    await tx.execute(sa.update(nodes).where(nodes.c.id == node_id).values(features_off=names))


async def bind(tx: Tx, chat: Chat, now: datetime) -> None:
    """One chat, one node: the newest binding of either wins."""
    await tx.execute(sa.delete(chats).where(sa.or_(chats.c.chat_id == chat.chat_id, chats.c.node_id == chat.node_id)))
    await tx.execute(
        sa.insert(chats).values(
            chat_id=chat.chat_id,
            node_id=chat.node_id,
            thread_id=chat.thread_id,
            title=chat.title,
            bound_at=now,
            place=str(chat.place),
        )
    )


async def unbind(tx: Tx, chat_id: int) -> None:
    await tx.execute(sa.delete(chats).where(chats.c.chat_id == chat_id))


async def chat(tx: Tx, chat_id: int) -> Chat | None:
    row = (await tx.execute(sa.select(chats).where(chats.c.chat_id == chat_id))).first()
    return Chat(row.chat_id, row.node_id, row.thread_id, row.title, Place(row.place)) if row else None


async def by_chat_id(tx: Tx, chat_ids: Iterable[int]) -> dict[int, Chat]:
    """Bound chats among these."""
    asked = sorted(set(chat_ids))
    if not asked:
        return {}
    rows = await tx.execute(sa.select(chats).where(chats.c.chat_id.in_(asked)))
    return {row.chat_id: Chat(row.chat_id, row.node_id, row.thread_id, row.title, Place(row.place)) for row in rows}


async def chats_of(tx: Tx, node_ids: frozenset[int]) -> list[Chat]:
    rows = await tx.execute(sa.select(chats).where(chats.c.node_id.in_(sorted(node_ids))).order_by(chats.c.node_id))
    return [Chat(row.chat_id, row.node_id, row.thread_id, row.title, Place(row.place)) for row in rows]


async def note_place(tx: Tx, chat_id: int, place: Place) -> None:
    """Remember what we have become in a bound group."""
    await tx.execute(sa.update(chats).where(chats.c.chat_id == chat_id).values(place=str(place)))


async def titled(tx: Tx, title: str) -> list[Chat]:
    """Bound groups of this title."""
    rows = await tx.execute(sa.select(chats).where(chats.c.title == title))
    return [Chat(row.chat_id, row.node_id, row.thread_id, row.title, Place(row.place)) for row in rows]


async def move_chat(tx: Tx, old: int, new: int) -> None:
    await tx.execute(sa.update(chats).where(chats.c.chat_id == old).values(chat_id=new))


async def forget_thread(tx: Tx, chat_id: int, thread_id: int) -> None:
    await tx.execute(
        sa.update(chats).where(chats.c.chat_id == chat_id, chats.c.thread_id == thread_id).values(thread_id=None)
    )
