"""What happens to the groups we are in: added, promoted, removed, moved; and senders who are no person."""

from telegram.constants import ChatMemberStatus, ChatType

from domain.messages import Letter, Method
from handlers.routing import Event, Route
from handlers.visits import Visit
from services import chats, reach
from texts import refusals
from texts import setup as say

_GONE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


async def membership(visit: Visit) -> None:
    """Our own place in a chat has changed; in a private chat, that somebody stopped or restarted us."""
    change = visit.update.my_chat_member
    if change is None:
        return
    gone = change.new_chat_member.status in _GONE
    came = change.old_chat_member.status in _GONE and not gone
    if visit.private:
        await (reach.lost if gone else reach.reached)(visit.turn, visit.telegram_id)
        return
    if gone:
        await chats.removed(visit.turn, visit.chat_id)
        return
    if came and not await _arrived(visit, change.chat.title or "", channel=change.chat.type == ChatType.CHANNEL):
        return
    if change.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR:
        await chats.promoted(visit.turn, visit.chat_id)
    else:
        await chats.demoted(visit.turn, visit.chat_id)


async def _arrived(visit: Visit, title: str, *, channel: bool) -> bool:
    """Whether we stay."""
    arrival = await chats.arrived(visit.turn, visit.telegram_id, visit.chat_id, title)
    if channel or arrival is chats.Arrival.LEAVE:
        visit.turn.letters.append(Letter(visit.chat_id, Method.LEAVE))
        return False
    if arrival is chats.Arrival.INTRODUCE:
        visit.says(say.added())
    return True


async def migrated(visit: Visit) -> None:
    """The old group and the new one both tell us; the second time nothing is left to do."""
    message = visit.update.message
    if message is not None and message.migrate_to_chat_id is not None:
        await chats.migrate(visit.turn, visit.chat_id, message.migrate_to_chat_id)
    elif message is not None and message.migrate_from_chat_id is not None:
        await chats.migrate(visit.turn, message.migrate_from_chat_id, visit.chat_id)


async def anonymous(visit: Visit) -> None:
    """Somebody writes as the group or as a channel: no person, so nothing is kept and nobody is registered."""
    if visit.text.startswith("/"):
        visit.says(refusals.anonymous_sender())


ROUTES: tuple[Route, ...] = (
    Event("membership", membership),
    Event("migrated", migrated),
    Event("anonymous", anonymous),
)
