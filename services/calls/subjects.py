"""What a call is about, in words for the leader who makes it; None where that has settled itself meanwhile."""

from collections.abc import Awaitable, Callable, Mapping

from domain.calls import Call, Matter
from domain.make_up import State
from domain.meetings import MeetingState
from services.broadcasts import phoning
from services.turn import Turn
from storage import attendees, make_up, meetings, mobility, mobility_signs
from texts import calls as say
from texts import make_up as say_make_up

Subject = Callable[[Turn, Call], Awaitable[str | None]]


async def about(turn: Turn, call: Call) -> str | None:
    return await SUBJECTS[call.matter](turn, call)


async def _meeting(turn: Turn, call: Call) -> str | None:
    meeting = await meetings.get(turn.tx, call.ref)
    if meeting is None or meeting.state is not MeetingState.ANNOUNCED or meeting.starts_at <= turn.now:
        return None
    expected = await attendees.one(turn.tx, meeting.id, call.member_id)
    if expected is None or expected.rsvp is not None or expected.leave is not None:
        return None
    return say.about_meeting(meeting, turn.now)


async def _make_up(turn: Turn, call: Call) -> str | None:
    one = await make_up.of(turn.tx, call.ref, call.member_id)
    meeting = await meetings.get(turn.tx, call.ref)
    if one is None or one.state is not State.OPEN or meeting is None:
        return None
    return say_make_up.about_call(meeting, turn.now)


async def _whereabouts(turn: Turn, call: Call) -> str | None:
    """`ref` is the day a silence began, as a number: a word since then has ended it."""
    stay = await mobility.of_member(turn.tx, call.member_id)
    return say.about(call.matter) if stay is not None and stay.heard_on.toordinal() == call.ref else None


async def _unseen(turn: Turn, call: Call) -> str | None:
    seen = await mobility_signs.last_of(turn.tx, [call.member_id], turn.now.tzinfo)
    return say.about(call.matter) if seen[call.member_id].toordinal() == call.ref else None


async def _by_its_name(_turn: Turn, call: Call) -> str:
    return say.about(call.matter)


SUBJECTS: Mapping[Matter, Subject] = {
    Matter.MEETING: _meeting,
    Matter.MAKE_UP: _make_up,
    Matter.STUDY: _by_its_name,
    Matter.BROADCAST: phoning.subject,
    Matter.CONTACT: _by_its_name,
    Matter.WHEREABOUTS: _whereabouts,
    Matter.UNSEEN: _unseen,
}
