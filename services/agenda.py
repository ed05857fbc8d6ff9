"""今天, 本周 and 日历: what is somebody's own to do or to come to, in one message (S18)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain
from typing import Final

from domain.access import Action
from domain.agenda import Item
from domain.features import Feature
from domain.meetings import Attendee, Meeting
from domain.members import Member
from services import access, features, lunar, meetings
from services.calls import listing
from services.duties import calendar as duties
from services.make_up import showing
from services.requests import todo
from services.studying import pieces
from services.turn import Turn
from texts import agenda as say

AHEAD: Final = timedelta(days=92)
_WEEK: Final = 7

Source = Callable[[Turn, Member, datetime, datetime], Awaitable[Sequence[Item]]]


class Reach(StrEnum):
    """How far somebody looks: today, to the end of this week, or as far as anything is planned."""

    TODAY = "today"
    WEEK = "week"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Agenda:
    """One's own meetings and the rest; `coming` is the next meeting behind what is shown."""

    reach: Reach
    first: date
    last: date
    lunar: str
    festival: str | None
    meetings: Sequence[tuple[Meeting, Attendee]]
    items: Sequence[Item]
    coming: Meeting | None
    on: frozenset[Feature]


async def look(turn: Turn, member: Member, reach: Reach) -> Agenda:
    """What is this member's own in that time, and nobody else's."""
    today = turn.now.date()
    last = {Reach.TODAY: today, Reach.WEEK: today + timedelta(days=_WEEK - 1 - today.weekday())}.get(
        reach, today + AHEAD
    )
    start = datetime.combine(today, time(), turn.now.tzinfo)
    end = datetime.combine(last + timedelta(days=1), time(), turn.now.tzinfo)
    own = await meetings.mine(turn, member, start)
    later = [meeting for meeting, _ in own if meeting.starts_at >= end]
    return Agenda(
        reach,
        today,
        last,
        lunar.words(today),
        lunar.festival(today),
        [(meeting, one) for meeting, one in own if meeting.starts_at < end],
        list(chain.from_iterable([await source(turn, member, start, end) for source in SOURCES])),
        later[0] if later else None,
        await features.all_on_at(turn, member.node_id),
    )


async def _make_ups(turn: Turn, member: Member, _start: datetime, _end: datetime) -> Sequence[Item]:
    """Those whose day has not come; later ones are left alone here, and stay under 补学."""
    if not await features.on_at(turn, Feature.STUDY, member.node_id):
        return ()
    waiting = await showing.open_of(turn, member)
    return [say.make_up(one, meeting, turn.now) for one, meeting in waiting if one.due_at > turn.now]


async def _study(turn: Turn, member: Member, _start: datetime, _end: datetime) -> Sequence[Item]:
    """The piece of this week; older ones are not brought up."""
    if not await features.on_at(turn, Feature.STUDY, member.node_id):
        return ()
    left = [piece for piece in await pieces.left(turn, member) if piece.due_on >= turn.now.date()]
    return [say.study(left[0].title, left[0].due_on, turn.now)] if left else ()


async def _to_do(turn: Turn, member: Member, _start: datetime, _end: datetime) -> Sequence[Item]:
    waiting = await todo.to_do(turn, member)
    return [say.to_do(len(waiting))] if waiting else ()


async def _calls(turn: Turn, member: Member, _start: datetime, _end: datetime) -> Sequence[Item]:
    to_phone = await listing.of_leader(turn, member)
    return [say.calls(len(to_phone))] if to_phone else ()


async def _duties(turn: Turn, member: Member, _start: datetime, _end: datetime) -> Sequence[Item]:
    """What of the secretary's calendar has its day, for who keeps it."""
    if not await features.on_at(turn, Feature.DUTIES, member.node_id):
        return ()
    if not await access.nodes_for(turn, member, Action.SEE_DUTIES):
        return ()
    screen = await duties.screen(turn, member)
    owed = 0 if screen is None else len(screen.owed) + screen.more
    return [say.duties(owed)] if owed else ()


# One function a feature: (turn, member, [start, end)) -> lines and buttons that are this member's own.
SOURCES: tuple[Source, ...] = (_make_ups, _study, _to_do, _calls, _duties)
