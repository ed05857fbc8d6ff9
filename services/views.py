"""Messages that live: drawn from the database at the moment they are sent, so that a lost edit heals by the next."""

from collections.abc import Awaitable, Callable, Mapping

from domain.messages import Message
from services import boards, leave, log_chats
from services.broadcasts import showing as showing_notices
from services.care import cards as visit_cards
from services.care import contacting
from services.care.talks import cards as talk_cards
from services.care_dates import congratulating
from services.codes import screen
from services.disputes import deciding
from services.meeting_cards import drawing as meeting_cards
from services.mobility import guests
from services.polls import answering as polls
from services.reminding import saying
from services.requests import drawing, files, showing
from services.slots import picking
from services.studying import sharing
from services.turn import Turn

View = Callable[[Turn, int], Awaitable[Message | None]]

VIEWS: Mapping[str, View] = {
    "board": boards.board,
    "panel": boards.panel,
    "leave": leave.card,
    "screen": screen.picture,
    "dispute": deciding.card,
    "meeting_card": meeting_cards.card,
    "slot_ballot": picking.ballot,
    "slot_panel": picking.panel,
    "log": log_chats.day,
    "request": showing.card,
    "task": drawing.card,
    "words": drawing.words_card,
    "file": files.file,
    "visit": visit_cards.for_visitor,
    "visit_own": visit_cards.for_member,
    "contact_ask": contacting.card,
    "talk_asker": talk_cards.for_asker,
    "talk_other": talk_cards.for_other,
    "reminder": saying.card,
    "guest": guests.card,
    "congratulation": congratulating.draw,
    "notice": showing_notices.notice,
    "broadcast": showing_notices.card,
    "poll": polls.view,
    "study_note": sharing.for_reader,
    "study_note_group": sharing.for_group,
}


async def draw(name: str, turn: Turn, ref: int) -> Message | None:
    """The message as it is now; None where it has become pointless."""
    return await VIEWS[name](turn, ref)
