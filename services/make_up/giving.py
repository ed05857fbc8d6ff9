"""Who has something to make up for: worked out afresh whenever the attendance of a closed meeting has changed.

So a correction, a leave that turns out to be one for illness, a restart or an upgrade need no repair (REC-06).
"""

from collections.abc import Collection, Sequence
from datetime import timedelta

from domain import make_up as rules
from domain.calls import Matter
from domain.features import Feature
from domain.make_up import MakeUp, State
from domain.meetings import Meeting, leave_counts
from domain.members import Member
from domain.reminders import ReminderKind
from domain.studying import Source
from services import calls, configuration, features, policies, reminding
from services.configuration import Key
from services.reminding import Wanted
from services.studying import hours
from services.turn import Turn, apart
from storage import attendees, leave, meetings, people
from storage import make_up as store

AT_ONCE = 50


async def look(turn: Turn) -> bool:
    """A chore: closed meetings that are new, or whose attendance has changed. One that fails is set aside."""
    waiting = await meetings.to_make_up(turn.tx, AT_ONCE)
    for meeting in waiting:
        if not await apart(turn, settle(turn, meeting)):
            await meetings.note_make_up(turn.tx, meeting.id)
    return len(waiting) == AT_ONCE


async def settle(turn: Turn, meeting: Meeting) -> Sequence[MakeUp]:
    """Give and take back, so that exactly those who owe it have it; returns what is open now."""
    await meetings.note_make_up(turn.tx, meeting.id)
    if meeting.kind not in rules.KINDS:
        return ()
    owing = await _owing(turn, meeting)
    due = rules.due_at(meeting, await _time_for(turn, meeting))
    if due > turn.now and await features.on_at(turn, Feature.STUDY, meeting.node_id):
        await store.give(turn.tx, meeting.id, owing, due)
    given = await store.of_meeting(turn.tx, meeting.id)
    await _let_go(turn, [one for one in given if one.state is not State.VOID and one.member_id not in owing])
    still_open = [one for one in given if one.state is State.OPEN and one.member_id in owing]
    await remind_of(turn, meeting, await people.many(turn.tx, [one.member_id for one in still_open]))
    return still_open


async def remind_of(turn: Turn, meeting: Meeting, whom: Collection[Member]) -> None:
    """Promise the nudges that are still worth something, and the call behind them."""
    if not whom or not await features.on_at(turn, Feature.REMINDERS, meeting.node_id):
        return
    calendar = (await policies.in_force(turn, meeting.node_id)).calendar
    after = await _time_for(turn, meeting)
    wanted = [
        Wanted(member, step, span.at, span.worth_until)
        for step, span in rules.spans(meeting, calendar, after).items()
        if span.worth_until > turn.now
        for member in whom
    ]
    await reminding.promise(turn, ReminderKind.MAKE_UP, meeting.id, wanted)


async def hush(turn: Turn, made_up: Collection[MakeUp]) -> None:
    """Nothing more need be said about these, by us or on the phone."""
    for one in made_up:
        await reminding.cancel(turn, ReminderKind.MAKE_UP, one.meeting_id, [one.member_id])
        await calls.settled(turn, one.member_id, Matter.MAKE_UP, one.meeting_id)


async def _owing(turn: Turn, meeting: Meeting) -> frozenset[int]:
    leaves = await leave.at(turn.tx, meeting.id)
    kinds = {one.member_id: one.kind for one in leaves if leave_counts(one.decision)}
    everybody = await attendees.of_meeting(turn.tx, meeting.id)
    return frozenset(one.member.id for one in everybody if rules.owes(one, kinds.get(one.member.id)))


async def _let_go(turn: Turn, gone: Sequence[MakeUp]) -> None:
    """They were there after all, or are excused: nothing is left of it, no hours counted twice either."""
    await store.void(turn.tx, [one.id for one in gone])
    await hush(turn, gone)
    for one in gone:
        await hours.take_away(turn, one.member_id, Source.MAKE_UP, one.meeting_id)


async def _time_for(turn: Turn, meeting: Meeting) -> timedelta:
    """How long the branch gives (ATT-05)."""
    days = await configuration.value(turn, meeting.node_id, Key.MAKE_UP_DAYS)
    return timedelta(days=days)
