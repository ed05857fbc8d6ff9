"""The dialogue that calls a meeting off: a reason or none, and one more look (M29)."""

from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Message
from services import dialogues
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.rescheduling import changing
from services.rescheduling.moving import meeting_id, not_now, read_reason, reason_of
from services.turn import Turn
from texts import rescheduling as say
from texts.dialogues import press_a_button


async def begin(turn: Turn, leader: Member, meeting_id: int) -> Message | changing.NotNow:
    """The first question; or why it cannot be called off."""
    meeting = await changing.may_change(turn, leader, meeting_id)
    if not isinstance(meeting, Meeting):
        return meeting
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"meeting": meeting_id})


async def _ask_reason(asker: Asker, draft: Draft) -> Question:
    words = say.ask_why_off(await dialogues.meeting(asker, draft), asker.turn.now)
    return Question(words, say.options(say.NO_REASON), cancel=say.keep_it())


async def _read_reason(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    if say.choice(text, say.NO_REASON):
        return Goto(draft, "sure")
    reason = await read_reason(asker, text)
    return reason if isinstance(reason, Problem) else Goto({**draft, "reason": reason}, "sure")


async def _ask_sure(asker: Asker, draft: Draft) -> Question:
    words = say.sure(await dialogues.meeting(asker, draft), reason_of(draft), asker.turn.now)
    return Question(words, say.options(say.SURE), cancel=say.keep_it())


async def _read_sure(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if not say.choice(text, say.SURE):
        return Problem(press_a_button())
    leader = await dialogues.member(asker)
    match await changing.call_off(asker.turn, leader, meeting_id(draft), reason_of(draft)):
        case changing.CalledOff(meeting, told, to_phone):
            return Done(say.called_off(meeting, told, to_phone, asker.turn.now))
        case refused:
            return Done(not_now(refused))


SCRIPT = Script("meeting_cancel", (Step("reason", _ask_reason, _read_reason), Step("sure", _ask_sure, _read_sure)))
