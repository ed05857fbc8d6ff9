"""What stops when somebody has died. Nobody is told anything here: that is for the few the recorder names (C19)."""

from domain.care import VisitTrigger
from domain.members import Member
from domain.messages import Letter, Method
from domain.requests import is_open
from services import boards, dialogues, meeting_cards
from services.care import contacting, visits
from services.care.talks import settling
from services.care_dates import congratulating
from services.minutes import filing
from services.mobility import ending
from services.requests import cards, withdrawing
from services.tasks import doing as tasks
from services.turn import Turn
from services.venues import listing as homes
from storage import (
    calls,
    care_contacts,
    care_visits,
    contacts,
    family,
    invitations,
    meetings,
    outbox,
    reminders,
    requests,
    skills,
    slots,
    standins,
)
from storage import cards as living
from storage import people as members
from texts import care as say

# Living messages in which others' words or names may stand; what is public stays in the chat as it is.
_CONFIDED = ("task:", "words:", "leave:", "panel:", "visit", "talk:", "contact_ask:", "remind:", "card:")


async def stop(turn: Turn, member: Member) -> None:
    """Within this turn: the account, the posts, what was promised, what waits to be sent, what others wait for."""
    await _requests(turn, member)
    await _care(turn, member)
    await ending.end_all(turn, member)
    await homes.forget_homes(turn, member)
    await cards.put_away(turn, member, goes=True)
    await boards.put_away(turn, member, goes=True)
    await _relieve(turn, member)
    await reminders.cancel_all(turn.tx, member.id)
    await congratulating.take_back(turn, member)
    await calls.settle_all(turn.tx, member.id, turn.now)
    await contacts.end_all(turn.tx, member.id, turn.now)
    await family.end_all(turn.tx, member.id, turn.now)
    await skills.forget_member(turn.tx, member.id)
    await invitations.forget_unused(turn.tx, member.id)
    await boards.refresh(turn, await meetings.expect_no_more(turn.tx, member.id, turn.now))
    if member.telegram_id is not None:
        await dialogues.cancel(turn, member.telegram_id)
        await _fall_silent(turn, member.telegram_id)
    await members.unbind(turn.tx, member.id)


async def part(turn: Turn, member: Member) -> None:
    """Somebody has left the branch alive: what was arranged with them here ends; account and requests stay theirs."""
    await _care(turn, member)
    await family.end_all(turn.tx, member.id, turn.now)
    await homes.forget_homes(turn, member)
    await reminders.cancel_all(turn.tx, member.id)
    await calls.settle_all(turn.tx, member.id, turn.now)
    await boards.refresh(turn, await meetings.expect_no_more(turn.tx, member.id, turn.now))
    await meeting_cards.put_away(turn, member)


async def call_off_condolences(turn: Turn, member: Member) -> None:
    """It was a mistake: nobody goes, and their cards say no more."""
    for visit in await care_visits.about(turn.tx, member.id):
        if visit.trigger is VisitTrigger.CONDOLENCE and visit.is_open:
            await visits.drop(turn, visit)


async def _requests(turn: Turn, member: Member) -> None:
    """What they asked is taken back with its words."""
    for request in await requests.of_asker(turn.tx, member.id):
        if is_open(request):
            await withdrawing.withdraw(turn, member, request.id)


async def _care(turn: Turn, member: Member) -> None:
    """Visits, talks and tasks that are still to come, theirs and those they were to make."""
    for visit in await care_visits.about(turn.tx, member.id):
        if visit.is_open:
            await visits.drop(turn, visit)
    for visit in await care_visits.for_visitor(turn.tx, member.id):
        await visits.give_back(turn, visit)
    await settling.end_all(turn, member)
    await tasks.end_all(turn, member)
    await filing.let_go(turn, member)
    await slots.leave(turn.tx, member.id)
    await contacting.end_all(turn, member)
    await care_contacts.forget_mourning(turn.tx, member.id)


async def _relieve(turn: Turn, member: Member) -> None:
    for office in await members.offices_of(turn.tx, member.id):
        await members.relieve(turn.tx, member.id, office.node_id, office.role, turn.now)
    for post in await standins.backups_by(turn.tx, member.id):
        await standins.drop_backup(turn.tx, post.node_id, post.role)


async def _fall_silent(turn: Turn, chat_id: int) -> None:
    """Nothing new goes there, not even what was claimed already; what others confided is emptied where it stands."""
    turn.letters = [one for one in turn.letters if one.chat_id != chat_id or one.method is Method.DELETE]
    await outbox.withdraw_all(turn.tx, chat_id)
    for topic, card in await living.in_chat(turn.tx, chat_id):
        if topic.startswith(_CONFIDED):
            turn.letters.append(Letter(chat_id, Method.EDIT, say.put_away(), message_id=card.message_id))
        await living.drop(turn.tx, topic)
