"""迟到, 早退: noted by the organiser, with a reason, told to the member (M11). And signing out, where on (M10)."""

from dataclasses import dataclass
from typing import Final

from domain.access import Action
from domain.meetings import Attendee, Mark, Meeting, MeetingState
from domain.members import Member
from domain.messages import Message
from domain.moments import Moment
from domain.names import numbered, tidy_line
from services import boards, dialogues, leading, secrecy
from services.configuration import Key, value
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import attendees, meetings
from storage import marks as store
from texts import marks as say
from texts import refusals
from texts.dialogues import classified

LONGEST: Final = 100
MOST: Final = 90  # buttons under one message; Telegram takes a hundred


@dataclass(frozen=True, slots=True)
class SignedOut:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class NotAsked:
    """The branch does not sign out, which is how everybody begins."""


@dataclass(frozen=True, slots=True)
class NotThere:
    """They are signed in to no meeting that is on."""


async def begin(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """The first question; None where it is none of theirs."""
    if await _meeting(turn, leader, meeting_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"meeting": meeting_id})


async def note(turn: Turn, leader: Member, meeting_id: int, member_id: int, mark: Mark, reason: str) -> Attendee | None:
    """Note it beside the presence and tell the member; None where that is not theirs, or nobody is down as present."""
    meeting = await _meeting(turn, leader, meeting_id)
    one = await attendees.one(turn.tx, meeting_id, member_id) if meeting is not None else None
    if meeting is None or one is None or not one.present:
        return None
    await store.put(turn.tx, meeting_id, member_id, mark, reason, leader.id, turn.now)
    if one.member.telegram_id is not None:
        turn.tell(one.member.telegram_id, say.noted_for_you(leader, meeting, mark, reason, turn.now), silent=True)
    await boards.refresh(turn, [meeting])
    return one


async def take_off(turn: Turn, leader: Member, meeting_id: int, member_id: int, *, tell: bool = True) -> bool:
    """All marks of somebody go, and they hear so unless they hear it otherwise.

    False where there were none, or it is not theirs to do.
    """
    meeting = await _meeting(turn, leader, meeting_id)
    one = await attendees.one(turn.tx, meeting_id, member_id) if meeting is not None else None
    if meeting is None or one is None:
        return False
    gone = [await store.take_off(turn.tx, meeting_id, member_id, mark) for mark in Mark]
    if tell and any(gone) and one.member.telegram_id is not None:
        turn.tell(one.member.telegram_id, say.taken_off_for_you(leader, meeting, turn.now), silent=True)
    await boards.refresh(turn, [meeting])
    return any(gone)


async def sign_out(turn: Turn, member: Member, moment: Moment) -> SignedOut | NotAsked | NotThere:
    """签退: the last one counts."""
    if not await value(turn, member.node_id, Key.SIGN_OUT):
        return NotAsked()
    since = turn.now.replace(hour=0, minute=0, second=0, microsecond=0)
    for meeting in reversed(await meetings.of_member(turn.tx, member.id, since)):
        one = await attendees.one(turn.tx, meeting.id, member.id)
        if one is not None and one.present and meeting.starts_at <= moment.latest:
            await store.sign_out(turn.tx, meeting.id, member.id, moment.latest)
            return SignedOut(meeting)
    return NotThere()


async def _meeting(turn: Turn, leader: Member, meeting_id: int) -> Meeting | None:
    meeting = await leading.led(turn, leader, meeting_id, Action.RECORD_PAPER)
    return None if meeting is None or meeting.state is MeetingState.CANCELLED else meeting


async def _there(asker: Asker, draft: Draft) -> list[Attendee]:
    everybody = await attendees.of_meeting(asker.turn.tx, dialogues.number(draft, "meeting"))
    return [one for one in everybody if one.present]


async def _ask_who(asker: Asker, draft: Draft) -> Question:
    there = await _there(asker, draft)
    return Question(say.ask_who(some=bool(there)), [(one.member.name, numbered(one.member.id)) for one in there[:MOST]])


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    named = [
        one.member
        for one in await _there(asker, draft)
        if tidy_line(text) in {one.member.name, numbered(one.member.id)}
    ]
    if len(named) != 1:
        return Problem(say.not_there())
    return Goto({**draft, "member": named[0].id, "name": named[0].name}, "what")


async def _ask_what(asker: Asker, draft: Draft) -> Question:
    found = await attendees.one(asker.turn.tx, dialogues.number(draft, "meeting"), dialogues.number(draft, "member"))
    marked = found is not None and (found.late or found.left_early)
    return Question(say.ask_what(str(draft["name"])), say.whats(marked=marked))


async def _read_what(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    match say.what(text):
        case Mark() as mark:
            return Goto({**draft, "mark": str(mark)}, "reason")
        case "off":
            leader = await dialogues.member(asker)
            gone = await take_off(
                asker.turn, leader, dialogues.number(draft, "meeting"), dialogues.number(draft, "member")
            )
            return Done(say.taken_off(str(draft["name"])) if gone else refusals.plain(refusals.not_allowed()))
        case _:
            return Problem(say.unclear_what())


async def _ask_reason(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_reason(str(draft["name"]), Mark(str(draft["mark"]))))


async def _read_reason(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    reason = tidy_line(text)
    if not reason or len(reason) > LONGEST:
        return Problem(say.reason_wanted(LONGEST))
    if await secrecy.typed(asker, reason):
        return Problem(classified())
    mark, leader = Mark(str(draft["mark"])), await dialogues.member(asker)
    noted = await note(
        asker.turn, leader, dialogues.number(draft, "meeting"), dialogues.number(draft, "member"), mark, reason
    )
    if noted is None:
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(say.noted(noted.member, mark))


SCRIPT: Final = Script(
    "marks",
    (
        Step("who", _ask_who, _read_who),
        Step("what", _ask_what, _read_what),
        Step("reason", _ask_reason, _read_reason),
    ),
)
