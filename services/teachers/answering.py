"""Settling a lecture: yes, no, the other time, never mind; and then its meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.access import Action
from domain.meetings import MeetingKind
from domain.members import Member
from domain.messages import Message
from domain.teachers import Lecture, LectureState, Teacher, is_pending, may_take_other_time
from services import access, dialogues, planning
from services.teachers.pool import account
from services.teachers.telling import tell
from services.turn import Turn
from storage import lectures as store
from storage import people as members
from storage import teachers as teachers_store
from texts import lectures as say

PLACE = "place"  # of the dialogue that makes a meeting: all before it is known


@dataclass(frozen=True, slots=True)
class Settled:
    """The lecture as it stands now."""

    lecture: Lecture
    teacher: Teacher


async def say_yes(turn: Turn, member: Member, lecture_id: int) -> Settled | None:
    """The teacher comes; whoever asked hears it. None where it is not theirs, or over."""
    found = await _given_by(turn, member, lecture_id)
    if found is None or not is_pending(found.lecture, turn.now) or found.lecture.starts_at <= turn.now:
        return None
    before, settled = found.lecture.state, await _change(turn, found, LectureState.AGREED)
    if before is not LectureState.AGREED:
        await _tell_asker(turn, settled, say.agreed_for_asker(settled.teacher, settled.lecture, turn.now))
    return settled


async def decline(turn: Turn, member: Member, lecture_id: int) -> Settled | None:
    """The teacher cannot, or no longer can."""
    found = await _given_by(turn, member, lecture_id)
    if found is None or not is_pending(found.lecture, turn.now):
        return None
    settled = await _change(turn, found, LectureState.DECLINED)
    await _tell_asker(turn, settled, say.declined_for_asker(settled.teacher, settled.lecture, turn.now))
    return settled


async def take_other_time(turn: Turn, keeper: Member, lecture_id: int) -> Settled | None:
    """就这个时间; the teacher hears it."""
    found = await _kept_by(turn, keeper, lecture_id)
    if found is None or not may_take_other_time(found.lecture, turn.now):
        return None
    await store.change(turn.tx, lecture_id, LectureState.AGREED, starts_at=found.lecture.other_at)
    return await _tell_teacher(turn, lecture_id, say.settled_for_teacher)


async def cancel(turn: Turn, keeper: Member, lecture_id: int) -> Settled | None:
    """先不办了; the teacher hears it."""
    found = await _kept_by(turn, keeper, lecture_id)
    if found is None or not is_pending(found.lecture, turn.now):
        return None
    await store.change(turn.tx, lecture_id, LectureState.CANCELLED)
    return await _tell_teacher(turn, lecture_id, say.cancelled_for_teacher)


async def as_meeting(turn: Turn, keeper: Member, lecture_id: int) -> Message | None:
    """Its meeting: the dialogue with all that is known filled in, or words for who convenes none; None: not theirs."""
    found = await _kept_by(turn, keeper, lecture_id)
    if found is None or found.lecture.state is not LectureState.AGREED:
        return None
    lecture, starts_at = found.lecture, found.lecture.starts_at.astimezone(turn.now.tzinfo)
    if lecture.node_id not in await access.nodes_for(turn, keeper, Action.MANAGE_MEETING):
        return say.ask_who_convenes(lecture, turn.now)
    draft: dialogues.Draft = {
        "kind": str(MeetingKind.PARTY_LECTURE),
        "node": lecture.node_id,
        "title": lecture.topic,
        "starts_at": starts_at.isoformat(),
    }
    return await dialogues.begin(turn, keeper.telegram_id or 0, planning.SCRIPT, draft, PLACE)


async def _given_by(turn: Turn, member: Member, lecture_id: int) -> Settled | None:
    found = await _find(turn, lecture_id)
    return found if found is not None and found.teacher.member_id == member.id else None


async def _kept_by(turn: Turn, keeper: Member, lecture_id: int) -> Settled | None:
    found = await _find(turn, lecture_id)
    if found is None or not await access.may(turn, keeper, Action.MANAGE_STUDY, found.lecture.node_id):
        return None
    return found


async def _find(turn: Turn, lecture_id: int) -> Settled | None:
    lecture = await store.get(turn.tx, lecture_id)
    teacher = await teachers_store.get(turn.tx, lecture.teacher_id) if lecture is not None else None
    return Settled(lecture, teacher) if lecture is not None and teacher is not None else None


async def _change(turn: Turn, found: Settled, state: LectureState) -> Settled:
    await store.change(turn.tx, found.lecture.id, state)
    return await _find(turn, found.lecture.id) or found


async def _tell_asker(turn: Turn, settled: Settled, words: Message) -> None:
    keeper = await members.get(turn.tx, settled.lecture.asked_by)
    if keeper is not None:
        await tell(turn, keeper, words)


async def _tell_teacher(turn: Turn, lecture_id: int, words: Callable[[Lecture, datetime], Message]) -> Settled | None:
    settled = await _find(turn, lecture_id)
    known = await account(turn, settled.teacher) if settled is not None else None
    if settled is not None and known is not None:
        await tell(turn, known, words(settled.lecture, turn.now))
    return settled
