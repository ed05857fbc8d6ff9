"""Carrying one letter to Telegram, and how that went."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError

from bot.clock import Clock
from bot.drawing import Studio
from bot.refusals import Refusal, refusal
from bot.sending import Sender, digest
from domain.messages import Lane, Letter, Message, Method, shortened
from domain.pictures import addressed
from services import views
from services.turn import Turn
from storage import cards, outgoing
from storage.database import Database, is_away
from storage.outgoing import Waiting
from storage.schema import Tx

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one letter fared. `anew`: it is a message of its own, not an older one edited."""

    waiting: Waiting
    message_id: int | None = None
    digest: bytes | None = None
    fetched: bytes | None = None
    refusal: Refusal | None = None
    pointless: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """Knows what each kind of letter takes. Never raises: whatever happens is an outcome."""

    database: Database
    sender: Sender
    clock: Clock
    studio: Studio = field(default_factory=Studio)

    async def carry(self, waiting: Waiting, leaves: Callable[[], None]) -> Outcome:
        """`leaves` is called when the call to Telegram goes out, if one does."""
        try:
            return await self._carry(waiting, leaves)
        except TelegramError as error:
            return Outcome(waiting, refusal=refusal(error))
        except DBAPIError as error:
            if is_away(error):
                return Outcome(waiting, refusal=Refusal.STORAGE)
            return _broken(waiting)
        except Exception:
            return _broken(waiting)

    async def _carry(self, waiting: Waiting, leaves: Callable[[], None]) -> Outcome:
        letter = waiting.letter
        if letter.method is Method.LIVE:
            return await self._show(waiting, leaves)
        if letter.live is not None:
            return await self._say(waiting, leaves)
        if letter.key is not None and letter.lane != Lane.DANGER and not await self._is_wanted(waiting):
            return Outcome(waiting, pointless=True)
        drawn = await self._illustrated(letter.message)
        if (
            drawn is None
            and letter.message is not None
            and letter.message.picture is not None
            and not letter.message.html
        ):
            return Outcome(waiting, pointless=True)  # its words went ahead, as a message of their own
        leaves()
        match letter.method:
            case Method.LEAVE:
                await self.sender.leave(letter.chat_id)
                return Outcome(waiting)
            case Method.DELETE if letter.message_id is not None:
                await self.sender.delete(letter.chat_id, letter.message_id)
                return Outcome(waiting)
            case Method.FETCH:
                return Outcome(waiting, fetched=await self.sender.fetch(str(letter.errand["file_id"])))
            case Method.EDIT if letter.message is not None and letter.message_id is not None:
                return await self._edit(waiting, letter.message_id, letter.message, drawn)
            case _ if letter.message is not None:
                return Outcome(waiting, await self.sender.send(letter, letter.message, drawn), anew=True)
        raise ValueError(f"a letter without words: {letter.method}")

    async def _is_wanted(self, waiting: Waiting) -> bool:
        """Letters are claimed a moment ahead of their slot; what was withdrawn in that moment is not said."""
        async with self.database.read() as tx:
            return await outgoing.is_wanted(tx, waiting.id)

    async def _show(self, waiting: Waiting, leaves: Callable[[], None]) -> Outcome:
        letter = waiting.letter
        async with self.database.read() as tx:
            words = await self._words(tx, waiting)
            card = await cards.get(tx, letter.topic or "")
        if words is None:
            return Outcome(waiting, pointless=True)
        message = shortened(words)
        now_shown = digest(message)
        if card is not None and card.chat_id == letter.chat_id and card.digest == now_shown:
            return Outcome(waiting, card.message_id, now_shown)
        drawn = await self._illustrated(message)
        leaves()
        if card is None or card.chat_id != letter.chat_id:
            return Outcome(waiting, await self.sender.send(letter, message, drawn), now_shown, anew=True)
        return replace(await self._edit(waiting, card.message_id, message, drawn), digest=now_shown)

    async def _say(self, waiting: Waiting, leaves: Callable[[], None]) -> Outcome:
        """Drawn as what lives is, but never edited: words to many are kept once, and no row a person is needed."""
        async with self.database.read() as tx:
            words = await self._words(tx, waiting)
        if words is None:
            return Outcome(waiting, pointless=True)
        message = shortened(words)
        drawn = await self._illustrated(message)
        leaves()
        return Outcome(waiting, await self.sender.send(waiting.letter, message, drawn), anew=True)

    async def _illustrated(self, message: Message | None) -> bytes | None:
        if message is None or message.picture is None:
            return None
        return await self.studio.draw(addressed(message.picture, self.sender.link))

    async def _words(self, tx: Tx, waiting: Waiting) -> Message | None:
        """The words of this moment; None where the letter was withdrawn or has become pointless."""
        letter = waiting.letter
        if not await outgoing.is_wanted(tx, waiting.id):
            return None
        return await views.draw(letter.live or "", Turn(tx, self.clock.now()), letter.ref or 0)

    async def _edit(self, waiting: Waiting, message_id: int, message: Message, drawn: bytes | None) -> Outcome:
        """Turn the message into this one, or say it anew where somebody deleted it."""
        letter: Letter = waiting.letter
        try:
            await self.sender.edit(letter.chat_id, message_id, message, drawn)
        except TelegramError as error:
            match refusal(error):
                case Refusal.UNCHANGED:
                    pass
                case Refusal.GONE:
                    return Outcome(waiting, await self.sender.send(letter, message, drawn), anew=True)
                case _:
                    raise
        return Outcome(waiting, message_id)


def _broken(waiting: Waiting) -> Outcome:
    log.exception("一封信送不出去，已放到一边：%s", waiting.letter.live or waiting.letter.method)
    return Outcome(waiting, refusal=Refusal.BROKEN)
