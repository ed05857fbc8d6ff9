"""What the audience thinks of a lecture: three taps, counted and not recorded (S2)."""

from dataclasses import dataclass
from typing import Final

from domain.access import Action
from domain.forums import Purpose
from domain.meetings import MeetingKind
from domain.members import Member
from domain.teachers import Opinion, Spoken, takes_opinions
from services import access, forums, meetings
from services.teachers.pool import may_judge
from services.turn import Turn
from storage import lectures as store
from storage import nodes
from storage import teachers as teachers_store
from texts import lectures as say

SPOKEN: Final = Spoken()


@dataclass(frozen=True, slots=True)
class Heard:
    """Counted; it cannot be taken back, since nobody knows whose it was."""


@dataclass(frozen=True, slots=True)
class SaidBefore:
    pass


@dataclass(frozen=True, slots=True)
class NotNow:
    """Too early, too late, or not for this member to judge."""


async def say_opinion(turn: Turn, member: Member, lecture_id: int, opinion: Opinion) -> Heard | SaidBefore | NotNow:
    """One tap of one of the audience; no row says whose."""
    lecture = await store.get(turn.tx, lecture_id)
    teacher = await teachers_store.get(turn.tx, lecture.teacher_id) if lecture is not None else None
    if lecture is None or teacher is None or not await may_judge(turn, member, lecture, teacher):
        return NotNow()
    if not SPOKEN.is_first(lecture, member.id, turn.now):
        return SaidBefore()
    await store.count_opinion(turn.tx, lecture_id, opinion)
    return Heard()


async def ask_audience(turn: Turn, keeper: Member, lecture_id: int) -> bool | None:
    """Put the three buttons into the group, once. False where there is no group; None where it is not theirs, or not
    the time."""
    lecture = await store.get(turn.tx, lecture_id)
    if lecture is None or not await access.may(turn, keeper, Action.MANAGE_STUDY, lecture.node_id):
        return None
    teacher = await teachers_store.get(turn.tx, lecture.teacher_id)
    if teacher is None or not takes_opinions(lecture, turn.now):
        return None
    chat_id = await meetings.board_chat(turn, MeetingKind.PARTY_LECTURE, lecture.node_id)
    chat = await nodes.chat(turn.tx, chat_id) if chat_id is not None else None
    if chat is None:
        return False
    thread_id = await forums.thread_for(turn, chat, Purpose.NOTICES)
    words = say.opinions_wanted(lecture, teacher)
    turn.tell(chat.chat_id, words, key=f"opinions:{lecture_id}", thread_id=thread_id, silent=True)
    return True
