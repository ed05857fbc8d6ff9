"""Thirty days ahead whoever is responsible thinks of a day, all that is due in one message (K7)."""

from collections.abc import Collection
from datetime import date, datetime, time
from typing import Final

from domain.care_dates import A_WEEK, LEAD, CareDate, DayKind, Festival
from domain.duties import Code
from domain.features import Feature
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.workdays import Calendar
from services import features, reminding
from services.care_dates import coming, facts, festivals
from services.care_dates.facts import Facts
from services.care_dates.greeting import A_DAY, morning
from services.duties import recipients
from services.reminding import Wanted
from services.turn import Turn
from storage import care_plans as store
from storage import people as members
from storage import reminders
from storage.care_plans import Lead
from texts import care_calendar as say

NOON: Final = time(12)
_SUMMER: Final = str(Festival.JULY)


async def promise(turn: Turn, known: Facts, calendar: Calendar) -> None:
    """Lay down who is told of which day on which morning, and promise those mornings.

    A day that is known late is said this morning still, or the next. What is no more is taken back; of which somebody
    was told is not told to who stands in for them.
    """
    today = turn.now.date()
    earliest = today if turn.now.time() < NOON else today + A_DAY
    promised = await reminders.of_matter(turn.tx, ReminderKind.CARE_DATE, known.node_id)
    told = _told_until(promised)
    before = {_key(one): one for one in await store.leads_of(turn.tx, known.node_id, today)}
    known_to_somebody = {
        key[1:]: one for key, one in before.items() if one.told_on <= told.get(one.leader_id, date.min)
    }
    wanted = {}
    who = await coming.responsible(turn, known)
    for one in coming.dates(known, today, today + LEAD + A_WEEK):
        if (one.kind, one.about_id, one.on) in known_to_somebody:
            lead = known_to_somebody[one.kind, one.about_id, one.on]
            wanted[_key(lead)] = lead
            continue
        leader = None if await _said_elsewhere(turn, known, one) else who.of(known, one)
        if leader is not None and one.on > earliest:
            told_on = max(one.on - LEAD, earliest, told.get(leader.id, today - A_DAY) + A_DAY)
            lead = Lead(leader.id, one.kind, one.about_id, one.on, told_on)
            wanted[_key(lead)] = before.get(_key(lead), lead)
    await store.keep_leads(
        turn.tx,
        known.node_id,
        [lead for key, lead in wanted.items() if key not in before],
        [lead for key, lead in before.items() if key not in wanted],
    )
    mornings = {(one.leader_id, one.told_on) for one in wanted.values() if one.told_on >= earliest}
    waiting = {(one.member_id, date.fromisoformat(one.step)) for one, state in promised if state == "waiting"}
    for leader_id, day in waiting - mornings:
        if day >= earliest:
            await reminding.cancel(turn, ReminderKind.CARE_DATE, known.node_id, [leader_id], [day.isoformat()])
    await _promise(turn, known.node_id, mornings - waiting, calendar)


async def say_it(turn: Turn, reminder: Reminder) -> Message | None:
    """All of this morning, and of the mornings before that nobody has said; what still stands of it."""
    leader = await members.get(turn.tx, reminder.member_id)
    if leader is None or not await features.on_at(turn, Feature.GREETINGS, reminder.ref):
        return None
    told = await reminders.told_steps(turn.tx, ReminderKind.CARE_DATE, reminder.ref, leader.id)
    after = max((step for step in told if step < reminder.step), default="")
    laid = await store.leads_of(turn.tx, reminder.ref, turn.now.date())
    mine = {
        (one.kind, one.about_id, one.on)
        for one in laid
        if one.leader_id == leader.id and after < one.told_on.isoformat() <= reminder.step
    }
    known = await facts.of_branch(turn, reminder.ref)
    who = await coming.responsible(turn, known)
    standing = [
        one
        for one in coming.dates(known, turn.now.date(), turn.now.date() + LEAD + A_WEEK)
        if (one.kind, one.about_id, one.on) in mine and who.of(known, one) == leader
    ]
    counts = {
        one.name: await festivals.progress(turn, known.node_id, one.name, one.on)
        for one in standing
        if one.kind is DayKind.FESTIVAL
    }
    return (
        say.ahead(standing, {name: (each.listed, each.assigned) for name, each in counts.items()}, turn.now)
        if standing
        else None
    )


async def _said_elsewhere(turn: Turn, known: Facts, one: CareDate) -> bool:
    """预备期满 has steps of its own; on the first of June the secretary's calendar speaks of 七一 that very morning."""
    if one.kind is DayKind.PROBATION_ENDS:
        return True
    summer = one.kind is DayKind.FESTIVAL and one.name == _SUMMER
    return summer and await recipients.is_on(turn, known.node_id, Code.VISITS_SUMMER)


def _told_until(promised: Collection[tuple[Reminder, str]]) -> dict[int, date]:
    """Up to which morning each leader has been told."""
    told: dict[int, date] = {}
    for one, state in promised:
        if state == "told":
            told[one.member_id] = max(told.get(one.member_id, date.min), date.fromisoformat(one.step))
    return told


async def _promise(turn: Turn, node_id: int, mornings: Collection[tuple[int, date]], calendar: Calendar) -> None:
    """One reminder a leader and morning; it is of use until the first of its days."""
    who = {one.id: one for one in await members.many(turn.tx, {leader_id for leader_id, _ in mornings})}
    wanted = [
        Wanted(who[leader_id], day.isoformat(), morning(day, calendar), _midnight(day + LEAD, calendar))
        for leader_id, day in sorted(mornings)
    ]
    await reminding.promise(turn, ReminderKind.CARE_DATE, node_id, wanted)


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time(), calendar.zone)


def _key(one: Lead) -> tuple[int, DayKind, int, date]:
    return one.leader_id, one.kind, one.about_id, one.on
