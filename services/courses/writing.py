"""The dialogue that writes a course down or changes one: name, kind, teacher, length, link or file, a last look."""

from dataclasses import replace

from domain import courses as rules
from domain.access import Action
from domain.courses import LONGEST_NOTE, LONGEST_TITLE, Course
from domain.members import Member
from domain.messages import Media, Message
from domain.names import tidy_line, tidy_text
from services import access, dialogues, libraries, people, secrecy, teachers
from services.courses.draft import packed, unpacked, with_file, with_link
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import courses as store
from texts import courses as say
from texts import refusals
from texts.dialogues import press_a_button

SOURCE, PREVIEW = "source", "preview"
_CHANGED_BY_FILE = frozenset({SOURCE, PREVIEW})


async def write(turn: Turn, member: Member) -> Message | None:
    """Begin a course; None for who keeps no library."""
    node_id = await libraries.may_keep_somewhere(turn, member)
    if node_id is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, {"node": node_id})


async def edit(turn: Turn, member: Member, course_id: int) -> Message | None:
    """Change a course, beginning with a look at it; None where it is not theirs."""
    course = await store.get(turn.tx, course_id)
    if course is None or not await access.may(turn, member, Action.MANAGE_STUDY, course.node_id):
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, packed(course), PREVIEW)


async def waits_for_file(turn: Turn, member: Member) -> bool:
    """Whether the question is open that a file may answer."""
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    return opened is not None and opened.name == SCRIPT.name and opened.step in _CHANGED_BY_FILE


async def bring_file(turn: Turn, member: Member, file: Media, said: str) -> Message:
    """A file while the question is open; `said` is its name and what was written under it. It is never fetched."""
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    draft = dict(opened.draft) if opened is not None else {}
    if await secrecy.seen(turn, member, said):
        return Message(say.classified())
    return await dialogues.amend(turn, member.telegram_id or 0, SCRIPT, with_file(draft, file), PREVIEW)


async def _ask_title(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_title())


async def _read_title(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    title = tidy_line(text)
    if not title or len(title) > LONGEST_TITLE:
        return Problem(say.line_wrong(LONGEST_TITLE))
    return await _unless_marked(asker, title, Goto({**draft, "title": title}, _next(draft, "kind")))


async def _ask_kind(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_kind(), rules.KIND_NAMES.values())


async def _read_kind(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    kind = rules.kind_of(text)
    if kind is None:
        return Problem(press_a_button())
    return Goto({**draft, "kind": str(kind)}, _next(draft, "teacher"))


async def _ask_teacher(asker: Asker, draft: Draft) -> Question:
    names = await teachers.names(asker.turn, unpacked(draft).node_id)
    return Question(say.ask_teacher(), (*names, say.skip()))


async def _read_teacher(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    teacher = "" if text.strip() == say.skip() else tidy_line(text)
    if len(teacher) > LONGEST_TITLE:
        return Problem(say.line_wrong(LONGEST_TITLE))
    return await _unless_marked(asker, teacher, Goto({**draft, "teacher": teacher}, _next(draft, "minutes")))


async def _ask_minutes(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_minutes(), (*say.usual_minutes(), say.skip()))


async def _read_minutes(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    minutes = rules.read_minutes(text)
    if minutes is None and text.strip() != say.skip():
        return Problem(say.minutes_wrong())
    return Goto({**draft, "minutes": minutes}, _next(draft, SOURCE))


async def _ask_source(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_source(), [say.no_source()])


async def _read_source(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    if text.strip() == say.no_source():
        return Goto(with_link(draft, None), PREVIEW)
    link = rules.read_link(text)
    if link is None:
        return Problem(say.link_wrong())
    return await _unless_marked(asker, link, Goto(with_link(draft, link), PREVIEW))


async def _ask_note(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_note(), [say.skip()])


async def _read_note(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    note = "" if text.strip() == say.skip() else tidy_text(text)
    if len(note) > LONGEST_NOTE:
        return Problem(say.note_wrong(LONGEST_NOTE))
    return await _unless_marked(asker, note, Goto({**draft, "note": note}, PREVIEW))


async def _ask_preview(_asker: Asker, draft: Draft) -> Question:
    labels = say.preview_labels()
    return Question(say.preview(unpacked(draft)), labels)


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    match say.choice(text):
        case "keep":
            return await _keep(asker, unpacked(draft))
        case None:
            return Problem(press_a_button())
        case step:
            return Goto({**draft, "editing": True}, step)


async def _keep(asker: Asker, written: Course) -> Done:
    turn = asker.turn
    member = await people.known(turn, asker.telegram_id)
    if member is None or not await access.may(turn, member, Action.MANAGE_STUDY, written.node_id):
        return Done(refusals.plain(refusals.not_allowed()))
    if written.id:
        before = await store.get(turn.tx, written.id)
        if before is None or before.node_id != written.node_id:
            return Done(refusals.plain(refusals.not_allowed()))
        await store.rewrite(turn.tx, written)
        return Done(say.changed(written))
    added = await store.add(turn.tx, written, member.id, turn.now)
    return Done(say.kept(replace(written, id=added)))


async def _unless_marked(asker: Asker, text: str, onward: Goto) -> Goto | Problem:
    return Problem(say.classified()) if await secrecy.typed(asker, text) else onward


def _next(draft: Draft, step: str) -> str:
    """Where to go on: back to the look at it all where one thing was being changed."""
    return PREVIEW if draft.get("editing") else step


SCRIPT = Script(
    "course",
    (
        Step("title", _ask_title, _read_title),
        Step("kind", _ask_kind, _read_kind),
        Step("teacher", _ask_teacher, _read_teacher),
        Step("minutes", _ask_minutes, _read_minutes),
        Step(SOURCE, _ask_source, _read_source),
        Step("note", _ask_note, _read_note),
        Step(PREVIEW, _ask_preview, _read_preview),
    ),
)
