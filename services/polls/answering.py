"""One tap of an opinion, changed as often as somebody likes until the end; and the message that everybody sees."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

from domain.access import Action
from domain.forums import Purpose
from domain.meetings import MeetingKind
from domain.members import Member, is_here
from domain.messages import Json, Message
from domain.polls import Poll, counted
from domain.pseudonyms import pseudonym
from services import access, forums, meetings
from services.turn import Turn
from storage import nodes
from storage import polls as store
from texts import polls as say

SHOWN_FOR: Final = timedelta(days=30)  # so long 「问意见」 still shows what has ended


@dataclass(frozen=True, slots=True)
class Counted:
    poll: Poll
    choice: int


@dataclass(frozen=True, slots=True)
class Over:
    pass


@dataclass(frozen=True, slots=True)
class NotAsked:
    """The poll is for others."""


Answer: TypeAlias = Counted | Over | NotAsked


async def answer(turn: Turn, member: Member, poll_id: int, choice: int) -> Answer:
    """Their newest choice counts; under a pseudonym that ends with the poll."""
    poll = await store.get(turn.tx, poll_id)
    if poll is None or not await is_asked(turn, member, poll) or not 0 <= choice < len(poll.options):
        return NotAsked()
    salt = await store.salt_of(turn.tx, poll_id)
    if salt is None or not poll.is_open(turn.now):
        return Over()
    await store.answer(turn.tx, poll_id, pseudonym(salt, member.id), choice)
    await show(turn, poll)
    return Counted(poll, choice)


async def is_asked(turn: Turn, member: Member, poll: Poll) -> bool:
    tree = await nodes.tree(turn.tx)
    return is_here(member) and poll.node_id in tree and member.node_id in tree.subtree(poll.node_id)


async def lately(turn: Turn, member: Member) -> list[Poll]:
    """What somebody is asked now, and what they were asked lately."""
    tree = await nodes.tree(turn.tx)
    above = [one.id for one in tree.ladder(member.node_id)]
    return await store.lately(turn.tx, above, turn.now - SHOWN_FOR)


async def look(turn: Turn, member: Member, poll_id: int) -> Message | None:
    """One poll in the private chat; None for whoever is not asked."""
    poll = await store.get(turn.tx, poll_id)
    if poll is None:
        return None
    leads = await _leads(turn, member, poll)
    if not leads and not await is_asked(turn, member, poll):
        return None
    return say.poll(poll, await _answered(turn, poll), turn.now, leads=leads)


async def view(turn: Turn, ref: int) -> Message | None:
    """The group's message: how many have answered, and the counts once it has ended."""
    poll = await store.get(turn.tx, ref)
    return None if poll is None else say.poll(poll, await _answered(turn, poll), turn.now, leads=False)


async def show(turn: Turn, poll: Poll, *, anew: bool = False) -> bool:
    """Bring the group's message up to date; False where there is no group."""
    chat_id = await meetings.board_chat(turn, MeetingKind.OTHER, poll.node_id)
    chat = await nodes.chat(turn.tx, chat_id) if chat_id is not None else None
    if chat is None:
        return False
    if anew:
        turn.fresh.append(topic(poll.id))
    thread_id = await forums.thread_for(turn, chat, Purpose.NOTICES)
    turn.show(topic(poll.id), chat.chat_id, "poll", poll.id, thread_id=thread_id)
    return True


async def to_end(turn: Turn, leader: Member, poll_id: int) -> Poll | None:
    """An open poll that is theirs to end before its time."""
    poll = await store.get(turn.tx, poll_id)
    if poll is None or poll.closed_at is not None:
        return None
    return poll if await access.may(turn, leader, Action.BROADCAST, poll.node_id) else None


async def close(turn: Turn, leader: Member, poll_id: int) -> Poll | None:
    """End it before its time; None where it is over or not theirs."""
    poll = await to_end(turn, leader, poll_id)
    return None if poll is None else await _close(turn, poll)


async def close_overdue(turn: Turn) -> bool:
    """A chore: end one whose time is over; true where there may be more."""
    poll = await store.overdue(turn.tx, turn.now)
    if poll is not None:
        await _close(turn, poll)
    return poll is not None


async def forget(turn: Turn, member: Member) -> int:
    """Their answers to what is still open; what has ended holds nobody's."""
    taken = [
        await store.take_back(turn.tx, poll.id, pseudonym(salt, member.id))
        for poll, salt in await store.still_open(turn.tx)
    ]
    return sum(taken)


async def export(turn: Turn, member: Member) -> tuple[str, Json]:
    """For a member's own file: what they answered to what is still open."""
    found: list[Json] = []
    for poll, salt in await store.still_open(turn.tx):
        choice = await store.choice_of(turn.tx, poll.id, pseudonym(salt, member.id))
        if choice is not None:
            found.append({poll.question: poll.options[choice]})
    return say.own_answers(), found


def topic(poll_id: int) -> str:
    return f"poll:{poll_id}"


async def _leads(turn: Turn, member: Member, poll: Poll) -> bool:
    return poll.node_id in await access.nodes_for(turn, member, Action.BROADCAST)


async def _answered(turn: Turn, poll: Poll) -> int:
    return await store.count(turn.tx, poll.id) if poll.closed_at is None else poll.answered


async def _close(turn: Turn, poll: Poll) -> Poll:
    choices = await store.choices(turn.tx, poll.id)
    await store.close(turn.tx, poll.id, len(choices), counted(poll.options, choices), turn.now)
    await show(turn, poll, anew=True)
    return await store.get(turn.tx, poll.id) or poll
