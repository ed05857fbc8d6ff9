"""Reminders of meetings: who is asked, who is reminded, who has answered (S5, S6)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from domain import reminders as rules
from domain.calls import Matter
from domain.features import Feature
from domain.meetings import Attendee, Meeting, MeetingState, Rsvp, remind_whom
from domain.members import Member
from domain.messages import Message
from domain.reminders import CALL, NUDGES, SECOND, Reminder, ReminderKind, Span, Step
from domain.workdays import Calendar
from services import calls, features, recurring
from services.reminding.promising import Wanted, calendars_of, cancel, promise
from services.turn import Turn, apart
from storage import attendees, reminder_wishes
from storage import calls as calls_store
from storage import meetings as store
from storage import reminders as reminders_store
from storage.reminder_wishes import AS_EVERYBODY, Wish
from texts import reminders as say_reminders

AT_ONCE = 20
# Where there is no group, the announcement itself goes into the private chat: a nudge behind it would be one too many.
JUST_INVITED = timedelta(hours=12)
_KIND = ReminderKind.MEETING
_ALL_STEPS = frozenset({*Step, CALL, SECOND})


async def plan(turn: Turn) -> bool:
    """A chore: promise the reminders of meetings that are new or were moved, and take back those of what is over."""
    found = await store.to_plan(turn.tx, AT_ONCE)
    done = [await apart(turn, _plan(turn, meeting, announced_at)) for meeting, announced_at in found]
    return len(found) == AT_ONCE and all(done)


async def _plan(turn: Turn, meeting: Meeting, announced_at: datetime) -> None:
    await cancel(turn, _KIND, meeting.id)
    if meeting.state is not MeetingState.ANNOUNCED:
        await store.note_planned(turn.tx, meeting.id, None)
        return
    if meeting.last_start > turn.now:
        since = announced_at + JUST_INVITED if meeting.chat_id is None else announced_at
        await _promise(turn, meeting, await attendees.of_meeting(turn.tx, meeting.id), since)
    await store.note_planned(turn.tx, meeting.id, meeting.starts_at)


async def moved(turn: Turn, meeting: Meeting, times: int) -> None:
    """A meeting has another time, the `times`th one: what was promised for the old one is void, and all begins anew.

    Everybody concerned has just been told; a nudge in the same hours would be one too many.
    """
    await cancel(turn, _KIND, meeting.id)
    await reminders_store.retire(turn.tx, _KIND, meeting.id, times)
    await calls_store.settle_matter(turn.tx, Matter.MEETING, meeting.id, turn.now)
    everybody = await attendees.of_meeting(turn.tx, meeting.id)
    await _promise(turn, meeting, everybody, turn.now + JUST_INVITED)
    await store.note_planned(turn.tx, meeting.id, meeting.starts_at)


async def second_added(turn: Turn, meeting: Meeting) -> None:
    """It has a second sitting from now on: who comes and is not at the first is reminded of that one."""
    await _promise(turn, meeting, await attendees.of_meeting(turn.tx, meeting.id), turn.now)


async def called_off(turn: Turn, meeting: Meeting) -> None:
    """A meeting is cancelled: nobody is reminded of it or phoned about it."""
    await cancel(turn, _KIND, meeting.id)
    await calls_store.settle_matter(turn.tx, Matter.MEETING, meeting.id, turn.now)
    await store.note_planned(turn.tx, meeting.id, None)


async def answered(turn: Turn, meeting: Meeting, member: Member) -> None:
    """A member has answered: what they need not hear any more is taken back, nobody phones after them (S6)."""
    await replan(turn, meeting, member)
    await calls.settled(turn, member.id, Matter.MEETING, meeting.id)


async def replan(turn: Turn, meeting: Meeting, member: Member) -> None:
    """What a member hears of this meeting from now on, after an answer or a changed wish."""
    one = await attendees.one(turn.tx, meeting.id, member.id)
    if one is None:
        return
    stays = await _promise(turn, meeting, [one], turn.now)
    await cancel(turn, _KIND, meeting.id, [member.id], _ALL_STEPS - stays[member.id])


async def replan_all(turn: Turn, member: Member) -> None:
    """The same for all meetings that this member is expected at."""
    for meeting in await store.of_member(turn.tx, member.id, turn.now):
        await replan(turn, meeting, member)


async def say(turn: Turn, reminder: Reminder) -> Message | None:
    """The words of one reminder; None where they have answered meanwhile, or the meeting is not to come any more."""
    found = await _open(turn, reminder)
    if found is None:
        return None
    meeting, one, on = found
    step = Step.HOURS if reminder.step == SECOND else reminder.step
    if not reminder.self_set and step not in rules.wanted(one.rsvp, frozenset(Step), None):
        return None
    return say_reminders.meeting(meeting, one.rsvp, reminder.id, turn.now, on)


async def is_open(turn: Turn, reminder: Reminder) -> bool:
    """Whether it is worth a call: no answer yet, though both nudges were said or words do not reach them."""
    found = await _open(turn, reminder)
    if found is None:
        return False
    _, one, on = found
    if one.rsvp is not None or reminder.step != CALL:
        return one.rsvp is None
    told = await reminders_store.told_steps(turn.tx, _KIND, reminder.ref, reminder.member_id)
    return Feature.RSVP in on and set(NUDGES) <= set(told)


async def _open(turn: Turn, reminder: Reminder) -> tuple[Meeting, Attendee, frozenset[Feature]] | None:
    """The meeting, how the member stands to it, and what the branch has on; None where nothing more need be said."""
    meeting = await store.get(turn.tx, reminder.ref)
    one = await attendees.one(turn.tx, reminder.ref, reminder.member_id)
    if meeting is None or meeting.state is not MeetingState.ANNOUNCED:
        return None
    if turn.now >= (meeting.last_start if reminder.step == SECOND else meeting.starts_at):
        return None
    if one is None or not remind_whom([one]):
        return None
    on = await features.all_on_at(turn, one.member.node_id)
    return (meeting, one, on) if {Feature.REMINDERS, Feature.MEETINGS} <= on else None


async def _promise(
    turn: Turn, meeting: Meeting, everybody: Sequence[Attendee], since: datetime
) -> Mapping[int, frozenset[str]]:
    """Promise what falls due after `since`; returns the steps that are for each member, whenever they fall due."""
    ids = [one.member.id for one in everybody]
    likes = await reminder_wishes.of_members(turn.tx, ids)
    chosen = await reminder_wishes.chosen(turn.tx, meeting.id, ids)
    calendars = await calendars_of(turn, [one.member for one in everybody])
    spans = {node_id: _all_spans(meeting, calendar) for node_id, calendar in calendars.items()}
    whom = {one.member.id for one in remind_whom(everybody)}
    stays: dict[int, frozenset[str]] = {}
    rows: list[Wanted] = []
    for one in everybody:
        likes_them = likes.get(one.member.id, AS_EVERYBODY)
        steps = _steps(one, likes_them, chosen.get(one.member.id)) if one.member.id in whom else {}
        if meeting.second_at is not None and one.rsvp is Rsvp.GOING and Step.HOURS in steps:
            steps = {**steps, SECOND: steps[Step.HOURS]}
        stays[one.member.id] = frozenset(steps)
        rows += _rows(one.member, steps, spans[one.member.node_id], since)
    await promise(turn, _KIND, meeting.id, [row for row in rows if row.worth_until > turn.now])
    return stays


def spans_of(meeting: Meeting, calendar: Calendar) -> Mapping[str, Span]:
    return rules.spans(meeting.starts_at, calendar, recurring.wall_before)


def _all_spans(meeting: Meeting, calendar: Calendar) -> Mapping[str, Span]:
    second = {} if meeting.second_at is None else {SECOND: rules.second_span(meeting.second_at, calendar)}
    return {**spans_of(meeting, calendar), **second}


def _steps(one: Attendee, likes: Wish, chosen: Iterable[Step] | None) -> Mapping[str, bool]:
    return rules.wanted(one.rsvp, likes.steps, None if chosen is None else frozenset(chosen))


def _rows(member: Member, steps: Mapping[str, bool], spans: Mapping[str, Span], since: datetime) -> Iterable[Wanted]:
    """Nobody is phoned after one nudge: the call comes with both or not at all."""
    for step, self_set in steps.items():
        needs = spans[Step.WEEK if step == CALL else step]
        if needs.at > since:
            yield Wanted(member, step, spans[step].at, spans[step].worth_until, self_set)
