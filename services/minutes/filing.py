"""The minutes are given to somebody to write, and they are reminded once, on the last morning (REC-03)."""

from datetime import datetime, time, timedelta

from domain import minutes as rules
from domain.features import Feature
from domain.meetings import Meeting
from domain.members import Member
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from services import configuration, features, policies, reminding
from services.configuration import Key
from services.leading import who_leads
from services.reminding import Wanted
from services.turn import Turn
from storage import filings, meetings
from storage import minutes as store
from texts import minutes as say

MORNING = time(9)
STEP = "due"
WORTH = timedelta(days=7)


async def give(turn: Turn, leader: Member, recorder: Member, meeting: Meeting) -> None:
    """Tell the recorder, and promise the one reminder; whoever had them before hears no more of it."""
    calendar = (await policies.in_force(turn, meeting.node_id)).calendar
    within = await configuration.value(turn, meeting.node_id, Key.MINUTES_WITHIN)
    due_on = rules.filed_by(max(turn.now, meeting.starts_at), within, calendar)
    await reminding.cancel(turn, ReminderKind.MINUTES, meeting.id)
    await filings.give(turn.tx, meeting.id, recorder.id, leader.id, due_on, turn.now)
    if recorder.telegram_id is not None:
        turn.tell(recorder.telegram_id, say.please_write(leader, meeting, due_on, turn.now))
    if await features.on_at(turn, Feature.REMINDERS, meeting.node_id):
        at = datetime.combine(due_on, MORNING, calendar.zone)
        await reminding.promise(turn, ReminderKind.MINUTES, meeting.id, [Wanted(recorder, STEP, at, at + WORTH)])


async def filed(turn: Turn, meeting: Meeting) -> None:
    """They are written: nobody need be reminded."""
    await reminding.cancel(turn, ReminderKind.MINUTES, meeting.id)


async def let_go(turn: Turn, member: Member) -> None:
    """Somebody is not one of the branch any more: what they were to write goes back to who asked them."""
    given = await filings.given_to(turn.tx, member.id)
    written = await store.written(turn.tx, given)
    for meeting in (await meetings.get_many(turn.tx, [one for one in given if one not in written])).values():
        filing = await filings.of(turn.tx, meeting.id)
        await filings.take_back(turn.tx, meeting.id)
        await reminding.cancel(turn, ReminderKind.MINUTES, meeting.id)
        asker = await who_leads(turn, meeting.node_id, filing.asked_by) if filing is not None else None
        if asker is not None and asker.telegram_id is not None and asker.id != member.id:
            turn.tell(asker.telegram_id, say.needs_recorder(meeting, turn.now), silent=True)


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """The words of the reminder; None once they are written, or another one writes them."""
    filing, meeting = await filings.of(turn.tx, reminder.ref), await meetings.get(turn.tx, reminder.ref)
    if filing is None or meeting is None or filing.member_id != reminder.member_id:
        return None
    if await store.written(turn.tx, [meeting.id]) or not await features.on_at(turn, Feature.RECORDS, meeting.node_id):
        return None
    return say.reminder(meeting, filing.due_on, turn.now)
