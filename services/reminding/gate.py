"""The gate: who is told what now, in one message each, within the day's measure (S7, S8, S9)."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta

from domain.members import Member, is_here
from domain.messages import Lane
from domain.reminders import PHONED, SOUNDS, Person, Pick, Reminder, pick
from domain.workdays import Calendar
from services.reminding import phoning
from services.reminding.promising import calendars_of
from services.turn import Turn, apart
from storage import people, standins
from storage import reminders as store

AT_ONCE = 200  # reminders a turn looks at
TRY_AGAIN = timedelta(hours=1)


async def remind(turn: Turn) -> bool:
    """A chore: say what is due; true where there may be more."""
    member_ids = await store.whose_turn(turn.tx, turn.now, AT_ONCE)
    if not member_ids:
        return False
    tomorrow = datetime.combine(turn.now.date() + timedelta(days=1), time(), turn.now.tzinfo)
    waiting = await store.waiting_for(turn.tx, member_ids, tomorrow)
    members = {one.id: one for one in await people.many(turn.tx, member_ids)}
    known = await persons(turn, members)
    calendars = await calendars_of(turn, members.values())
    picked = {
        member: pick(waiting[member.id], known[member.id], calendars[member.node_id], turn.now)
        for member in members.values()
    }
    if not await apart(turn, _keep(turn, picked, calendars)):
        for member, one in picked.items():
            if not await apart(turn, _keep(turn, {member: one}, calendars)):
                due = [reminder for reminder in waiting[member.id] if reminder.due_at <= turn.now]
                await store.put_off(turn.tx, [(reminder, turn.now + TRY_AGAIN) for reminder in due])
    return True


async def _keep(turn: Turn, picked: Mapping[Member, Pick], calendars: Mapping[int, Calendar]) -> None:
    """Write down what is said, put off and dropped, for all at once; each message draws its words when it is sent."""
    await store.put_off(turn.tx, [each for one in picked.values() for each in one.put_off])
    await store.drop(turn.tx, [each for one in picked.values() for each in one.dropped], turn.now)
    told = {member: one.said for member, one in picked.items() if one.said}
    await store.note_told(turn.tx, {said[0].id: said for said in told.values()}, turn.now)
    await store.count_told(turn.tx, [member.id for member in told], turn.now.date())
    for member, said in told.items():
        _say(turn, member, said, calendars[member.node_id])
    for member, one in picked.items():
        for drop in one.dropped:
            if drop.why in PHONED:
                await phoning.ask(turn, member, drop.reminder)


def _say(turn: Turn, member: Member, said: Collection[Reminder], calendar: Calendar) -> None:
    if member.telegram_id is None:
        raise LookupError("somebody who can be reached has an account")
    head = next(iter(said)).id
    turn.show(
        topic(head),
        member.telegram_id,
        "reminder",
        head,
        lane=Lane.REMINDER,
        expires_at=max(one.worth_until for one in said),
        rests=None if any(one.self_set for one in said) else calendar.rest_after(turn.now),
        silent=not any(one.kind in SOUNDS for one in said),
    )


def topic(head: int) -> str:
    """The name under which a reminder's message lives."""
    return f"remind:{head}"


async def persons(turn: Turn, members: Mapping[int, Member]) -> dict[int, Person]:
    told = await store.told_on(turn.tx, members, turn.now.date())
    away: dict[int, list[tuple[datetime, datetime]]] = {}
    for absence in await standins.absences_of(turn.tx, members, turn.now):
        away.setdefault(absence.member_id, []).append((absence.from_at, absence.until_at))
    reachable = await people.reachable(turn.tx, members)
    return {
        member.id: Person(
            reachable=member.id in reachable,
            told_today=told.get(member.id, 0),
            away=tuple(away.get(member.id, ())),
            gone=not is_here(member),
        )
        for member in members.values()
    }
