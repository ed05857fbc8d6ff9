"""请联系我: one member asks one leader to be in touch. It stays between the two and climbs no ladder (E17)."""

from datetime import datetime, time, timedelta

from domain.care import Contact
from domain.members import Member, is_here
from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from services import people
from services.care import contacts
from services.reminding.promising import Wanted, calendars_of, cancel, hushed, promise
from services.turn import Turn
from storage import care_contacts as store
from storage import people as members
from storage import standins
from storage.care_contacts import Ask
from texts import care_contacts as say

STEP = "contact"
MORNING = time(9)
WORTH = timedelta(days=3)


async def ask(turn: Turn, member: Member, leader: Member) -> bool:
    """Tell this one leader; False where no message reaches them, so that the member can choose another one.

    Asking twice is asking once while the first is open.
    """
    if leader.id == member.id or leader.id not in await standins.there(turn.tx, [leader.id], turn.now):
        return False
    if any(one.leader_id == leader.id for one in await _asked_by(turn, member)):
        return True
    ask_id = await store.ask(turn.tx, member.id, leader.id, turn.now)
    calendar = (await calendars_of(turn, [leader]))[leader.node_id]
    quiet = await hushed(turn, leader)
    turn.show(topic(ask_id), leader.telegram_id or 0, "contact_ask", ask_id, silent=quiet)
    tomorrow = datetime.combine(turn.now.date() + timedelta(days=1), MORNING, calendar.zone)
    at = calendar.first_loud_day(tomorrow)
    await promise(turn, ReminderKind.VISIT, -ask_id, [Wanted(leader, STEP, at, at + WORTH)])
    return True


async def done(turn: Turn, leader: Member, ask_id: int) -> Member | None:
    """联系过了: the member hears that it was done. None where it is not theirs, or is over."""
    found = await store.get_ask(turn.tx, ask_id)
    if found is None or found.leader_id != leader.id or not _is_open(found):
        return None
    member = await members.get(turn.tx, found.member_id)
    await _end(turn, found, done_at=turn.now)
    await contacts.note(turn, found.member_id, leader.id, Contact.CONTACT)
    if member is not None and member.telegram_id is not None:
        turn.tell(member.telegram_id, say.contacted_you(await people.title(turn, leader), found.id), silent=True)
    return member


async def again(turn: Turn, member: Member, ask_id: int) -> Member | None:
    """It was not done after all: the same leader is asked once more. None where no message reaches them now."""
    found = await store.get_ask(turn.tx, ask_id)
    leader = await members.get(turn.tx, found.leader_id) if found is not None else None
    if found is None or leader is None or found.member_id != member.id or found.done_at is None:
        return None
    return leader if await ask(turn, member, leader) else None


async def open_id(turn: Turn, member: Member, leader: Member) -> int | None:
    """The open ask between the two; None where there is none."""
    return next((one.id for one in await _asked_by(turn, member) if one.leader_id == leader.id), None)


async def take_back(turn: Turn, member: Member, ask_id: int) -> bool:
    """The member does not need it any more; the leader's card says no more than that."""
    found = await store.get_ask(turn.tx, ask_id)
    if found is None or found.member_id != member.id or not _is_open(found):
        return False
    await _end(turn, found, done_at=None)
    return True


async def end_all(turn: Turn, member: Member) -> None:
    """Nothing waits between this member and any leader any more."""
    for one in await store.open_asks(turn.tx, member.id):
        await _end(turn, one, done_at=None)


async def card(turn: Turn, ask_id: int) -> Message | None:
    """The leader's card as it is now."""
    found = await store.get_ask(turn.tx, ask_id)
    member = await members.get(turn.tx, found.member_id) if found is not None else None
    if found is None or member is None:
        return say.contact_over()
    return say.contact_asked(member, ask_id) if _is_open(found) and is_here(member) else say.contact_over()


async def remind(turn: Turn, reminder: Reminder) -> Message | None:
    """Once, the morning after; None where it is done."""
    found = await store.get_ask(turn.tx, -reminder.ref)
    member = await members.get(turn.tx, found.member_id) if found is not None and _is_open(found) else None
    return None if member is None or not is_here(member) else say.contact_waits(member, -reminder.ref)


def topic(ask_id: int) -> str:
    return f"contact_ask:{ask_id}"


async def _asked_by(turn: Turn, member: Member) -> list[Ask]:
    return [one for one in await store.open_asks(turn.tx, member.id) if one.member_id == member.id]


async def _end(turn: Turn, found: Ask, *, done_at: datetime | None) -> None:
    await store.end_ask(turn.tx, found.id, done_at=done_at)
    await cancel(turn, ReminderKind.VISIT, -found.id, steps=[STEP])
    leader = await members.get(turn.tx, found.leader_id)
    if leader is not None and leader.telegram_id is not None:
        turn.show(topic(found.id), leader.telegram_id, "contact_ask", found.id)


def _is_open(found: Ask) -> bool:
    return found.done_at is None and not found.taken_back
