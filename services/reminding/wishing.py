"""How a member likes to be reminded: in general, and of one meeting they come to (S5, S16)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain.features import Feature
from domain.meetings import Meeting, MeetingState, Rsvp
from domain.members import Member
from domain.reminders import OFFERED, Mode, Reminder, Step, comes_at
from services import features, policies
from services.reminding import meetings, promising
from services.turn import Turn
from storage import attendees, standins
from storage import meetings as meetings_store
from storage import reminder_wishes as store
from storage import reminders as reminders_store
from storage.reminder_wishes import AS_EVERYBODY, Wish


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the card shows; `quiet_until` where they are away just now."""

    wish: Wish
    quiet_until: datetime | None


@dataclass(frozen=True, slots=True)
class Offer:
    """The reminders of a meeting that can still come -> when this one does; None where it does not."""

    meeting: Meeting
    steps: Mapping[Step, datetime | None]


async def wishes(turn: Turn, member: Member) -> Wishes:
    running = [one for one in await standins.absences_of(turn.tx, [member.id], turn.now) if one.from_at <= turn.now]
    return Wishes(await _of(turn, member), max((one.until_at for one in running), default=None))


async def set_mode(turn: Turn, member: Member, mode: Mode) -> Wishes:
    """Each in its time, or all of a day or of a week together."""
    await store.keep(turn.tx, member.id, replace(await _of(turn, member), mode=mode))
    await promising.retime(turn, member)
    return await wishes(turn, member)


async def switch(turn: Turn, member: Member, step: Step) -> Wishes:
    """Switch one of the steps before a meeting off, or on again."""
    wish = await _of(turn, member)
    await store.keep(turn.tx, member.id, replace(wish, steps=wish.steps ^ {step}))
    await meetings.replan_all(turn, member)
    return await wishes(turn, member)


async def offer(turn: Turn, member: Member, meeting_id: int) -> Offer | None:
    """What may be chosen for a meeting that they said they come to; None where nothing is left to choose."""
    meeting = await meetings_store.get(turn.tx, meeting_id)
    one = await attendees.one(turn.tx, meeting_id, member.id)
    if meeting is None or meeting.state is not MeetingState.ANNOUNCED or one is None or one.rsvp is not Rsvp.GOING:
        return None
    if not await features.on_at(turn, Feature.REMINDERS, member.node_id):
        return None
    steps = await _steps(turn, member, meeting)
    return Offer(meeting, steps) if steps else None


async def choose(turn: Turn, member: Member, meeting_id: int, step: Step | None) -> Offer | None:
    """Switch one reminder of this meeting on or off; no step switches all off. None where it is too late to choose."""
    before = await offer(turn, member, meeting_id)
    if before is None:
        return None
    on = {one for one, at in before.steps.items() if at is not None}
    await store.choose(turn.tx, meeting_id, member.id, frozenset() if step is None else on ^ {step})
    await meetings.replan(turn, before.meeting, member)
    return await offer(turn, member, meeting_id)


async def said_to(turn: Turn, member: Member, reminder_id: int) -> Reminder | None:
    """The reminder whose button somebody pressed; None where it was not said to them."""
    found = await reminders_store.get(turn.tx, reminder_id)
    if found is None or found[0].member_id != member.id or found[1] is None:
        return None
    return found[0]


async def _of(turn: Turn, member: Member) -> Wish:
    return (await store.of_members(turn.tx, [member.id])).get(member.id, AS_EVERYBODY)


async def _steps(turn: Turn, member: Member, meeting: Meeting) -> Mapping[Step, datetime | None]:
    """As they chose for this meeting, to the minute; else as everybody who comes: not at night, and as they like it."""
    calendar = (await policies.in_force(turn, member.node_id)).calendar
    spans = meetings.spans_of(meeting, calendar)
    left = {step: spans[step] for step in OFFERED if spans[step].at > turn.now}
    chosen = (await store.chosen(turn.tx, meeting.id, [member.id])).get(member.id)
    if chosen is not None:
        return {step: span.at if step in chosen else None for step, span in left.items()}
    wish = await _of(turn, member)
    usual = wish.steps & {Step.HOURS}
    return {
        step: comes_at(span, wish.mode, calendar, turn.now) if step in usual else None for step, span in left.items()
    }
