"""Which meetings take codes now, their secret, and the four digits for those online (M7)."""

import secrets
from dataclasses import dataclass
from typing import TypeAlias

from domain import codes as rules
from domain.access import Action
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from services import access, leading
from services.turn import Turn
from storage import codes as store
from storage import meetings


@dataclass(frozen=True, slots=True)
class Spoken:
    """The four digits of a meeting."""

    meeting: Meeting
    digits: str


@dataclass(frozen=True, slots=True)
class TooEarly:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Over:
    """The window has passed, or the meeting is closed or cancelled."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


NotNow: TypeAlias = TooEarly | Over | Refused


async def for_online(turn: Turn, leader: Member, meeting_id: int) -> Spoken | NotNow:
    """The four digits that the organiser says aloud to those who attend online."""
    found = await open_meeting(turn, leader, meeting_id)
    if not isinstance(found, Meeting):
        return found
    return Spoken(found, rules.spoken_code(await secret_of(turn, meeting_id)))


async def open_to_lead(turn: Turn, leader: Member) -> list[Meeting]:
    """The meetings somebody leads at which one can sign in now."""
    own = await access.nodes_for(turn, leader, Action.MANAGE_MEETING)
    since = turn.now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = await meetings.in_nodes(turn.tx, own, since, still_open=True)
    return [meeting for meeting in found if meeting.takes_sign_ins(turn.now)]


async def open_meeting(turn: Turn, leader: Member, meeting_id: int) -> Meeting | NotNow:
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return Refused()
    if meeting.state is MeetingState.ANNOUNCED and turn.now < meeting.opens_at:
        return TooEarly(meeting)
    return meeting if meeting.takes_sign_ins(turn.now) else Over()


async def secret_of(turn: Turn, meeting_id: int) -> bytes:
    await store.make(turn.tx, meeting_id, secrets.token_bytes(rules.SECRET_BYTES))
    code = await store.of(turn.tx, meeting_id)
    if code is None:
        raise LookupError("the code just made is not there")
    return code.secret
