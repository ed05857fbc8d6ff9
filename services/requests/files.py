"""Pictures, files and voices of a request: passed on by their ids, and taken out of the chats again (H15, H16)."""

from domain.members import Member
from domain.messages import Letter, Media, MediaKind, Message, Method
from domain.requests import Refused
from services.requests import reading
from services.requests.reading import Opened
from services.turn import Turn
from storage import cards, outbox, request_words
from storage.request_steps import Fired
from texts import helping as say


async def bring(turn: Turn, member: Member, step: Fired) -> Opened | Refused:
    """Send a helper the files of a request. The opening is written down, or that it was refused."""
    found = await reading.open_words(turn, member, step.request_id)
    if isinstance(found, Opened) and member.telegram_id is not None:
        await take_back(turn, step)
        for words in found.words:
            if words.file is not None:
                turn.show_anew(_topic(step, words.id), member.telegram_id, "file", words.id)
    return found


async def file(turn: Turn, words_id: int) -> Message | None:
    """One file as it is sent; None where it was erased before that."""
    words = await request_words.get(turn.tx, words_id)
    if words is None or words.file is None or words.file_kind is None:
        return None
    return say.file(words.text, Media(MediaKind(words.file_kind), words.file))


async def take_back(turn: Turn, step: Fired) -> None:
    """Delete what was sent to a helper, and send nothing that still waits. Telegram lets a bot delete for two days."""
    for topic, card in await cards.under(turn.tx, _topic(step, None)):
        turn.letters.append(Letter(card.chat_id, Method.DELETE, message_id=card.message_id))
        await cards.drop(turn.tx, topic)
    await outbox.drop_waiting(turn.tx, _topic(step, None))


def _topic(step: Fired, words_id: int | None) -> str:
    return f"file:{step.id}:{'' if words_id is None else words_id}"
