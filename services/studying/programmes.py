"""Arranging study: publishing a programme, looking at it, changing it. Leaders see totals, never who has not (S3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.access import Action
from domain.members import Member
from domain.nodes import Tree
from domain.reminders import ReminderKind
from domain.studying import (
    Draft,
    Learners,
    Piece,
    Programme,
    belongs,
    count_shown,
    drafted,
    monday,
    plan_from,
)
from services import access, policies, reminding
from services.studying import pieces
from services.turn import Turn
from storage import nodes
from storage import people as members
from storage import studying as store
from storage import studying_marks as marks
from storage.studying import Planned

LISTED = timedelta(days=62)  # last month's programme can still be repeated
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme before it is published; a week for each piece from `first` on."""

    node_id: int
    learners: Learners
    title: str
    first: date
    pieces: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a programme goes to: by message, and how many are without a telephone."""

    place: str
    by_message: int
    on_paper: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A programme as a leader sees it; `marked` are totals by piece, None where a total would point at people."""

    programme: Programme
    pieces: Sequence[Piece]
    marked: Mapping[int, int | None]
    reach: Reach


async def places(turn: Turn, leader: Member) -> list[tuple[int, str, Learners]]:
    """(node id, its name, class) of all that a leader may arrange study for and that somebody belongs to."""
    tree = await nodes.tree(turn.tx)
    found = []
    for node_id in await arranges_at(turn, leader):
        people = await members.in_nodes(turn.tx, tree.same_branch(node_id))
        kinds = Learners if tree.branch_of(node_id) == tree[node_id] else (Learners.EVERYONE,)
        found += [(node_id, tree[node_id].name, one) for one in kinds if any(belongs(who, one) for who in people)]
    return found


async def may_arrange(turn: Turn, leader: Member) -> bool:
    """Whether somebody arranges study anywhere; a no is written down."""
    if await arranges_at(turn, leader):
        return True
    return await access.may(turn, leader, Action.MANAGE_STUDY, leader.node_id)


async def arranges_at(turn: Turn, leader: Member) -> list[int]:
    """The nodes somebody arranges study for, the highest first."""
    tree = await nodes.tree(turn.tx)
    own = await access.nodes_for(turn, leader, Action.MANAGE_STUDY)
    return sorted(own, key=lambda node_id: (_depth(tree, node_id), node_id))


async def listed(turn: Turn, leader: Member) -> list[Programme]:
    """What this leader has to do with, the newest first; what was taken back stands there too."""
    since = turn.now.date() - LISTED
    return await store.programmes_at(turn.tx, await arranges_at(turn, leader), since)


async def reach(turn: Turn, node_id: int, learners: Learners) -> Reach:
    tree = await nodes.tree(turn.tx)
    people = await pieces.learners(turn, Programme(0, node_id, learners, "", 0, withdrawn=False))
    with_telephone = sum(one.telegram_id is not None for one in people)
    return Reach(tree[node_id].name, with_telephone, len(people) - with_telephone)


async def publish(turn: Turn, leader: Member, plan: Plan) -> Looked | None:
    """From now on it is everybody's; None where the leader may not."""
    if not await access.may(turn, leader, Action.MANAGE_STUDY, plan.node_id):
        return None
    planned = [await _planned(turn, plan.node_id, *one) for one in drafted(plan.pieces, plan.first)]
    programme_id = await store.publish(turn.tx, plan.node_id, plan.learners, plan.title, planned, leader.id, turn.now)
    return await look(turn, leader, programme_id)


async def look(turn: Turn, leader: Member, programme_id: int) -> Looked | None:
    """None where it is none of this leader's."""
    programme = await store.programme(turn.tx, programme_id)
    if programme is None or not await access.may(turn, leader, Action.MANAGE_STUDY, programme.node_id):
        return None
    listed = await store.of_programme(turn.tx, programme_id)
    counts = await marks.counts(turn.tx, [piece.id for piece in listed])
    marked = {piece.id: count_shown(counts.get(piece.id, 0)) for piece in listed}
    return Looked(programme, listed, marked, await reach(turn, programme.node_id, programme.learners))


