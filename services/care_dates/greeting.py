"""The word in the morning of a member's own day, in the private chat (K1); and what they asked to be reminded of."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.care_dates import GREETED_AT, OwnDay, OwnKind, Said, joined_before_1949, standing
from domain.features import Feature
from domain.members import Member, is_counted, is_here
from domain.messages import Message
from domain.privacy import Scope
from domain.reminders import Reminder, ReminderKind
from domain.workdays import Calendar
from services import features, privacy, recurring, reminding
from services.care import mourning
from services.care_dates import facts, falling
from services.care_dates.facts import Facts
from services.reminding import Wanted
from services.turn import Turn
from storage import people as members
from texts import benefits
from texts import care_dates as say

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfADay:
    """What one morning holds for a member. `standing` are full years of it, None if unknown (MEM-03)."""

    anniversary: bool
    standing: int | None
    birthday: bool
    tomorrow: tuple[OwnDay, ...]

    def __bool__(self) -> bool:
        return self.anniversary or self.birthday or bool(self.tomorrow)


async def promise(turn: Turn, known: Facts, calendar: Calendar) -> None:
    """Promise today's morning and tomorrow's: no digest moves a greeting, so further ahead is of no use."""
    today = turn.now.date()
    for member in known.people.values():
        if member.telegram_id is None:
            continue
        wanted = [_wanted(member, day, calendar) for day in (today, today + A_DAY) if of_day(known, member, day)]
        if wanted:
            await reminding.promise(turn, ReminderKind.GREETING, member.id, wanted)


async def say_it(turn: Turn, reminder: Reminder) -> Message | None:
    """Drawn in the morning itself: who is gone, mourns or wants no such word hears nothing of it."""
    member = await members.get(turn.tx, reminder.member_id)
    if member is None or not is_here(member) or not await features.on_at(turn, Feature.GREETINGS, member.node_id):
        return None
    day = date.fromisoformat(reminder.step)
    known = await facts.of_member(turn, member)
    found = of_day(known, member, day)
    if (found.anniversary or found.birthday) and await mourns(turn, member, day):
        found = OfADay(False, None, False, found.tomorrow)
    if not found:
        return None
    in_group = found.anniversary and await privacy.has(turn, member.id, Scope.PUBLISH)
    of_use = known.known(member, day)
    hints = benefits.fitting(of_use.age, joined_before_1949=joined_before_1949(of_use))
    return say.greeting(found, hints, turn.now, day=day, in_group=in_group)


def of_day(known: Facts, member: Member, day: date) -> OfADay:
    """What the facts give a morning; on a day of remembrance nobody is congratulated."""
    own = [one for one in known.own_days if one.member_id == member.id]
    dates = known.of(member.id)
    in_sorrow = any(one.kind is OwnKind.REMEMBRANCE and own_day_on(one, day) == day for one in own)
    anniversary = (
        not in_sorrow
        and is_counted(member)
        and member.id not in known.no_anniversary
        and dates.join_date is not None
        and is_anniversary(dates.join_date, day)
    )
    return OfADay(
        anniversary,
        standing(dates, day),
        not in_sorrow and _is_birthday(known, member, day),
        tuple(one for one in own if own_day_on(one, day + A_DAY) == day + A_DAY),
    )


def is_anniversary(joined: date, day: date) -> bool:
    """Not on the day itself, but each year after; of February 29 it is the 28th where there is no 29th (K2)."""
    return day.year > joined.year and recurring.years_after(joined, day.year - joined.year) == day


def own_day_on(own: OwnDay, today: date) -> date | None:
    """When a member's own day is, from today on; None where it is over."""
    if own.year is None:
        return falling.comes_next(own.day, today)
    once = falling.in_year(own.day, own.year)
    return once if once is not None and once >= today else None


async def mourns(turn: Turn, member: Member, day: date) -> bool:
    """Whether they have lost somebody close, so lately that no congratulation is in its place (K9)."""
    until = await mourning.until(turn, member.id)
    return until is not None and day < until


def morning(day: date, calendar: Calendar) -> datetime:
    """Half past eight; later only where a branch's quiet hours last longer."""
    return calendar.first_loud(datetime.combine(day, GREETED_AT, calendar.zone))


def _is_birthday(known: Facts, member: Member, day: date) -> bool:
    born = known.born.get(member.id)
    if born is None or born.day is None or known.has_said(member.id, Said.NO_BIRTHDAY):
        return False
    return day.year > born.year and falling.is_on(born.day, day)


def _wanted(member: Member, day: date, calendar: Calendar) -> Wanted:
    """`self_set`: a greeting belongs to its day, so neither a holiday nor a weekly digest moves it (K1)."""
    at = morning(day, calendar)
    return Wanted(member, day.isoformat(), at, _evening(at, calendar), self_set=True)


def _evening(at: datetime, calendar: Calendar) -> datetime:
    """Until when it is worth saying: after a day that we slept through nobody is woken for a greeting."""
    midnight = datetime.combine(at.date() + A_DAY, time(), calendar.zone)
    rest = calendar.rest_after(at)
    return midnight if rest is None else min(midnight, rest[0])
