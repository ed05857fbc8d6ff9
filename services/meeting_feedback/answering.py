"""Three taps of one who was there; and what came of all of them."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.meeting_feedback import QUESTIONS, Result, is_answer, may_answer, plus
from domain.meetings import Meeting
from domain.members import Member
from domain.pseudonyms import pseudonym
from services import leading
from services.turn import Turn
from storage import attendees, meetings
from storage import meeting_feedback as store


@dataclass(frozen=True, slots=True)
class Asked:
    """What has been tapped so far; the next question is the one behind it."""

    meeting: Meeting
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Counted; it cannot be taken back, since nobody knows whose it was."""


@dataclass(frozen=True, slots=True)
class SaidBefore:
    pass


@dataclass(frozen=True, slots=True)
class Published:
    """The time is over; this is what may be shown."""

    meeting: Meeting
    result: Result


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """They were not there, or there is nothing to say yet."""


Outcome: TypeAlias = Asked | Heard | SaidBefore | Published | NotTheirs


async def tap(turn: Turn, member: Member, meeting_id: int, answers: tuple[int, ...]) -> Outcome:
    """Nothing is kept before the last tap; until then the choices stand in the buttons alone."""
    meeting = await meetings.get(turn.tx, meeting_id)
    attendee = await attendees.one(turn.tx, meeting_id, member.id)
    feedback = await store.get(turn.tx, meeting_id)
    if meeting is None or feedback is None or not may_answer(meeting, attendee) or not is_answer(answers):
        return NotTheirs()
    if feedback.result is not None:
        return Published(meeting, feedback.result)
    if feedback.salt is None or feedback.counts is None or not feedback.is_open(turn.now):
        return NotTheirs()
    name = pseudonym(feedback.salt, member.id)
    if await store.has_given(turn.tx, meeting_id, name):
        return SaidBefore()
    if len(answers) < len(QUESTIONS):
        return Asked(meeting, answers)
    await store.give(turn.tx, meeting_id, name, plus(feedback.counts, answers))
    return Heard()


async def result(turn: Turn, leader: Member, meeting_id: int) -> tuple[Meeting, Result | None] | None:
    """For who leads the meeting: the counts once they are published. None where it is none of theirs."""
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return None
    feedback = await store.get(turn.tx, meeting_id)
    return meeting, None if feedback is None else feedback.result


async def forget(turn: Turn, member: Member) -> int:
    """That they have answered what is still open; what they said stands in counts alone."""
    return await store.forget_pseudonyms(
        turn.tx, [(one, pseudonym(salt, member.id)) for one, salt in await store.still_open(turn.tx)]
    )
