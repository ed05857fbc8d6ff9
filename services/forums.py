"""Which topic of a forum group takes which of our posts (U10)."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.forums import Purpose
from domain.members import Member
from services import organisation
from services.turn import Turn
from storage import forums as store
from storage import nodes
from storage.nodes import Chat


@dataclass(frozen=True, slots=True)
class Topics:
    """What stands in the topic that was asked from."""

    here: frozenset[Purpose]


@dataclass(frozen=True, slots=True)
class NotBound:
    pass


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def thread_for(turn: Turn, chat: Chat, purpose: Purpose) -> int | None:
    """Where a post of this kind goes: its own topic, else the one the group was set up in."""
    return (await store.chosen(turn.tx, chat.chat_id)).get(purpose, chat.thread_id)


async def topics(turn: Turn, member: Member, chat_id: int, thread_id: int | None) -> Topics | NotBound | NotAllowed:
    """What comes into this topic, for whoever sets the group up."""
    chat = await _managed(turn, member, chat_id)
    if not isinstance(chat, Chat):
        return chat
    return Topics(_standing(chat, await store.chosen(turn.tx, chat_id), thread_id))


async def switch(
    turn: Turn, member: Member, chat_id: int, thread_id: int | None, purpose: Purpose
) -> Topics | NotBound | NotAllowed:
    """Bring posts of a kind into this topic; where they come here already, send them to General."""
    chat = await _managed(turn, member, chat_id)
    if not isinstance(chat, Chat):
        return chat
    here = purpose in _standing(chat, await store.chosen(turn.tx, chat_id), thread_id)
    await store.choose(turn.tx, chat_id, purpose, None if here else thread_id)
    return Topics(_standing(chat, await store.chosen(turn.tx, chat_id), thread_id))


async def _managed(turn: Turn, member: Member, chat_id: int) -> Chat | NotBound | NotAllowed:
    chat = await nodes.chat(turn.tx, chat_id)
    if chat is None:
        return NotBound()
    return chat if chat.node_id in await organisation.managed(turn, member) else NotAllowed()


def _standing(chat: Chat, chosen: Mapping[Purpose, int | None], thread_id: int | None) -> frozenset[Purpose]:
    return frozenset(purpose for purpose in Purpose if chosen.get(purpose, chat.thread_id) == thread_id)
