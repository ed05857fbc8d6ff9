"""The gate: who is told what now, in one message each, within the day's measure (S7, S8, S9)."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta

from domain.members import Member, MemberStatus
from domain.messages import Lane
from domain.reminders import SOUNDS, Person, Pick, Reminder, pick
from domain.workdays import Calendar
from services import policies
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
    persons = await _persons(turn, members)
    calendars = await _calendars(turn, members.values())
    for member in members.values():
        mine = waiting[member.id]
        picked = pick(mine, persons[member.id], calendars[member.node_id], turn.now)
        if not await apart(turn, _keep(turn, member, picked, calendars[member.node_id])):
            await store.put_off(turn.tx, [(one, turn.now + TRY_AGAIN) for one in mine if one.due_at <= turn.now])
    return True


async def _keep(turn: Turn, member: Member, picked: Pick, calendar: Calendar) -> None:
    """Write down what is said, put off and dropped; the message draws its words when it is sent."""
    await store.put_off(turn.tx, picked.put_off)
    await store.drop(turn.tx, picked.dropped, turn.now)
    if not picked.said or member.telegram_id is None:
        return
    head = picked.said[0].id
    await store.note_told(turn.tx, {head: picked.said}, turn.now)
    await store.count_told(turn.tx, [member.id], turn.now.date())
    turn.show(
        f"remind:{head}",
        member.telegram_id,
        "reminder",
        head,
        lane=Lane.REMINDER,
        expires_at=max(one.worth_until for one in picked.said),
        rests=None if any(one.self_set for one in picked.said) else calendar.rest_after(turn.now),
        silent=not _sounds(picked.said),
    )


def _sounds(said: Collection[Reminder]) -> bool:
    return any(one.kind in SOUNDS for one in said)


async def _persons(turn: Turn, members: Mapping[int, Member]) -> dict[int, Person]:
    told = await store.told_on(turn.tx, members, turn.now.date())
    away: dict[int, list[tuple[datetime, datetime]]] = {}
    for absence in await standins.absences_of(turn.tx, members, turn.now):
        away.setdefault(absence.member_id, []).append((absence.from_at, absence.until_at))
    reachable = await people.reachable(turn.tx, members)
    return {
        member.id: Person(
            reachable=member.id in reachable and member.status is not MemberStatus.REMOVED,
            told_today=told.get(member.id, 0),
            away=tuple(away.get(member.id, ())),
        )
        for member in members.values()
    }


async def _calendars(turn: Turn, members: Collection[Member]) -> dict[int, Calendar]:
    return {node_id: (await policies.in_force(turn, node_id)).calendar for node_id in {one.node_id for one in members}}
