"""The print pack (S15): one A4 in large print for who has no telephone or weak eyes, made when it is asked for.

Nothing is kept of it but who gets paper besides those without Telegram.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain import prints as rules
from domain.access import Action
from domain.features import Feature
from domain.members import Member, is_counted
from domain.messages import Message
from domain.nodes import GROUP_KINDS, Tree
from domain.prints import Part
from services import access, features, people, quizzes
from services.studying import pieces
from services.turn import Turn
from storage import meetings, nodes
from storage import people as members
from storage import prints as store
from texts import prints as say

A_PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Readers:
    """Who gets paper at a node: (member, whether a leader added them). `others` could be added, a page of them."""

    node_id: int
    name: str
    on_paper: Sequence[tuple[Member, bool]]
    others: Sequence[Member] = ()
    number: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def places(turn: Turn, leader: Member) -> list[tuple[int, str]]:
    """(node id, name) of the branches and groups a leader prints for, the nearest first."""
    tree = await nodes.tree(turn.tx)
    own = [node.id for node in tree.ladder(leader.node_id)]
    found = [node_id for node_id in await _led(turn, leader) if _gathers(tree, node_id)]
    found.sort(key=lambda node_id: (node_id not in own, own.index(node_id) if node_id in own else 0, node_id))
    return [(node_id, tree[node_id].name) for node_id in found]


async def readers(turn: Turn, leader: Member, node_id: int) -> Readers | NotAllowed:
    """Who gets paper there: whoever has no Telegram, and whom a leader added."""
    if not await _may(turn, leader, node_id):
        return NotAllowed()
    everybody, added = await _roster(turn, node_id)
    tree = await nodes.tree(turn.tx)
    return Readers(node_id, tree[node_id].name, [(one, one.id in added) for one in everybody if _reads(one, added)])


async def others(turn: Turn, leader: Member, node_id: int, number: int) -> Readers | NotAllowed:
    """The same, with a page of those whom one can add."""
    found = await readers(turn, leader, node_id)
    if isinstance(found, NotAllowed):
        return found
    everybody, added = await _roster(turn, node_id)
    rest = [one for one in everybody if not _reads(one, added)]
    pages = max(1, -(-len(rest) // A_PAGE))
    at = min(max(number, 0), pages - 1)
    return Readers(node_id, found.name, found.on_paper, rest[at * A_PAGE : (at + 1) * A_PAGE], at, pages)


async def add(turn: Turn, leader: Member, node_id: int, member_id: int) -> Readers | NotAllowed:
    """Somebody of this node gets paper too, though they have Telegram."""
    if not await _may(turn, leader, node_id, member_id) or not await _belongs(turn, member_id, node_id):
        return NotAllowed()
    await store.add(turn.tx, member_id, leader.id, turn.now)
    return await readers(turn, leader, node_id)


async def remove(turn: Turn, leader: Member, node_id: int, member_id: int) -> Readers | NotAllowed:
    """No paper any more; who has no Telegram gets it all the same."""
    if not await _may(turn, leader, node_id, member_id) or not await _belongs(turn, member_id, node_id):
        return NotAllowed()
    await store.remove(turn.tx, member_id)
    return await readers(turn, leader, node_id)


async def pack(turn: Turn, leader: Member, node_id: int) -> Message | NotAllowed:
    """All sheets of a node in one file to print; a sentence where nobody needs one."""
    found = await readers(turn, leader, node_id)
    if isinstance(found, NotAllowed):
        return found
    if not found.on_paper:
        return say.nobody(found.name)
    return say.pack(found.name, [await _sheet(turn, one) for one, _ in found.on_paper], turn.now)


async def _sheet(turn: Turn, member: Member) -> say.Sheet:
    tree = await nodes.tree(turn.tx)
    on = await features.all_on_at(turn, member.node_id)
    coming = await meetings.of_member(turn.tx, member.id, turn.now) if Feature.MEETINGS in on else []
    shown = say.soonest(coming)
    parts = await _study(turn, member) if Feature.STUDY in on else []
    leaders = [one for one in await people.leaders_of(turn, member) if one.id != member.id][: rules.MOST_PEOPLE]
    return say.Sheet(
        name=member.name,
        place=tree[member.node_id].name,
        meetings=shown,
        study=rules.fitting(parts, say.room(shown)),
        people=[(await people.posts(turn, one), one.name) for one in leaders],
    )


async def _study(turn: Turn, member: Member) -> list[Part]:
    """What a member has still to study, then the question of the week with its answer."""
    left = [await pieces.shown(turn, member, piece) for piece in await pieces.left(turn, member)]
    parts = [say.part(shown, turn.now) for shown in left]
    quiz = await quizzes.of_week(turn, member.node_id, turn.now.date())
    return parts[:1] + ([say.quiz(quiz)] if quiz is not None else parts[1:])


async def _roster(turn: Turn, node_id: int) -> tuple[list[Member], frozenset[int]]:
    """(the members of a node in roster order, the ids of those whom a leader added); a branch below keeps its own."""
    everybody = await members.in_nodes(turn.tx, (await nodes.tree(turn.tx)).same_branch(node_id))
    counted = [one for one in everybody if is_counted(one)]
    return counted, await store.among(turn.tx, [one.id for one in counted])


def _reads(member: Member, added: frozenset[int]) -> bool:
    return member.telegram_id is None or member.id in added


def _gathers(tree: Tree, node_id: int) -> bool:
    return tree[node_id].kind in GROUP_KINDS or tree.branch_of(node_id) == tree[node_id]


async def _led(turn: Turn, leader: Member) -> list[int]:
    meets = await access.nodes_for(turn, leader, Action.MANAGE_MEETING)
    return sorted({*meets, *await access.nodes_for(turn, leader, Action.MANAGE_STUDY)})


async def _may(turn: Turn, leader: Member, node_id: int, about: int | None = None) -> bool:
    """Whoever convenes there or arranges study; a refusal is logged once."""
    if node_id in await _led(turn, leader):
        return True
    return await access.may(turn, leader, Action.MANAGE_STUDY, node_id, about=about)


async def _belongs(turn: Turn, member_id: int, node_id: int) -> bool:
    everybody, _ = await _roster(turn, node_id)
    return any(one.id == member_id for one in everybody)
