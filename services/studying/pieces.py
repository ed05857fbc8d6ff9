"""Which pieces are somebody's to study, and the page that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.features import Feature
from domain.members import Member
from domain.messages import Message
from domain.nodes import Tree
from domain.studying import Piece, Programme, Year, belongs, monday
from services import courses, features
from services.studying import hours
from services.turn import Turn
from storage import nodes
from storage import people as members
from storage import studying as store
from storage import studying_marks as marks
from texts import studying as say
from texts.studying import Shown

LOOK_BACK = timedelta(days=28)  # older than that it is over, learnt or not
_A_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Page:
    """What 学习 shows: all that is open, the piece of this week among it, whether this week's are done."""

    left: Sequence[Piece]
    current: Piece | None
    done: bool
    year: Year


async def page(turn: Turn, member: Member) -> Page:
    """One's own, and nobody else's."""
    begun, day = await _begun(turn, member), turn.now.date()
    marked = await marks.of_member(turn.tx, member.id, [piece.id for piece in begun])
    left = [piece for piece in begun if piece.id not in marked]
    week = [piece for piece in begun if piece.due_on >= day]
    current = next((piece for piece in left if piece.due_on >= day), None)
    done = bool(week) and current is None
    return Page(left, current, done, await hours.of_year(turn, member))


async def left(turn: Turn, member: Member) -> list[Piece]:
    """What has begun and is not marked: what ends next comes first, what is over comes last."""
    begun, day = await _begun(turn, member), turn.now.date()
    marked = await marks.of_member(turn.tx, member.id, [piece.id for piece in begun])
    return sorted((one for one in begun if one.id not in marked), key=lambda one: (one.due_on < day, one.due_on))


async def mine(turn: Turn, member: Member, piece_id: int) -> Piece | None:
    """The piece, where it is this member's to study and nobody took it back."""
    found = await store.piece(turn.tx, piece_id)
    if found is None or found[1].withdrawn or not is_for(await nodes.tree(turn.tx), member, found[0]):
        return None
    return found[1]


async def shown(turn: Turn, member: Member, piece: Piece) -> Shown:
    """The piece as this member sees it."""
    course = await courses.get(turn, piece.course_id) if piece.course_id is not None else None
    mark = (await marks.of_member(turn.tx, member.id, [piece.id])).get(piece.id)
    leader = await members.get(turn.tx, mark.entered_by) if mark is not None and mark.entered_by else None
    return Shown(piece, course, mark, leader.name if leader is not None else "")


def is_for(tree: Tree, member: Member, programme: Programme) -> bool:
    """Whether a programme is meant for somebody."""
    return belongs(member, programme.learners) and member.node_id in tree.same_branch(programme.node_id)


async def learners(turn: Turn, programme: Programme) -> list[Member]:
    """Everybody a programme is meant for, where study is switched on, in roster order."""
    tree = await nodes.tree(turn.tx)
    on = await features.where_on(turn, Feature.STUDY, tree.same_branch(programme.node_id))
    return [one for one in await members.in_nodes(turn.tx, on) if belongs(one, programme.learners)]


async def this_week(turn: Turn, member: Member) -> list[Piece]:
    """What begins in this week."""
    return [piece for piece in await _begun(turn, member) if is_of_this_week(turn, piece)]


def is_of_this_week(turn: Turn, piece: Piece) -> bool:
    return monday(piece.opens_on) == monday(turn.now.date())


async def file(turn: Turn, member: Member, piece_id: int) -> Message | None:
    """The file of a piece's course. That somebody opened it is not written down anywhere (S4)."""
    piece = await mine(turn, member, piece_id)
    course = await courses.get(turn, piece.course_id) if piece is not None and piece.course_id is not None else None
    if course is None or course.media is None:
        return None
    return say.file(course, course.media)


async def begun_at(turn: Turn, node_id: int) -> list[tuple[Programme, Piece]]:
    """Pieces of this week and of the weeks before for the members of a node, by their last day."""
    tree, day = await nodes.tree(turn.tx), turn.now.date()
    above = [node.id for node in tree.ladder(node_id) if tree.branch_of(node.id) == tree.branch_of(node_id)]
    return await store.between(turn.tx, above, monday(day) + _A_WEEK, day - LOOK_BACK)


async def _begun(turn: Turn, member: Member) -> list[Piece]:
    found = await begun_at(turn, member.node_id)
    return [piece for programme, piece in found if belongs(member, programme.learners)]
