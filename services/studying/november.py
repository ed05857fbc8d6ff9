"""Once a year, in November: who is short of hours hears of it, alone, gently, with what could help (EDU-01, EDU-02)."""

from datetime import date, datetime, time, timedelta
from typing import Final

from domain.features import Feature
from domain.members import Member, Role
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.studying import HOUR, target
from domain.workdays import Calendar
from services import configuration, features, reminding
from services.configuration import Key
from services.reminding import Wanted
from services.reminding.promising import calendars_of
from services.studying import hours
from services.turn import Turn
from storage import people as members
from storage import studying_hours as store
from texts import studying_hours as say_hours

NOVEMBER: Final = 11
LAST_DAY: Final = 10  # a bot that was away for longer says nothing: the year is then looked at by people
WITH_US: Final = timedelta(days=90)  # who joined later has hours that we know nothing of
STEP: Final = "november"
AT_ONCE: Final = 200  # members a turn looks at


async def look(turn: Turn) -> bool:
    """A chore: early in November, look once at everybody's hours and promise a word to those who are short."""
    if turn.now.month != NOVEMBER or turn.now.day > LAST_DAY:
        return False
    year = turn.now.year
    after_id, done = await store.round_of(turn.tx, year)
    if done:
        return False
    found = await store.members_after(turn.tx, after_id, AT_ONCE, turn.now - WITH_US)
    short = await _short(turn, await members.many(turn.tx, found), year)
    calendars = await calendars_of(turn, short)
    wanted = [_wanted(one, year, calendars[one.node_id]) for one in short]
    await reminding.promise(turn, ReminderKind.HOURS, year, wanted)
    more = len(found) == AT_ONCE
    await store.note_round(turn.tx, year, found[-1] if found else after_id, done=not more)
    return more


async def say(turn: Turn, reminder: Reminder) -> Message | None:
    """How many there are and what could help; None for who has enough by now, or needs none."""
    member = await members.get(turn.tx, reminder.member_id)
    if member is None or not await features.on_at(turn, Feature.STUDY, member.node_id):
        return None
    year = await hours.of_year(turn, member, reminder.ref)
    return say_hours.november(year) if year.missing else None


async def _short(turn: Turn, some: list[Member], year: int) -> list[Member]:
    """Those of these members who are short; nobody of whom nothing is asked (EDU-06)."""
    on = await features.where_on(turn, Feature.STUDY, {one.node_id for one in some})
    posts: dict[int, list[Role]] = {}
    for office in await members.offices_of_all(turn.tx, [one.id for one in some]):
        posts.setdefault(office.member_id, []).append(office.role)
    committee = {node_id: await configuration.value(turn, node_id, Key.COMMITTEE_HOURS) for node_id in on}
    goals = {one.id: target(one, posts.get(one.id, ()), committee[one.node_id]) for one in some if one.node_id in on}
    asked = {member_id: goal * HOUR for member_id, goal in goals.items() if goal is not None}
    sums = await store.sums(turn.tx, asked, *hours.bounds(turn, year))
    return [one for one in some if one.id in asked and sums[one.id] < asked[one.id]]


def _wanted(member: Member, year: int, calendar: Calendar) -> Wanted:
    at = calendar.first_loud(datetime.combine(date(year, NOVEMBER, 1), time(), calendar.zone))
    until = datetime.combine(date(year, NOVEMBER, 2 * LAST_DAY), time(), calendar.zone)
    return Wanted(member, STEP, at, until)
