"""Both are reminded of a talk they agreed on: the morning of its day, and two hours before. They asked for it."""

from datetime import datetime, time, timedelta

from domain.care import TalkState
from domain.features import Feature
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from domain.workdays import Calendar
from services import features, people
from services.care.talks import yearly
from services.reminding.promising import Wanted, calendars_of, cancel, promise
from services.turn import Turn
from storage import care_talks as store
from storage import people as members
from texts import talks as say

MORNING, HOURS = "day", "2h"
_EARLY = timedelta(hours=2)


async def promise_both(turn: Turn, talk_id: int) -> None:
    """Promise what lies ahead of an agreed talk; nothing where it waits for an answer."""
    talk = await store.get(turn.tx, talk_id)
    if talk is None or talk.state is not TalkState.AGREED:
        return
    both = await members.many(turn.tx, talk.parties)
    calendars = await calendars_of(turn, both)
    wanted = []
    for member in both:
        for step, at in _moments(talk.starts_at, calendars[member.node_id]).items():
            if at > turn.now:
                wanted.append(Wanted(member, step, at, talk.starts_at, self_set=True))
    await promise(turn, ReminderKind.TALK, talk_id, wanted)


async def end(turn: Turn, talk_id: int) -> None:
    """Nobody need hear of it any more, or not at that time."""
    await cancel(turn, ReminderKind.TALK, talk_id, steps=(MORNING, HOURS))


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """The words of one reminder. Below zero it is the yearly word, about nobody's talk in particular."""
    if reminder.ref < 0:
        return await yearly.remind(turn, reminder)
    talk = await store.get(turn.tx, reminder.ref)
    if talk is None or talk.state is not TalkState.AGREED or talk.starts_at != reminder.worth_until:
        return None
    partner = await members.get(turn.tx, talk.partner_of(reminder.member_id))
    if partner is None or not await features.on_at(turn, Feature.CARE, partner.node_id):
        return None
    title = await people.title(turn, partner)
    return say.talk_waits(talk, title, await store.where_exactly(turn.tx, talk.id), turn.now)


def _moments(starts_at: datetime, calendar: Calendar) -> dict[str, datetime]:
    """One word is enough where the morning is near; both where the talk is in the afternoon; none at night."""
    local = starts_at.astimezone(calendar.zone)
    morning = calendar.first_loud(datetime.combine(local.date(), time(), calendar.zone))
    before = calendar.first_loud(starts_at - _EARLY)
    if before >= starts_at:
        return {}
    return {MORNING: morning, HOURS: before} if morning + _EARLY < before else {HOURS: before}
