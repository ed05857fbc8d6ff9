"""The pool and its lectures as somebody sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain import teachers as rules
from domain.access import Action
from domain.members import Member
from domain.teachers import OPINIONS_LOOKED_AT_FOR, Lecture, LectureState, Opinion, Teacher
from services import access, libraries
from services.turn import Turn
from storage import lectures as lectures_store
from storage import nodes
from storage import people as members
from storage import teachers as store

ON_BUTTONS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """The pool as a member sees it.

    `own` is their own entry; `lectures` are those they keep or give, `heard` those they may say an opinion about;
    `keeps` whether they enter teachers and ask them.
    """

    teachers: Sequence[Teacher]
    own: Teacher | None
    lectures: Sequence[tuple[Lecture, Teacher]]
    heard: Sequence[tuple[Lecture, Teacher]]
    keeps: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One lecture. `keeps`: they ask and settle; else it is the teacher who looks.

    `opinions` is None while they may not be shown.
    """

    lecture: Lecture
    teacher: Teacher
    keeps: bool
    opinions: Mapping[Opinion, int] | None


async def names(turn: Turn, node_id: int) -> list[str]:
    """The teachers of a node, to choose from: as many as fit under a question."""
    ladder = [node.id for node in (await nodes.tree(turn.tx)).ladder(node_id)]
    return [teacher.name for teacher in await store.in_pool(turn.tx, ladder)][:ON_BUTTONS]


async def page(turn: Turn, member: Member) -> Page:
    """Who would teach, and the lectures of these weeks."""
    reach = await libraries.open_to(turn, member)
    pool = await store.in_pool(turn.tx, reach)
    kept = await access.nodes_for(turn, member, Action.MANAGE_STUDY)
    own = await store.entries_of(turn.tx, member.id)
    near = await lectures_store.near(turn.tx, reach, own, turn.now - OPINIONS_LOOKED_AT_FOR)
    by_id = await store.many(turn.tx, [one.teacher_id for one in near])
    named = [(one, by_id[one.teacher_id]) for one in near]
    return Page(
        teachers=pool,
        own=next((one for one in pool if one.member_id == member.id), None),
        lectures=[pair for pair in named if pair[0].node_id in kept or pair[1].id in own],
        heard=[pair for pair in named if await may_judge(turn, member, *pair)],
        keeps=bool(kept),
    )


async def card(turn: Turn, member: Member, lecture_id: int) -> Card | None:
    """One lecture, for who keeps it and for its teacher; None for everybody else."""
    lecture = await lectures_store.get(turn.tx, lecture_id)
    teacher = await store.get(turn.tx, lecture.teacher_id) if lecture is not None else None
    if lecture is None or teacher is None:
        return None
    keeps = await libraries.keeps(turn, member, lecture.node_id)
    if not keeps and teacher.member_id != member.id:
        return None
    counts = await lectures_store.opinions(turn.tx, lecture.id)
    shown = counts if rules.shows_opinions(lecture, counts, turn.now) else None
    return Card(lecture, teacher, keeps, shown)


async def withdraw(turn: Turn, member: Member, teacher_id: int) -> Teacher | None:
    """Out of the pool: one's own entry, or one in a pool one keeps; None for anybody else's."""
    teacher = await store.get(turn.tx, teacher_id)
    if teacher is None:
        return None
    own = teacher.member_id == member.id
    if not own and not await access.may(turn, member, Action.MANAGE_STUDY, teacher.node_id):
        return None
    await store.retire(turn.tx, teacher_id, turn.now)
    return teacher


async def account(turn: Turn, teacher: Teacher) -> Member | None:
    """The member behind a teacher, where they can be asked here; None for who comes from outside or has no Telegram."""
    member = await members.get(turn.tx, teacher.member_id) if teacher.member_id is not None else None
    return member if member is not None and member.telegram_id is not None else None


async def may_judge(turn: Turn, member: Member, lecture: Lecture, teacher: Teacher) -> bool:
    """Whether somebody may say what they think of a lecture: those it was held for, these days, but its teacher."""
    if teacher.member_id == member.id or not rules.takes_opinions(lecture, turn.now):
        return False
    return lecture.state is LectureState.AGREED and lecture.node_id in {
        node.id for node in (await nodes.tree(turn.tx)).ladder(member.node_id)
    }
