"""What the organiser gives to whoever was not there, in three taps at most; and what somebody writes for themselves."""

from collections.abc import Sequence

from domain import make_up as rules
from domain.access import Action
from domain.courses import Course
from domain.make_up import Materials, State
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line, tidy_text
from services import access, courses, dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Option, Problem, Question, Script, Step
from services.turn import Turn
from storage import make_up as store
from storage import meetings
from texts import make_up as say
from texts import refusals
from texts.dialogues import classified

SUMMARY, QUESTIONS, COURSE = "summary", "questions", "course"
OFFERED = 6  # courses to choose from; older ones are found by a word of their title


async def begin(turn: Turn, leader: Member, meeting_id: int, step: str = SUMMARY) -> Message | None:
    """Write what a meeting was about, or choose a course; None for whoever does not manage that meeting."""
    meeting = await meetings.get(turn.tx, meeting_id)
    if meeting is None or not await _may_write(turn, leader, meeting):
        return None
    given = (await store.materials_of(turn.tx, [meeting_id])).get(meeting_id, Materials())
    return await dialogues.begin(turn, leader.telegram_id or 0, MATERIALS, _packed(meeting_id, given), step)


async def begin_note(turn: Turn, member: Member, make_up_id: int) -> Message | None:
    """A few words to one's own make-up study; None for anybody else's."""
    one = await store.get(turn.tx, make_up_id)
    if one is None or one.member_id != member.id or one.state is State.VOID:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, NOTE, {"make_up": make_up_id})


async def _ask_summary(asker: Asker, draft: Draft) -> Question:
    before = _unpacked(draft).summary
    options = [say.keep()] if before else []
    return Question(say.ask_summary(await dialogues.meeting(asker, draft), before, asker.turn.now), options)


async def _read_summary(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    before = _unpacked(draft).summary
    summary = before if before and text.strip() == say.keep() else tidy_text(text)
    if not summary or len(summary) > rules.LONGEST_SUMMARY:
        return Problem(say.summary_wrong(rules.LONGEST_SUMMARY))
    return await _unless_marked(asker, summary, Goto({**draft, "summary": summary}, QUESTIONS))


async def _ask_questions(_asker: Asker, draft: Draft) -> Question:
    before = _unpacked(draft).questions
    labels = [say.keep(), say.no_questions()] if before else [say.no_questions()]
    return Question(say.ask_questions(before), labels)


async def _read_questions(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.keep():
        further = draft
    elif text.strip() == say.no_questions():
        further = {**draft, "questions": []}
    else:
        questions = rules.read_questions(tidy_text(text))
        if questions is None:
            return Problem(say.questions_wrong(rules.MOST_QUESTIONS, rules.LONGEST_QUESTION))
        if await secrecy.typed(asker, text):
            return Problem(classified())
        further = {**draft, "questions": list(questions)}
    return Goto(further, COURSE) if await _offered(asker) else await _keep(asker, further)


async def _ask_course(asker: Asker, draft: Draft) -> Question:
    found = await _offered(asker, str(draft.get("looked_for", "")))
    options: list[Option] = [(say.course_label(course), str(course.id)) for course in found]
    return Question(say.ask_course(some=bool(found)), [*options, say.no_course()], per_row=1)


async def _read_course(asker: Asker, draft: Draft, text: str) -> Goto | Done:
    if text.strip() == say.no_course():
        return await _keep(asker, {**draft, "course": None})
    open_to_them = await _offered(asker, str(draft.get("looked_for", "")))
    chosen = next((course for course in open_to_them if str(course.id) == text.strip()), None)
    if chosen is None:
        return Goto({**draft, "looked_for": tidy_line(text)}, COURSE)
    return await _keep(asker, {**draft, "course": chosen.id})


async def _keep(asker: Asker, draft: Draft) -> Done:
    turn, given = asker.turn, _unpacked(draft)
    leader, meeting = await people.known(turn, asker.telegram_id), await dialogues.meeting(asker, draft)
    if leader is None or not await _may_write(turn, leader, meeting):
        return Done(refusals.plain(refusals.not_allowed()))
    await store.write(turn.tx, meeting.id, given, leader.id, turn.now)
    course = await courses.get(turn, given.course_id) if given.course_id is not None else None
    return Done(say.written(meeting, given, course, turn.now))


async def _may_write(turn: Turn, leader: Member, meeting: Meeting) -> bool:
    if meeting.state is not MeetingState.CLOSED or meeting.kind not in rules.KINDS:
        return False
    return await access.may(turn, leader, Action.MANAGE_MEETING, meeting.node_id)


async def _ask_note(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_note())


async def _read_note(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    note = tidy_text(text)
    if not note or len(note) > rules.LONGEST_NOTE:
        return Problem(say.note_wrong(rules.LONGEST_NOTE))
    if await secrecy.typed(asker, note):
        return Problem(classified())
    member = await people.known(asker.turn, asker.telegram_id)
    one = await store.get(asker.turn.tx, dialogues.number(draft, "make_up"))
    if member is None or one is None or one.member_id != member.id:
        return Done(refusals.plain(refusals.not_allowed()))
    await store.keep_note(asker.turn.tx, one.id, note)
    return Done(say.note_kept())


async def _offered(asker: Asker, words: str = "") -> Sequence[Course]:
    member = await people.known(asker.turn, asker.telegram_id)
    return [] if member is None else await courses.choose(asker.turn, member, words, OFFERED)


async def _unless_marked(asker: Asker, text: str, onward: Goto) -> Goto | Problem:
    return Problem(classified()) if await secrecy.typed(asker, text) else onward


def _packed(meeting_id: int, given: Materials) -> Draft:
    return {
        "meeting": meeting_id,
        "summary": given.summary,
        "questions": list(given.questions),
        "course": given.course_id,
    }


def _unpacked(draft: Draft) -> Materials:
    questions, course_id = draft.get("questions"), draft.get("course")
    return Materials(
        str(draft.get("summary", "")),
        tuple(str(one) for one in questions) if isinstance(questions, list) else (),
        course_id if isinstance(course_id, int) else None,
    )


MATERIALS = Script(
    "make_up",
    (
        Step(SUMMARY, _ask_summary, _read_summary),
        Step(QUESTIONS, _ask_questions, _read_questions),
        Step(COURSE, _ask_course, _read_course),
    ),
)
NOTE = Script("make_up_note", (Step("words", _ask_note, _read_note),))
