"""After a meeting has closed its group is asked once how it was; three days later the counts are published, once."""

import secrets
from datetime import datetime
from typing import Final

from domain.features import Feature
from domain.forums import Purpose
from domain.meeting_feedback import ASKED_AFTER, OPEN_FOR, published
from domain.meetings import Meeting
from domain.suppression import LEAST
from services import features, forums, policies
from services.configuration import Key, value
from services.turn import Turn
from storage import attendees, meetings, nodes
from storage import meeting_feedback as store
from texts import meeting_feedback as say

SALT_BYTES: Final = 32


async def begin(turn: Turn, meeting: Meeting) -> None:
    """It has just closed: from now on whoever was there can say how it was. The group hears of it a little later."""
    if await features.on_at(turn, Feature.MEETING_FEEDBACK, meeting.node_id):
        calendar = (await policies.in_force(turn, meeting.node_id)).calendar
        ask_at: datetime = calendar.first_loud(turn.now + ASKED_AFTER)
        salt = secrets.token_hex(SALT_BYTES)
        await store.open_for(turn.tx, meeting.id, ask_at, turn.now + OPEN_FOR, salt)


async def ask(turn: Turn) -> bool:
    """A chore: one line in the group, without a sound, with a button that leads to the private chat."""
    meeting_id = await store.to_ask(turn.tx, turn.now)
    if meeting_id is None:
        return False
    meeting = await meetings.get(turn.tx, meeting_id)
    if meeting is not None and (loud_at := await _loud_at(turn, meeting)) > turn.now:
        await store.ask_later(turn.tx, meeting_id, loud_at)
        return True
    await store.note_asked(turn.tx, meeting_id, turn.now)
    chat = await nodes.chat(turn.tx, meeting.chat_id) if meeting is not None and meeting.chat_id is not None else None
    if meeting is not None and chat is not None and await _would_be_shown(turn, meeting):
        thread_id = await forums.thread_for(turn, chat, Purpose.MEETINGS)
        key = f"feedback:{meeting_id}"
        turn.tell(chat.chat_id, say.wanted(meeting), key=key, thread_id=thread_id, silent=True)
    return True


async def _loud_at(turn: Turn, meeting: Meeting) -> datetime:
    """Now, or in the morning: after a standstill what was due may be due at night."""
    calendar = (await policies.in_force(turn, meeting.node_id)).calendar
    at: datetime = calendar.first_loud(turn.now)
    return at


async def _would_be_shown(turn: Turn, meeting: Meeting) -> bool:
    """Where fewer were there than must answer nobody is asked for what would never be read."""
    return await _present(turn, meeting) >= max(LEAST, await value(turn, meeting.node_id, Key.FEEDBACK_FROM))


async def _present(turn: Turn, meeting: Meeting) -> int:
    return sum(one.present for one in await attendees.of_meeting(turn.tx, meeting.id))


async def publish(turn: Turn) -> bool:
    """A chore: when nobody can answer any more what may be shown is worked out, and the rest forgotten."""
    meeting_id = await store.to_publish(turn.tx, turn.now)
    if meeting_id is None:
        return False
    feedback, meeting = await store.get(turn.tx, meeting_id), await meetings.get(turn.tx, meeting_id)
    if feedback is not None and feedback.counts is not None and meeting is not None:
        present = await _present(turn, meeting)
        least = await value(turn, meeting.node_id, Key.FEEDBACK_FROM)
        await store.publish(turn.tx, meeting_id, published(feedback.counts, present, least), turn.now)
    return True
