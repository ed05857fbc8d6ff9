"""The groups we are in: bound to one node, followed when they move, left when they are none of ours."""

from enum import Enum

from domain.forums import Purpose
from domain.members import Member
from services import organisation, people
from services.forums import thread_for
from services.turn import Turn
from storage import forums, log_chats, meetings, nodes, outbox
from storage import people as roster
from storage.nodes import Chat, Place
from texts import setup as say

FIRST_SUPERGROUP = -1_000_000_000_000  # ids of basic groups are above it


class Arrival(Enum):
    """What to do in a group that somebody has just put us into."""

    STAY = "stay"
    INTRODUCE = "introduce"
    LEAVE = "leave"


async def arrived(turn: Turn, telegram_id: int, chat_id: int, title: str) -> Arrival:
    """We were added. A bound group is ours; a leader may bring us into another; every other one is left (V11).

    When a basic group becomes a supergroup we may hear of the new one before we hear of the move. A group of the
    same title as a bound basic group is therefore not left: we stay there without a word, which costs nobody anything.
    """
    if await nodes.chat(turn.tx, chat_id) is not None:
        await nodes.note_place(turn.tx, chat_id, Place.MEMBER)
        return Arrival.STAY
    if await log_chats.at(turn.tx, chat_id) is not None:
        return Arrival.STAY
    member = await people.known(turn, telegram_id)
    if member is not None and await organisation.managed(turn, member):
        return Arrival.INTRODUCE
    moving = chat_id < FIRST_SUPERGROUP and (
        any(chat.chat_id > FIRST_SUPERGROUP for chat in await nodes.titled(turn.tx, title))
        or await log_chats.is_titled(turn.tx, title)
    )
    return Arrival.STAY if moving else Arrival.LEAVE


async def promoted(turn: Turn, chat_id: int) -> None:
    """We became an administrator, who hears every word of a group: ask the leaders to take that back (V1)."""
    chat = await nodes.chat(turn.tx, chat_id)
    if chat is None or chat.place is Place.ADMIN:
        return
    await nodes.note_place(turn.tx, chat_id, Place.ADMIN)
    for leader in await _leaders(turn, chat):
        turn.tell(leader, say.please_demote(chat.title), key=f"demote:{chat_id}:{leader}:{turn.now:%Y%m%d}")


async def demoted(turn: Turn, chat_id: int) -> None:
    """We are an ordinary member, as we should be."""
    await nodes.note_place(turn.tx, chat_id, Place.MEMBER)


async def removed(turn: Turn, chat_id: int) -> None:
    """We were sent out. The binding is kept, so that coming back needs no second set-up and a move of the group,
    which can look like this, loses nothing; what is meant for the group meanwhile is refused by Telegram and dropped.
    """
    chat = await nodes.chat(turn.tx, chat_id)
    if chat is None or chat.place is Place.AWAY:
        return
    await nodes.note_place(turn.tx, chat_id, Place.AWAY)
    for leader in await _leaders(turn, chat):
        turn.tell(leader, say.was_removed(chat.title), key=f"removed:{chat_id}:{leader}:{turn.now:%Y%m%d%H%M}")


async def _leaders(turn: Turn, chat: Chat) -> list[int]:
    """The accounts of those who answer for a group: at its node or, where nobody is there, next above."""
    tree = await nodes.tree(turn.tx)
    for rung in tree.ladder(chat.node_id):
        offices = await roster.offices_at(turn.tx, [rung.id])
        holders: list[Member | None] = [
            await roster.get(turn.tx, office.member_id) for office in offices if office.role in people.LEADERS
        ]
        accounts = {holder.telegram_id for holder in holders if holder is not None and holder.telegram_id is not None}
        if accounts:
            return sorted(accounts)
    return []


async def migrate(turn: Turn, old: int, new: int) -> None:
    """A group became a supergroup: every stored id follows in this one transaction (L8).

    Both groups tell us of it, so the second time finds nothing to move. Messages of the old group cannot be edited
    under the new id, so open boards are posted anew.
    """
    if await nodes.chat(turn.tx, new) is not None:
        await nodes.unbind(turn.tx, old)
    await nodes.move_chat(turn.tx, old, new)
    await log_chats.move_chat(turn.tx, old, new)
    await forums.move_chat(turn.tx, old, new)
    await outbox.move_chat(turn.tx, old, new)
    await meetings.move_chat(turn.tx, old, new)
    chat = await nodes.chat(turn.tx, new)
    if chat is None:
        return
    if chat.place is Place.AWAY:
        await nodes.note_place(turn.tx, new, Place.MEMBER)
    thread_id = await thread_for(turn, chat, Purpose.MEETINGS)
    for meeting in await meetings.in_chat(turn.tx, new):
        turn.show(f"board:{meeting.id}", new, "board", meeting.id, thread_id=thread_id)


async def forget_thread(turn: Turn, chat_id: int, thread_id: int) -> None:
    """The forum topic we wrote to is gone: from now on to General (L14)."""
    await nodes.forget_thread(turn.tx, chat_id, thread_id)
    await forums.forget_thread(turn.tx, chat_id, thread_id)
    await log_chats.forget_thread(turn.tx, chat_id)
    await outbox.forget_thread(turn.tx, chat_id, thread_id)
