"""A second sitting of a meeting that was announced already: one record, one tally, a window of its own (M32)."""

from dataclasses import replace
from datetime import datetime

from domain.meetings import Meeting, MeetingState, Rsvp, window
from domain.members import Member
from domain.messages import Message
from services import boards, dialogues, leading, meeting_cards, planning
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.joint import asking as joint
from services.reminding import meetings as reminders
from services.turn import Turn
from storage import attendees, meetings
from texts import refusals
from texts import slots as say


async def begin(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """None where it is none of theirs, or has no room for another sitting."""
    if await _may(turn, leader, meeting_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, {"meeting": meeting_id})


async def follow(turn: Turn, before: Meeting, after: Meeting) -> Meeting:
    """A meeting was moved: its second sitting moves by as much. Returns the meeting as it is then."""
    if before.second_at is None:
        return after
    second_at = before.second_at + (after.starts_at - before.starts_at)
    moved = replace(after, second_at=second_at, closes_at=window(second_at, after.kind)[1])
    await meetings.sit_twice(turn.tx, after.id, moved.second_at, moved.closes_at)
    return moved


async def _may(turn: Turn, leader: Member, meeting_id: int) -> Meeting | None:
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return None
    return meeting if meeting.state is MeetingState.ANNOUNCED and turn.now < meeting.starts_at else None


async def _ask_when(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_second(await dialogues.meeting(asker, draft), asker.turn.now))


async def _read_when(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    leader = await dialogues.member(asker)
    meeting = await _may(asker.turn, leader, dialogues.number(draft, "meeting"))
    if meeting is None:
        return Done(refusals.plain(refusals.not_allowed()))
    at = planning.moment(asker, text)
    if isinstance(at, Problem):
        return at
    if at <= meeting.starts_at:
        return Problem(say.second_is_first(meeting, asker.turn.now))
    return Done(await _add(asker.turn, leader, meeting, at))


async def _add(turn: Turn, leader: Member, meeting: Meeting, second_at: datetime) -> Message:
    twice = replace(meeting, second_at=second_at, closes_at=window(second_at, meeting.kind)[1])
    await meetings.sit_twice(turn.tx, meeting.id, second_at, twice.closes_at)
    await boards.refresh(turn, [twice])
    await meeting_cards.refresh(turn, twice)
    await reminders.second_added(turn, twice)
    await joint.changed(turn, twice)
    told = await _tell_who_could_not(turn, leader, twice)
    return say.second_added(twice, told, turn.now)


async def _tell_who_could_not(turn: Turn, leader: Member, meeting: Meeting) -> int:
    """Whoever could not come at the first time, or did not know yet, hears of the second; nobody else does."""
    told = 0
    for one in await attendees.of_meeting(turn.tx, meeting.id):
        unsure = one.excused or one.rsvp is Rsvp.MAYBE
        if unsure and one.member.telegram_id is not None and one.member.id != leader.id:
            turn.tell(
                one.member.telegram_id,
                say.second_for_you(meeting, turn.now),
                expires_at=meeting.last_start,
                silent=True,
            )
            told += 1
    return told


SCRIPT = Script("second_sitting", (Step("when", _ask_when, _read_when),))
