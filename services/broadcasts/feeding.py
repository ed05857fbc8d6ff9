"""A notice on its way: recipients are written down in portions, letters put in line some seconds' worth at a time.

So a notice to a hundred thousand never holds the database or the line for long, a stop stops at once but for a few,
and several notices move side by side. What was put in line is a row in the same commit: a restart loses and doubles
nothing.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta

from domain.broadcasts import TO_PHONE, Broadcast, BroadcastState, Delivered, may_be_told_at, portion
from domain.calls import Matter
from domain.features import Feature
from domain.members import Member
from domain.messages import Lane, Letter
from domain.reminders import Person
from domain.workdays import Calendar
from services import features, policies
from services.broadcasts import audiences, showing
from services.reminding import gate
from services.turn import Turn, apart
from storage import broadcast_letters as letters
from storage import broadcast_recipients as recipients
from storage import broadcasts as store
from storage import calls, people, reminders
from storage.broadcast_recipients import Next

LISTED_AT_ONCE = 5_000
LOOK_AGAIN = timedelta(seconds=15)
SWITCHED_OFF = timedelta(hours=1)
LAST_ARRIVE = timedelta(minutes=10)  # after the end of its worth, what was on the wire has long been heard of


async def feed(turn: Turn) -> bool:
    """A chore, and what delivery does whenever the line gets short: true where recipients are still being listed."""
    going = [one for one in await store.due(turn.tx, turn.now) if await _goes_on(turn, one)]
    if not going:
        return False
    room = portion(await letters.in_line(turn.tx), len(going))
    moved = [one for one in going if await apart(turn, _further(turn, one, room))]
    return any(one.listed_to is not None for one in moved)


async def _further(turn: Turn, broadcast: Broadcast, room: int) -> None:
    await _list(turn, broadcast)
    await _put_in_line(turn, broadcast, room)
    rests = await _look_later(turn, broadcast)
    await showing.progress(turn, broadcast, at_once=rests)


async def calendar_of(turn: Turn, broadcast: Broadcast) -> Calendar:
    return (await policies.in_force(turn, broadcast.node_id)).calendar


async def _goes_on(turn: Turn, broadcast: Broadcast) -> bool:
    """Whether letters may go now; else when to look again."""
    if broadcast.ends_at <= turn.now:
        await _end(turn, broadcast)
        return False
    if not await features.on_at(turn, Feature.BROADCASTS, broadcast.node_id):
        await store.look_at(turn.tx, broadcast.id, turn.now + SWITCHED_OFF)
        return False
    loud = (await calendar_of(turn, broadcast)).first_loud_day(turn.now)
    if loud > turn.now:
        await store.look_at(turn.tx, broadcast.id, loud)
        return False
    if broadcast.state is BroadcastState.SCHEDULED:
        await store.become(turn.tx, broadcast.id, BroadcastState.SENDING, turn.now)
    return True


async def _list(turn: Turn, broadcast: Broadcast) -> None:
    """Write the next recipients down; who is not on Telegram goes on the phone lists at once."""
    if broadcast.listed_to is None:
        return
    whom = await audiences.addressed(turn, broadcast.node_id, broadcast.audience, broadcast.author_id)
    after = broadcast.listed_to
    last = await recipients.list_some(turn.tx, broadcast.id, whom, after, turn.now, LISTED_AT_ONCE)
    await store.note_listed(turn.tx, broadcast.id, last)
    if last is not None:
        to_phone = await recipients.who_is(turn.tx, broadcast.id, TO_PHONE, after=after)
        await calls.ask(turn.tx, to_phone, Matter.BROADCAST, broadcast.id, turn.now)


async def _put_in_line(turn: Turn, broadcast: Broadcast, room: int) -> None:
    turns = {one.member_id: one for one in await recipients.next_ones(turn.tx, broadcast.id, turn.now, room)}
    if not turns:
        return
    calendar = await calendar_of(turn, broadcast)
    members = {one.id: one for one in await people.many(turn.tx, turns)}
    known = await gate.persons(turn, members)
    when = await _when(turn, {key: one for key, one in known.items() if one.reachable and not one.gone}, calendar)
    now = [member_id for member_id, at in when.items() if at <= turn.now]
    for member_id in now:
        _post(turn, broadcast, members[member_id], turns[member_id], calendar)
    await recipients.mark(turn.tx, broadcast.id, now, Delivered.QUEUED)
    await reminders.count_told(turn.tx, now, turn.now.date())
    later: dict[datetime, list[int]] = {}
    for member_id, at in when.items():
        if at > turn.now:
            later.setdefault(at, []).append(member_id)
    for at, member_ids in later.items():
        await recipients.put_off(turn.tx, broadcast.id, member_ids, at)
    await lost(turn, broadcast.id, [key for key, one in known.items() if not one.reachable and not one.gone])
    await recipients.mark(turn.tx, broadcast.id, [key for key, one in known.items() if one.gone], Delivered.LATE)


async def lost(turn: Turn, broadcast_id: int, member_ids: Collection[int]) -> None:
    """A message does not reach these people: somebody phones them (S12)."""
    await recipients.mark(turn.tx, broadcast_id, member_ids, Delivered.UNREACHED)
    await calls.ask(turn.tx, member_ids, Matter.BROADCAST, broadcast_id, turn.now)


async def _when(turn: Turn, persons: Mapping[int, Person], calendar: Calendar) -> dict[int, datetime]:
    """When each may be told: now, or after what stands against it."""
    tomorrow = datetime.combine(turn.now.date() + timedelta(days=1), time(), turn.now.tzinfo)
    reminded = await reminders.waiting_for(turn.tx, persons, tomorrow)
    return {
        member_id: may_be_told_at(
            turn.now,
            calendar,
            told_today=person.told_today,
            has_reminder_today=bool(reminded[member_id]),
            away_until=max((until for start, until in person.away if start <= turn.now < until), default=None),
        )
        for member_id, person in persons.items()
    }


def _post(turn: Turn, broadcast: Broadcast, member: Member, one: Next, calendar: Calendar) -> None:
    """A letter without words: they are drawn when it is sent, so that a notice stopped until then says nothing."""
    if member.telegram_id is None:
        raise LookupError("somebody who can be reached has an account")
    turn.letters.append(
        Letter(
            member.telegram_id,
            lane=Lane.BROADCAST,
            key=letters.key(broadcast.id, member.id, one.tries),
            live=letters.VIEW,
            ref=broadcast.id,
            expires_at=broadcast.ends_at,
            rests=calendar.rest_after(turn.now),
            silent=True,
        )
    )


async def _look_later(turn: Turn, broadcast: Broadcast) -> bool:
    """When there is something to do again; true where nothing is on the way now. All through: it is done."""
    if broadcast.listed_to is not None:
        await store.look_at(turn.tx, broadcast.id, turn.now)
        return False
    moments = []
    if (next_due := await recipients.next_due(turn.tx, broadcast.id)) is not None:
        moments.append(max(next_due, turn.now))
    queued = await recipients.any_in(turn.tx, broadcast.id, Delivered.QUEUED)
    if queued:
        moments.append(turn.now + LOOK_AGAIN)
    if moments:
        await store.look_at(turn.tx, broadcast.id, min(*moments, broadcast.ends_at))
    else:
        await store.become(turn.tx, broadcast.id, BroadcastState.DONE, turn.now)
    return not queued and moments != [turn.now]


async def _end(turn: Turn, broadcast: Broadcast) -> None:
    """Its worth is over: who was away until now does not get it any more, and nobody is phoned."""
    await take_back(turn, broadcast)
    await recipients.mark_all(turn.tx, broadcast.id, Delivered.WAITING, Delivered.LATE)
    await calls.settle_matter(turn.tx, Matter.BROADCAST, broadcast.id, turn.now)
    if turn.now < broadcast.ends_at + LAST_ARRIVE and await recipients.any_in(turn.tx, broadcast.id, Delivered.QUEUED):
        await store.look_at(turn.tx, broadcast.id, turn.now + LOOK_AGAIN)
        return
    await recipients.mark_all(turn.tx, broadcast.id, Delivered.QUEUED, Delivered.LATE)
    await store.become(turn.tx, broadcast.id, BroadcastState.DONE, turn.now)
    await showing.progress(turn, broadcast, at_once=True)


async def take_back(turn: Turn, broadcast: Broadcast) -> Collection[int]:
    """Its letters that still wait are none any more; whose they were. It is their turn as it was before."""
    member_ids = await letters.take_back(turn.tx, broadcast.id)
    await recipients.mark(turn.tx, broadcast.id, member_ids, Delivered.WAITING)
    await reminders.count_untold(turn.tx, member_ids, turn.now.date())
    return member_ids