async def piece(turn: Turn, leader: Member, piece_id: int) -> tuple[Programme, Piece] | None:
    """A piece that this leader may change; None where it is none of theirs."""
    found = await store.piece(turn.tx, piece_id)
    if found is None or not await access.may(turn, leader, Action.MANAGE_STUDY, found[0].node_id):
        return None
    return found


async def withdraw(turn: Turn, leader: Member, programme_id: int, *, back: bool) -> Looked | None:
    """Take a programme back, or put it up again. Marks and hours stay: who studied has studied."""
    looked = await look(turn, leader, programme_id)
    if looked is None:
        return None
    await store.withdraw(turn.tx, programme_id, None if back else turn.now)
    await _agree(turn, looked.pieces, back=back)
    return await look(turn, leader, programme_id)


async def withdraw_piece(turn: Turn, leader: Member, piece_id: int, *, back: bool) -> Looked | None:
    found = await piece(turn, leader, piece_id)
    if found is None:
        return None
    await store.withdraw_piece(turn.tx, piece_id, None if back else turn.now)
    await _agree(turn, [found[1]], back=back)
    return await look(turn, leader, found[0].id)


async def change_piece(turn: Turn, leader: Member, piece_id: int, **values: object) -> Looked | None:
    """Another title, length, last day, link or words. Whoever has heard of it is not told again."""
    found = await piece(turn, leader, piece_id)
    if found is None:
        return None
    await store.change_piece(turn.tx, piece_id, plan_at=turn.now, **values)
    return await look(turn, leader, found[0].id)


async def add_piece(turn: Turn, leader: Member, programme_id: int, draft: Draft) -> Looked | None:
    """One more, in the week after the last, or in this one where that is over."""
    looked = await look(turn, leader, programme_id)
    if looked is None:
        return None
    this = monday(turn.now.date())
    opens = max([this, *(one.opens_on + _A_WEEK for one in looked.pieces)])
    number = 1 + max((one.number for one in looked.pieces), default=0)
    planned = await _planned(turn, looked.programme.node_id, draft, opens, opens + _A_WEEK - timedelta(days=1))
    await store.add_piece(turn.tx, programme_id, number, planned)
    return await look(turn, leader, programme_id)


async def again(turn: Turn, leader: Member, programme_id: int) -> Plan | None:
    """The same once more, from the week after its last: what 再来一次 begins with."""
    looked = await look(turn, leader, programme_id)
    if looked is None:
        return None
    kept = [one for one in looked.pieces if looked.programme.withdrawn or not one.withdrawn]
    following = monday(turn.now.date()) + _A_WEEK
    first = max([following, *(monday(one.opens_on) + _A_WEEK for one in kept)])
    copied = [Draft(one.title, one.minutes, one.link, one.course_id) for one in kept]
    return Plan(looked.programme.node_id, looked.programme.learners, "", first, copied)


async def _agree(turn: Turn, some: Sequence[Piece], *, back: bool) -> None:
    """What is taken back is said to nobody any more; what is put up again is planned again."""
    for one in some if not back else ():
        await reminding.cancel(turn, ReminderKind.STUDY, one.id)
    await store.plan_at(turn.tx, [one.id for one in some], turn.now)


async def _planned(turn: Turn, node_id: int, draft: Draft, opens: date, due: date) -> Planned:
    calendar = (await policies.in_force(turn, node_id)).calendar
    bare = Piece(0, 0, 0, "", None, None, "", draft.minutes, opens, due)
    return Planned(draft, opens, due, max(turn.now, plan_from(bare, calendar)))


def _depth(tree: Tree, node_id: int) -> int:
    return len(tree.path(node_id))
