"""已学: one tap, one word, or paper; all count the same, and can be taken back (S3, O5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.access import Action
from domain.members import Member, is_here
from domain.reminders import ReminderKind
from domain.studying import Mark, Method, Piece, Source, belongs
from services import access, reminding
from services.studying import hours, pieces
from services.turn import Turn
from storage import nodes
from storage import people as members
from storage import studying as programmes
from storage import studying_marks as store

PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Marked:
    piece: Piece


@dataclass(frozen=True, slots=True)
class Before:
    """It was marked already."""

    piece: Piece


@dataclass(frozen=True, slots=True)
class Which:
    """Several are open, the member says which; or none is."""

    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Gone:
    """Taken back meanwhile, or never this member's."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page of members without a telephone, each with whether they are marked."""

    piece: Piece
    people: Sequence[tuple[Member, bool]]
    number: int
    further: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    member: Member
    marked: bool


Outcome: TypeAlias = Marked | Before | Gone


async def mark(
    turn: Turn, member: Member, piece_id: int, method: Method = Method.BUTTON, *, on_behalf: Member | None = None
) -> Outcome:
    """A member says that they have studied it, or who stands for them does. That is all that is asked."""
    piece = await pieces.mine(turn, member, piece_id)
    if piece is None:
        return Gone()
    entered_by = None if on_behalf is None else on_behalf.id
    return Marked(piece) if await _put(turn, piece, member, method, entered_by) else Before(piece)


async def mark_by_word(turn: Turn, member: Member) -> Marked | Which:
    """Typed 已学: the one that is open, or the one of this week among several."""
    left = await pieces.left(turn, member)
    running = [piece for piece in left if piece.due_on >= turn.now.date()] or left
    if len(running) != 1:
        return Which(left)
    await _put(turn, running[0], member, Method.TYPED, None)
    return Marked(running[0])


async def undo(turn: Turn, member: Member, piece_id: int) -> Piece | None:
    """Take one's own mark back; the hours go with it. None where the piece is none of theirs."""
    piece = await pieces.mine(turn, member, piece_id)
    if piece is not None:
        await _take_back(turn, piece, member)
    return piece


async def for_paper(turn: Turn, leader: Member) -> list[Piece]:
    """What somebody without a telephone in this leader's reach has still to study, and what is of this week."""
    people = await _without_telephone(turn, leader)
    found: dict[int, Piece] = {}
    for node_id in {one.node_id for one in people}:
        for programme, piece in await pieces.begun_at(turn, node_id):
            learn = {one.id for one in people if one.node_id == node_id and belongs(one, programme.learners)}
            if learn and (pieces.is_of_this_week(turn, piece) or learn - set(await store.on_piece(turn.tx, piece.id))):
                found[piece.id] = piece
    return sorted(found.values(), key=lambda piece: (piece.due_on, piece.id))


async def paper(turn: Turn, leader: Member, piece_id: int, number: int) -> Paper | None:
    """Who has no telephone and is to study this; None where that is nobody in this leader's reach."""
    found = await programmes.piece(turn.tx, piece_id)
    if found is None or found[1].withdrawn:
        return None
    programme, piece = found
    tree = await nodes.tree(turn.tx)
    people = [one for one in await _without_telephone(turn, leader) if pieces.is_for(tree, one, programme)]
    if not people:
        await access.may(turn, leader, Action.RECORD_PAPER, programme.node_id)
        return None
    marked = await store.on_piece(turn.tx, piece_id)
    some = people[number * PAGE : (number + 1) * PAGE]
    further = len(people) > (number + 1) * PAGE
    return Paper(piece, [(one, one.id in marked) for one in some], number, further)


async def record(turn: Turn, leader: Member, piece_id: int, member_id: int) -> Recorded | None:
    """A leader marks from paper, or takes that back; None where it is not theirs, or the member can do it alone."""
    member = await members.get(turn.tx, member_id)
    piece = None if member is None else await pieces.mine(turn, member, piece_id)
    if member is None or piece is None or member.telegram_id is not None:
        return None
    if not await access.may(turn, leader, Action.RECORD_PAPER, member.node_id, about=member.id):
        return None
    if await _put(turn, piece, member, Method.PAPER, leader.id):
        return Recorded(member, marked=True)
    await _take_back(turn, piece, member)
    return Recorded(member, marked=False)


async def _put(turn: Turn, piece: Piece, member: Member, method: Method, entered_by: int | None) -> bool:
    if not await store.mark(turn.tx, Mark(piece.id, member.id, turn.now, method, entered_by)):
        return False
    await hours.add(turn, member.id, piece.minutes, Source.PIECE, piece.id, title=piece.title, entered_by=entered_by)
    await reminding.cancel(turn, ReminderKind.STUDY, piece.id, [member.id])
    return True


async def _take_back(turn: Turn, piece: Piece, member: Member) -> None:
    if await store.unmark(turn.tx, piece.id, member.id):
        await hours.take_away(turn, member.id, Source.PIECE, piece.id)
        await programmes.plan_at(turn.tx, [piece.id], turn.now)


async def _without_telephone(turn: Turn, leader: Member) -> list[Member]:
    found = await members.in_nodes(turn.tx, await access.nodes_for(turn, leader, Action.RECORD_PAPER))
    return [one for one in found if one.telegram_id is None and is_here(one)]
