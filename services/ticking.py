"""名单点到: everybody of a meeting in one list, a tap each, or all of a page at once (M7). No telephone is needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias

from domain.access import Action
from domain.meetings import Attendee, Meeting, MeetingState, Method
from domain.members import Member
from services import boards, leading, undoing
from services.turn import Turn
from storage import attendance as store
from storage import attendees
from storage.attendance import Presence
from texts import ticking as say
from texts.ticking import Batch, Sheet

PAGE: Final = 20  # ten rows of two: what a telephone shows at once, and a printed list has on a side
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ticked:
    """The member is down as present, or, `off`, no longer."""

    member: Member
    off: bool


@dataclass(frozen=True, slots=True)
class OwnHand:
    """They signed in themselves, or somebody else wrote it down long ago: only a correction changes that."""

    member: Member


@dataclass(frozen=True, slots=True)
class TooEarly:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Over:
    """The meeting is closed: changes go the way of a correction."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


NotNow: TypeAlias = TooEarly | Over | Refused


async def sheet(turn: Turn, leader: Member, meeting_id: int, number: int, done: Batch | None = None) -> Sheet | NotNow:
    """A page of the list as it stands; `done` is the batch that can still be taken back."""
    meeting = await _open(turn, leader, meeting_id)
    if not isinstance(meeting, Meeting):
        return meeting
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    pages = max(1, -(-len(everybody) // PAGE))
    number = min(max(number, 0), pages - 1)
    there = sum(one.present for one in everybody)
    return Sheet(meeting, _page(everybody, number), number, pages, there, len(everybody), done)


async def tick(turn: Turn, leader: Member, meeting_id: int, member_id: int) -> Ticked | OwnHand | NotNow:
    """Put somebody down, or take a tick of the last minute off again (U13). Shown as 代录 (M35)."""
    meeting = await _open(turn, leader, meeting_id)
    if not isinstance(meeting, Meeting):
        return meeting
    one = await attendees.one(turn.tx, meeting_id, member_id)
    if one is None:
        return Refused()
    entry = await store.entry(turn.tx, meeting_id, member_id)
    if entry is None:
        await _put_down(turn, leader, meeting, [one.member])
        return Ticked(one.member, off=False)
    if not undoing.is_fresh(turn, entry):
        return OwnHand(one.member)
    await _take_off(turn, leader, meeting, [one.member])
    return Ticked(one.member, off=True)


async def tick_page(turn: Turn, leader: Member, meeting_id: int, number: int) -> Batch | NotNow:
    """All of a page who are not down yet and did not ask for leave are there."""
    shown = await sheet(turn, leader, meeting_id, number)
    if not isinstance(shown, Sheet):
        return shown
    whom = [one.member for one in shown.attendees if not one.present and not one.excused]
    await _put_down(turn, leader, shown.meeting, whom)
    return Batch(len(whom), (turn.now - _EPOCH) // timedelta(microseconds=1))


async def take_back(turn: Turn, leader: Member, meeting_id: int, stamp: int) -> int | NotNow:
    """Take a batch of the last minute back; how many that were, 0 where it is too late."""
    meeting = await _open(turn, leader, meeting_id)
    if not isinstance(meeting, Meeting):
        return meeting
    at = _EPOCH + timedelta(microseconds=stamp)
    if not at <= turn.now <= at + undoing.FOR:
        return 0
    ids = frozenset(await store.ticked_at(turn.tx, meeting_id, leader.id, at))
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    whom = [one.member for one in everybody if one.member.id in ids]
    await _take_off(turn, leader, meeting, whom)
    return len(whom)


async def _open(turn: Turn, leader: Member, meeting_id: int) -> Meeting | NotNow:
    meeting = await leading.led(turn, leader, meeting_id, Action.RECORD_PAPER)
    if meeting is None:
        return Refused()
    if meeting.state is not MeetingState.ANNOUNCED:
        return Over()
    return TooEarly(meeting) if turn.now < meeting.opens_at else meeting


async def _put_down(turn: Turn, leader: Member, meeting: Meeting, whom: Sequence[Member]) -> None:
    at = min(turn.now, meeting.signs_until)
    await store.record(
        turn.tx, [Presence(meeting.id, one.id, at, Method.ORGANISER, leader.id) for one in whom], turn.now
    )
    _tell(turn, leader, meeting, whom, off=False)
    await boards.refresh(turn, [meeting])


async def _take_off(turn: Turn, leader: Member, meeting: Meeting, whom: Sequence[Member]) -> None:
    for one in whom:
        await store.strike(turn.tx, meeting.id, one.id)
    _tell(turn, leader, meeting, whom, off=True)
    await boards.refresh(turn, [meeting])


def _tell(turn: Turn, leader: Member, meeting: Meeting, whom: Iterable[Member], *, off: bool) -> None:
    """Whoever was written down by somebody hears so; a leader need not be told of their own tap."""
    for one in whom:
        if one.telegram_id is not None and one.id != leader.id:
            words = say.taken_off(leader, meeting) if off else say.ticked_for_you(leader, meeting, turn.now)
            turn.tell(one.telegram_id, words, silent=True)


def _page(everybody: Sequence[Attendee], number: int) -> Sequence[Attendee]:
    return everybody[number * PAGE : (number + 1) * PAGE]
