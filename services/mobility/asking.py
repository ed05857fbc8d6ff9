"""还在原处吗: once a month through the gate, and after a quarter without a word somebody phones (MOB-02, MOB-07)."""

from datetime import datetime, time, timedelta
from typing import Final

from domain.calls import Matter
from domain.features import Feature
from domain.members import Member, MemberFlag, is_here, is_hosted
from domain.messages import Message
from domain.mobility import Stay, is_mobile, next_asked
from domain.reminders import Reminder, ReminderKind
from domain.standing import whole_months
from services import calls, configuration, features, reminding
from services.configuration import Key
from services.reminding import Wanted
from services.reminding.promising import calendars_of
from services.turn import Turn, apart
from storage import mobility as store
from storage import people as members
from texts import mobility as say

AT_ONCE: Final = 50
MORNING: Final = time(10)
WORTH: Final = timedelta(days=10)
TRY_AGAIN: Final = timedelta(hours=6)


async def plan(turn: Turn) -> bool:
    """A chore: everybody whose month is over is asked; one indexed query where there is nobody."""
    due = await store.to_ask(turn.tx, turn.now, AT_ONCE)
    whom = {one.id: one for one in await members.many(turn.tx, [stay.member_id for stay in due])}
    for stay in due:
        if not await apart(turn, _look(turn, whom[stay.member_id], stay)):
            await store.ask_at(turn.tx, stay.id, turn.now + TRY_AGAIN)
    return len(due) == AT_ONCE


async def again(turn: Turn, member: Member, stay: Stay) -> None:
    """They were heard of just now: what waits is void, and the next question comes in a month."""
    await reminding.cancel(turn, ReminderKind.WHEREABOUTS, stay.id)
    await store.ask_at(turn.tx, stay.id, await _next(turn, member, stay))


async def note_mobile(turn: Turn, member: Member, stay: Stay) -> None:
    """Half a year makes a mobile member (MOB-01); study and lists go by that mark."""
    if is_mobile(stay.since, turn.now.date()) and MemberFlag.MOBILE_MEMBER not in member.flags:
        await members.put_flags(turn.tx, member.id, member.flags | {MemberFlag.MOBILE_MEMBER})


async def stop(turn: Turn, stay: Stay) -> None:
    """Nobody is asked about it any more, and nobody phoned."""
    await reminding.cancel(turn, ReminderKind.WHEREABOUTS, stay.id)
    await calls.settled(turn, stay.member_id, Matter.WHEREABOUTS, silence(stay))


def silence(stay: Stay) -> int:
    """The name of one silence: the day it began. A call about it is void once they have been heard of."""
    return stay.heard_on.toordinal()


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """The question of the month; None where they are back, or have said so of their own accord."""
    stay = await store.get(turn.tx, reminder.ref)
    if stay is None or stay.ended_on is not None or stay.heard_on >= reminder.at.astimezone(turn.now.tzinfo).date():
        return None
    member = await members.get(turn.tx, stay.member_id)
    if member is None or not await features.on_at(turn, Feature.MOBILE, member.node_id):
        return None
    return say.still_there(stay, hosted=is_hosted(member))


async def _look(turn: Turn, member: Member, stay: Stay) -> None:
    if not is_here(member):
        await store.end(turn.tx, member.id, turn.now.date())
        return
    await store.ask_at(turn.tx, stay.id, await _next(turn, member, stay))
    if not await features.on_at(turn, Feature.MOBILE, member.node_id):
        return
    await note_mobile(turn, member, stay)
    silent = whole_months(stay.heard_on, turn.now.date())
    if silent >= await configuration.value(turn, member.node_id, Key.MOBILE_CALL_MONTHS):
        await calls.ask(turn, member, Matter.WHEREABOUTS, silence(stay))
    if member.telegram_id is not None:
        wanted = Wanted(member, f"{turn.now:%Y-%m-%d}", turn.now, turn.now + WORTH)
        await reminding.promise(turn, ReminderKind.WHEREABOUTS, stay.id, [wanted])


async def _next(turn: Turn, member: Member, stay: Stay) -> datetime:
    """The morning of that day, or of the next one that is not for resting."""
    every = await configuration.value(turn, member.node_id, Key.MOBILE_PING_MONTHS)
    calendar = (await calendars_of(turn, [member]))[member.node_id]
    day = next_asked(stay.heard_on, turn.now.astimezone(calendar.zone).date(), every)
    return calendar.first_loud_day(datetime.combine(day, MORNING, calendar.zone))
