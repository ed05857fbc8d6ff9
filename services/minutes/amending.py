"""A correction of the minutes: which part, the new words, and why; the earlier words stay (REC-06)."""

from domain import minutes as rules
from domain.members import Member
from domain.messages import Message
from domain.minutes import Content, Version
from domain.names import tidy_line, tidy_text
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.minutes import rights
from services.turn import Turn
from storage import minutes as store
from texts import minutes as say
from texts import minutes_writing as ask
from texts import refusals
from texts.dialogues import classified


async def begin(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """Correct written minutes; None where there are none, or they are not open to this member."""
    versions = await store.of_meeting(turn.tx, meeting_id)
    if not versions or await rights.held(turn, member, meeting_id) is None:
        return None
    draft: Draft = {"meeting": meeting_id, "base": versions[-1].number}
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft)


async def _ask_part(asker: Asker, draft: Draft) -> Question:
    content = (await _newest(asker, draft)).content
    labels = [say.part_label(content, part) for part in rules.parts(content)]
    return Question(ask.ask_part(), labels)


async def _read_part(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    content = (await _newest(asker, draft)).content
    for part in rules.parts(content):
        if say.part_label(content, part) == text.strip():
            return Goto({**draft, "part": part}, "words")
    return Problem(ask.press_a_button())


async def _ask_words(asker: Asker, draft: Draft) -> Question:
    content, part = (await _newest(asker, draft)).content, str(draft["part"])
    blank = ask.leave_blank()
    return Question(ask.ask_new_words(content, part, rules.part_of(content, part)), [blank])


async def _read_words(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = "" if text.strip() == ask.leave_blank() else tidy_text(text)
    if len(words) > rules.LONGEST or (not words and text.strip() != ask.leave_blank()):
        return Problem(ask.words_wrong(rules.LONGEST))
    if words == rules.part_of((await _newest(asker, draft)).content, str(draft["part"])):
        return Problem(ask.nothing_changed())
    if await secrecy.typed(asker, words):
        return Problem(classified())
    return Goto({**draft, "words": words}, "reason")


async def _ask_reason(_asker: Asker, _draft: Draft) -> Question:
    return Question(ask.ask_reason(), ask.usual_reasons())


async def _read_reason(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    reason = tidy_line(text)
    if not reason or len(reason) > rules.LONGEST_REASON:
        return Problem(ask.reason_wrong(rules.LONGEST_REASON))
    if await secrecy.typed(asker, reason):
        return Problem(classified())
    turn, member = asker.turn, await dialogues.member(asker)
    meeting = await rights.held(turn, member, dialogues.number(draft, "meeting"))
    if meeting is None:
        return Done(refusals.plain(refusals.not_allowed()))
    number = dialogues.number(draft, "base") + 1
    content = rules.with_part((await _newest(asker, draft)).content, str(draft["part"]), str(draft["words"]))
    if not await store.add(turn.tx, meeting.id, number, content, reason, member.id, turn.now):
        return Problem(ask.written_meanwhile())
    return Done(say.amended(meeting))


async def _newest(asker: Asker, draft: Draft) -> Version:
    versions = await store.of_meeting(asker.turn.tx, dialogues.number(draft, "meeting"))
    return versions[-1] if versions else Version(0, Content(), "", 0, asker.turn.now)


SCRIPT = Script(
    "minutes_amend",
    (
        Step("part", _ask_part, _read_part),
        Step("words", _ask_words, _read_words),
        Step("reason", _ask_reason, _read_reason),
    ),
)
