"""The dialogues around a lecture's time: the branch proposes topic and time, the teacher another time."""

from dataclasses import replace
from datetime import datetime

from domain.access import Action
from domain.dates import moment_words
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.teachers import LONGEST_TOPIC, Lecture, LectureState, Teacher, is_pending
from services import access, dialogues, libraries, people, planning, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.teachers.pool import account
from services.teachers.telling import tell
from services.turn import Turn
from storage import lectures as store
from storage import people as members
from storage import teachers as teachers_store
from texts import lectures as say_lectures
from texts import refusals
from texts import teachers as say
from texts.dialogues import press_a_button


async def ask(turn: Turn, member: Member, teacher_id: int) -> Message | None:
    """Begin asking a teacher for a lecture; None for who keeps no pool or may not see this one."""
    teacher = await teachers_store.get(turn.tx, teacher_id)
    if await libraries.may_keep_somewhere(turn, member) is None or teacher is None or teacher.retired:
        return None
    if teacher.node_id not in await libraries.open_to(turn, member):
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, ASKING, {"teacher": teacher_id})


async def other_time(turn: Turn, member: Member, lecture_id: int) -> Message | None:
    """换个时间: the teacher says when; None where it is not theirs or too late."""
    if await _own(turn, member, lecture_id) is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, OTHER_TIME, {"lecture": lecture_id})


async def _ask_topic(asker: Asker, draft: Draft) -> Question:
    teacher = await _teacher(asker, draft)
    return Question(say_lectures.ask_topic(teacher), [(teacher.speciality, teacher.speciality)], per_row=1)


async def _read_topic(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    topic = tidy_line(text)
    if not topic or len(topic) > LONGEST_TOPIC:
        return Problem(say.line_wrong(LONGEST_TOPIC))
    if await secrecy.typed(asker, topic):
        return Problem(say.classified())
    return Goto({**draft, "topic": topic}, "when")


async def _ask_when(_asker: Asker, _draft: Draft) -> Question:
    return Question(say_lectures.ask_when())


async def _read_when(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    match planning.moment(asker, text):
        case Problem() as problem:
            return problem
        case at:
            return Goto({**draft, "at": at.isoformat()}, "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    teacher = await _teacher(asker, draft)
    here = await account(asker.turn, teacher) is not None
    at = moment_words(datetime.fromisoformat(str(draft["at"])), asker.turn.now)
    words = say_lectures.preview(teacher, str(draft["topic"]), at, here=here)
    label = say_lectures.send_label(here=here)
    return Question(words, [label], per_row=1)


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn, teacher = asker.turn, await _teacher(asker, draft)
    known = await account(turn, teacher)
    if text.strip() != say_lectures.send_label(here=known is not None):
        return Problem(press_a_button())
    keeper = await people.known(turn, asker.telegram_id)
    node_id = await libraries.kept_at(turn, keeper) if keeper is not None else None
    if keeper is None or node_id is None or not await access.may(turn, keeper, Action.MANAGE_STUDY, node_id):
        return Done(refusals.plain(refusals.not_allowed()))
    at = datetime.fromisoformat(str(draft["at"]))
    state = LectureState.ASKED if known is not None else LectureState.AGREED
    lecture_id = await store.ask(turn.tx, teacher.id, node_id, str(draft["topic"]), at, state, keeper.id, turn.now)
    if known is None:
        return Done(say_lectures.noted(teacher, lecture_id))
    asked = await store.get(turn.tx, lecture_id)
    if asked is not None:
        await tell(turn, known, say_lectures.asked_of_you(keeper, asked, turn.now))
    return Done(say_lectures.asked(teacher))


async def _ask_other(_asker: Asker, _draft: Draft) -> Question:
    return Question(say_lectures.ask_other_time())


async def _read_other(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn, member = asker.turn, await people.known(asker.turn, asker.telegram_id)
    lecture = await _own(turn, member, dialogues.number(draft, "lecture")) if member is not None else None
    if lecture is None:
        return Done(say_lectures.too_late())
    match planning.moment(asker, text):
        case Problem() as problem:
            return problem
        case at:
            await store.change(turn.tx, lecture.id, LectureState.OTHER_TIME, other_at=at)
    teacher = await teachers_store.get(turn.tx, lecture.teacher_id)
    keeper = await members.get(turn.tx, lecture.asked_by)
    if keeper is not None and teacher is not None:
        changed = replace(lecture, other_at=at, state=LectureState.OTHER_TIME)
        await tell(turn, keeper, say_lectures.wants_other_time(teacher, changed, turn.now))
    return Done(say_lectures.other_time_passed_on())


async def _own(turn: Turn, member: Member, lecture_id: int) -> Lecture | None:
    """A lecture that this member gives and may still answer to."""
    lecture = await store.get(turn.tx, lecture_id)
    teacher = await teachers_store.get(turn.tx, lecture.teacher_id) if lecture is not None else None
    if lecture is None or teacher is None or teacher.member_id != member.id or not is_pending(lecture, turn.now):
        return None
    return lecture


async def _teacher(asker: Asker, draft: Draft) -> Teacher:
    teacher = await teachers_store.get(asker.turn.tx, dialogues.number(draft, "teacher"))
    if teacher is None:
        raise LookupError("the teacher has gone in the middle of a dialogue")
    return teacher


ASKING = Script(
    "lecture",
    (
        Step("topic", _ask_topic, _read_topic),
        Step("when", _ask_when, _read_when),
        Step("preview", _ask_preview, _read_preview),
    ),
)
OTHER_TIME = Script("lecture_time", (Step("when", _ask_other, _read_other),))
