"""Letting others read a note, by its author's choice alone, and taking that back (S17, PRV-11)."""

from dataclasses import dataclass
from typing import Final

from domain.forums import Purpose
from domain.meetings import MeetingKind
from domain.members import Member, Role
from domain.messages import Message
from domain.studying import Shared
from services import meetings, people
from services.forums import thread_for
from services.turn import Turn
from storage import cards, nodes, outbox
from storage import people as members
from storage import studying as programmes
from storage import studying_notes as store
from storage.nodes import Chat
from storage.studying_notes import Note
from texts import studying_notes as say

_VIEWS: Final = ("study_note_group", "study_note")  # for a group, for a person: people's ids are above zero


@dataclass(frozen=True, slots=True)
class _Target:
    chat_id: int
    thread_id: int | None


async def own(turn: Turn, member: Member, note_id: int) -> Note | None:
    """One's own note that is not erased; nobody else's."""
    note = await store.get(turn.tx, note_id)
    return note if note is not None and note.member_id == member.id and note.words is not None else None


async def title(turn: Turn, note: Note) -> str:
    """What the note is about."""
    found = await programmes.piece(turn.tx, note.piece_id)
    return "" if found is None else found[1].title


async def offer(turn: Turn, member: Member, note_id: int) -> Message | None:
    """With whom it may be shared."""
    note = await own(turn, member, note_id)
    if note is None:
        return None
    reader, chat = await _reader(turn, member), await _chat(turn, member)
    title = "" if reader is None else await people.title(turn, reader)
    return say.ask_share(note.id, reader, title, chat.title if chat else "")


async def to_reader(turn: Turn, member: Member, note_id: int, reader_id: int) -> bool:
    """Show it to the one person who was named; False where it is not theirs, or that is somebody else by now."""
    reader = await _reader(turn, member)
    return reader is not None and reader.id == reader_id and await _share(turn, member, note_id, Shared.BRANCH)


async def to_group(turn: Turn, member: Member, note_id: int) -> bool:
    """Show it to the group by name; False where it is not theirs, or there is no group."""
    return await _share(turn, member, note_id, Shared.GROUP)


async def _share(turn: Turn, member: Member, note_id: int, where: Shared) -> bool:
    note = await own(turn, member, note_id)
    target = None if note is None else await _target(turn, member, where)
    if note is None or target is None:
        return False
    await hide(turn, member, note)
    await store.share(turn.tx, note.id, where)
    view = _VIEWS[target.chat_id > 0]
    turn.show(_topic(note.id, target.chat_id), target.chat_id, view, note.id, thread_id=target.thread_id)
    return True


async def take_back(turn: Turn, member: Member, note_id: int) -> bool:
    """Private again; what was shown says only that it was taken back. False where it is none of theirs."""
    note = await own(turn, member, note_id)
    if note is not None:
        await hide(turn, member, note)
    return note is not None


async def for_reader(turn: Turn, note_id: int) -> Message | None:
    """The card for the one reader, as it is now."""
    return await _drawn(turn, note_id, Shared.BRANCH)


async def for_group(turn: Turn, note_id: int) -> Message | None:
    """The message in the group, as it is now."""
    return await _drawn(turn, note_id, Shared.GROUP)


async def _drawn(turn: Turn, note_id: int, where: Shared) -> Message | None:
    """None where nothing was ever shown that would have to be taken back."""
    note = await store.get(turn.tx, note_id)
    author = await members.get(turn.tx, note.member_id) if note is not None else None
    if note is None or author is None or note.words is None or note.shared is not where:
        return say.taken_back() if await cards.under(turn.tx, _topic(note_id)) else None
    words = say.for_branch if where is Shared.BRANCH else say.for_group
    return words(author.name, await title(turn, note), note.words)


async def hide(turn: Turn, author: Member, note: Note) -> None:
    """What was shown is drawn empty, also what is on its way just now; what still waits is not sent."""
    shown = {card.chat_id for _, card in await cards.under(turn.tx, _topic(note.id))}
    target = await _target(turn, author, note.shared)
    shown |= {target.chat_id} if target is not None else set()
    await store.share(turn.tx, note.id, None)
    await outbox.drop_waiting(turn.tx, _topic(note.id))
    for chat_id in sorted(shown):
        turn.show(_topic(note.id, chat_id), chat_id, _VIEWS[chat_id > 0], note.id)


async def _target(turn: Turn, author: Member, where: Shared | None) -> _Target | None:
    """Where a note that is shared so goes; None where there is nobody, or no group."""
    if where is Shared.BRANCH:
        reader = await _reader(turn, author)
        return None if reader is None or reader.telegram_id is None else _Target(reader.telegram_id, None)
    chat = await _chat(turn, author) if where is Shared.GROUP else None
    return None if chat is None else _Target(chat.chat_id, await thread_for(turn, chat, Purpose.NOTICES))


async def _reader(turn: Turn, member: Member) -> Member | None:
    """The publicity member of the branch, else its secretary; never the author."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    offices = await members.offices_at(turn.tx, [branch.id])
    for role in (Role.PUBLICITY_MEMBER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY):
        holders = await members.many(turn.tx, [one.member_id for one in offices if one.role is role])
        for holder in holders:
            if holder.telegram_id is not None and holder.id != member.id:
                return holder
    return None


async def _chat(turn: Turn, member: Member) -> Chat | None:
    """The author's own group, where the boards of its meetings stand."""
    chat_id = await meetings.board_chat(turn, MeetingKind.GROUP_MEETING, member.node_id)
    return None if chat_id is None else await nodes.chat(turn.tx, chat_id)


def _topic(note_id: int, chat_id: int | None = None) -> str:
    return f"study_note:{note_id}:{'' if chat_id is None else chat_id}"
