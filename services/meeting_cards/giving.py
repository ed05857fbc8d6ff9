"""The one card by which an invitee has a meeting in the private chat: sent once, edited when something changes (M19).

It is given when the organiser hands out the agenda, and to who says 会来 where only those are told the address.
"""

from domain.meetings import Meeting, Rsvp
from domain.members import Member
from domain.messages import Lane
from services.turn import Turn
from services.venues import addresses
from storage import agendas as store
from storage import attendees, meetings
from storage.agendas import MeetingCard


async def give(turn: Turn, meeting: Meeting) -> tuple[int, int]:
    """A card for every invitee; returns how many have joined, and how many have no chat with us."""
    everybody = [one.member for one in await attendees.of_meeting(turn.tx, meeting.id)]
    joined = [member for member in everybody if member.telegram_id is not None]
    await store.give_cards(turn.tx, meeting.id, [member.id for member in joined])
    await refresh(turn, meeting)
    return len(joined), len(everybody) - len(joined)


async def refresh(turn: Turn, meeting: Meeting) -> None:
    """Something about the meeting has changed: who has its card sees it there, and is not rung for it."""
    for one in await store.cards(turn.tx, meeting.id):
        _show(turn, meeting, one, Lane.BROADCAST)


async def moved(turn: Turn, meeting: Meeting) -> None:
    """It is held at another time or place: who comes is told where that is, as they would be if they said so now."""
    if await addresses.venue_of(turn, meeting) is not None:
        everybody = await attendees.of_meeting(turn.tx, meeting.id)
        come = [one.member for one in everybody if one.rsvp is Rsvp.GOING and one.member.telegram_id is not None]
        await store.give_cards(turn.tx, meeting.id, [member.id for member in come])
    await refresh(turn, meeting)


async def answered(turn: Turn, meeting: Meeting, member: Member, given: Rsvp) -> None:
    """A member has answered: their card says so, and where it is to whoever comes."""
    found = await store.card_of(turn.tx, meeting.id, member.id)
    if found is None and given is Rsvp.GOING and await addresses.address_for(turn, member, meeting) is not None:
        await store.give_cards(turn.tx, meeting.id, [member.id])
        found = await store.card_of(turn.tx, meeting.id, member.id)
    if found is not None:
        _show(turn, meeting, found, Lane.ANSWER)


async def put_away(turn: Turn, member: Member) -> None:
    """Somebody is expected no more: what their cards show is drawn anew, which is nothing."""
    held = await store.cards_of(turn.tx, member.id)
    known = await meetings.get_many(turn.tx, [one.meeting_id for one in held])
    for one in held:
        _show(turn, known[one.meeting_id], one, Lane.BOARD)


def _show(turn: Turn, meeting: Meeting, one: MeetingCard, lane: Lane) -> None:
    """Where there is no group the board stands in this very chat: the card takes its place, one message is enough."""
    if one.telegram_id is not None:
        topic = f"card:{one.id}" if meeting.chat_id is not None else f"board:{meeting.id}:{one.telegram_id}"
        turn.show(topic, one.telegram_id, "meeting_card", one.id, lane=lane)
