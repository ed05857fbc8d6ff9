"""What the one who goes hears of a visit: twice at most before its day, and once of the next step (C17, C18)."""

from datetime import date, datetime, time, timedelta

from domain.care import Visit, VisitState
from domain.features import Feature
from domain.members import Member
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.workdays import Calendar
from services import features
from services.care import contacting
from services.reminding.promising import Wanted, calendars_of, cancel, promise
from services.turn import Turn
from storage import care_visits as store
from storage import people as members
from texts import care as say

BEFORE, ON_THE_DAY, NEXT = "before", "day", "next"
_STEPS = (BEFORE, ON_THE_DAY, NEXT)
_MORNING = time(9)


async def of_visit(turn: Turn, visit_id: int, visitor: Member, due: date) -> None:
    """The morning before the day and that of the day itself, as far as they lie ahead."""
    calendar = (await calendars_of(turn, [visitor]))[visitor.node_id]
    last = _morning(due + timedelta(days=3), calendar)
    wanted = [
        Wanted(visitor, step, _morning(day, calendar), last)
        for step, day in ((BEFORE, due - timedelta(days=1)), (ON_THE_DAY, due))
    ]
    await _promise(turn, visit_id, wanted)


async def of_next_step(turn: Turn, visit_id: int, visitor: Member, on: date) -> None:
    calendar = (await calendars_of(turn, [visitor]))[visitor.node_id]
    at = _morning(on, calendar)
    await _promise(turn, visit_id, [Wanted(visitor, NEXT, at, at + timedelta(days=3))])


async def end(turn: Turn, visit_id: int) -> None:
    """Nobody need hear of it any more."""
    await cancel(turn, ReminderKind.VISIT, visit_id, steps=_STEPS)


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """The words of one reminder; None where it is done or handed on. Below zero it is about a contact."""
    if reminder.ref < 0:
        return await contacting.remind(turn, reminder)
    visit = await store.get(turn.tx, reminder.ref)
    about = await members.get(turn.tx, visit.about_id) if visit is not None else None
    if visit is None or about is None or visit.visitor_id != reminder.member_id:
        return None
    if not await features.on_at(turn, Feature.CARE, about.node_id):
        return None
    if reminder.step == NEXT:
        return say.next_step_waits(visit, about) if _owes(visit) else None
    return say.visit_waits(visit, about, turn.now) if visit.state is VisitState.NAMED else None


def _owes(visit: Visit) -> bool:
    return visit.next_on is not None and not visit.next_done


def _morning(day: date, calendar: Calendar) -> datetime:
    return calendar.first_loud_day(datetime.combine(day, _MORNING, calendar.zone))


async def _promise(turn: Turn, visit_id: int, wanted: list[Wanted]) -> None:
    await promise(turn, ReminderKind.VISIT, visit_id, [one for one in wanted if one.at > turn.now])
