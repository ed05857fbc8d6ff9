"""What a reminder says, drawn when it is sent: what was answered meanwhile is left out (S6)."""

from collections.abc import Awaitable, Callable, Mapping

from domain.members import Member
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from services.calls import listing
from services.care import reminding as visits
from services.care.talks import reminding as talks
from services.care_dates import greeting, leads
from services.duties import saying as duties
from services.make_up import showing
from services.minutes import filing
from services.mobility import caring
from services.mood import asking as mood
from services.posts import vacancies
from services.reminding import meetings
from services.studying import november, telling
from services.surveys import answering as surveys
from services.tasks import reminding as tasks
from services.turn import Turn
from storage import reminders as store
from texts import reminders as say

Say = Callable[[Turn, Reminder], Awaitable[Message | None]]

# Each kind says its own; None means that the matter is settled and nothing need be said.
SAYINGS: Mapping[ReminderKind, Say] = {
    ReminderKind.MEETING: meetings.say,
    ReminderKind.MAKE_UP: showing.remind,
    ReminderKind.CALLS: listing.remind,
    ReminderKind.STUDY: telling.say,
    ReminderKind.HOURS: november.say,
    ReminderKind.DUTY: duties.remind,
    ReminderKind.DUES: duties.remind_of_dues,
    ReminderKind.VISIT: visits.remind,
    ReminderKind.TALK: talks.remind,
    ReminderKind.GREETING: greeting.say_it,
    ReminderKind.CARE_DATE: leads.say_it,
    ReminderKind.MOOD: mood.say_it,
    ReminderKind.SURVEY: surveys.say_invitation,
    ReminderKind.VACANCY: vacancies.remind,
    ReminderKind.TASK: tasks.say_it,
    ReminderKind.WHEREABOUTS: caring.remind,
    ReminderKind.MINUTES: filing.remind,
}


async def rest(turn: Turn, member: Member, reminder_id: int) -> Message | None:
    """What a reminder's message still says of other things; None where this was all, or was not said to them."""
    found = await store.get(turn.tx, reminder_id)
    if found is None or found[0].member_id != member.id or found[1] is None:
        return None
    return await card(turn, found[1], without=reminder_id)


async def card(turn: Turn, head: int, without: int | None = None) -> Message | None:
    """One message with all that is said together; None where nothing of it is worth a word any more."""
    pieces = []
    for reminder in await store.told_with(turn.tx, head):
        if reminder.id != without and reminder.worth_until > turn.now and reminder.kind in SAYINGS:
            said = await SAYINGS[reminder.kind](turn, reminder)
            if said is not None:
                pieces.append(said)
    if not pieces:
        return None
    return pieces[0] if len(pieces) == 1 else say.together(pieces)
