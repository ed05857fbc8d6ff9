"""The QR on the screen: a living picture that turns every quarter of a minute, each good for half a minute (M8)."""

from dataclasses import dataclass

from domain import codes as rules
from domain.access import Action
from domain.meetings import Meeting, tally
from domain.members import Member
from domain.messages import Letter, Message, Method
from services import access, leading
from services.codes.opening import NotNow, open_meeting, secret_of
from services.turn import Turn
from storage import attendees, cards, meetings, people
from storage import codes as store
from texts import codes as say


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen shows the code from now on."""

    meeting: Meeting


async def show(turn: Turn, leader: Member, meeting_id: int) -> Shown | NotNow:
    """Show the turning code in this leader's chat; where another screen showed it, that one goes dark."""
    found = await open_meeting(turn, leader, meeting_id)
    if not isinstance(found, Meeting):
        return found
    await secret_of(turn, meeting_id)
    await _darken(turn, meeting_id)
    await store.show(turn.tx, meeting_id, leader.id, rules.turns_at(turn.now))
    turn.show_anew(_topic(meeting_id), leader.telegram_id or 0, "screen", meeting_id)
    return Shown(found)


async def close(turn: Turn, leader: Member, meeting_id: int) -> bool:
    """Take the code off the screen; False where it is none of theirs."""
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return False
    await _put_away(turn, meeting_id)
    return True


async def picture(turn: Turn, meeting_id: int) -> Message | None:
    """The code of this quarter of a minute, and how many are there: numbers, for a whole room looks at it."""
    meeting, code = await meetings.get(turn.tx, meeting_id), await store.of(turn.tx, meeting_id)
    if meeting is None or code is None or code.shown_by is None or not meeting.takes_sign_ins(turn.now):
        return None
    numbers = tally(await attendees.faceless(turn.tx, meeting_id), closed=False)
    payload = f"qr_{meeting_id}_{rules.screen_code(code.secret, rules.slot(turn.now))}"
    return say.screen(meeting, payload, numbers)


async def rotate(turn: Turn) -> bool:
    """A chore: screens get the next code; those of a meeting that is over go dark by themselves."""
    for code in await store.to_turn(turn.tx, turn.now):
        meeting = await meetings.get(turn.tx, code.meeting_id)
        leader = await people.get(turn.tx, code.shown_by) if code.shown_by is not None else None
        if meeting is None or leader is None or not await _may_still_show(turn, leader, meeting):
            await _put_away(turn, code.meeting_id)
            continue
        await store.show(turn.tx, meeting.id, leader.id, rules.turns_at(turn.now))
        turn.show(_topic(meeting.id), leader.telegram_id or 0, "screen", meeting.id)
    return False


async def _may_still_show(turn: Turn, leader: Member, meeting: Meeting) -> bool:
    if leader.telegram_id is None or not meeting.takes_sign_ins(turn.now):
        return False
    return await access.may(turn, leader, Action.MANAGE_MEETING, meeting.node_id)


async def _put_away(turn: Turn, meeting_id: int) -> None:
    await store.put_away(turn.tx, meeting_id)
    await _darken(turn, meeting_id)


async def _darken(turn: Turn, meeting_id: int) -> None:
    """A picture cannot become words: the message goes, so that no dead code is left to be scanned."""
    card = await cards.get(turn.tx, _topic(meeting_id))
    if card is not None:
        turn.letters.append(Letter(card.chat_id, Method.DELETE, message_id=card.message_id))
        await cards.drop(turn.tx, _topic(meeting_id))


def _topic(meeting_id: int) -> str:
    return f"screen:{meeting_id}"
