"""Carrying one letter to Telegram, and how that went."""

import logging
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError
from telegram.error import TelegramError

from bot.clock import Clock
from bot.refusals import Refusal, refusal
from bot.sending import Sender, digest
from domain.messages import Letter, Message, Method, shortened
from services import views
from services.turn import Turn
from storage import outbox as store
from storage.database import Database, is_away
from storage.outbox import Waiting

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one letter fared."""

    waiting: Waiting
    message_id: int | None = None
    digest: bytes | None = None
    fetched: bytes | None = None
    refusal: Refusal | None = None
    pointless: bool = False


@dataclass(frozen=True, slots=True)
class Carrier:
    """Knows what each kind of letter takes. Never raises: whatever happens is an outcome."""

    database: Database
    sender: Sender
    clock: Clock

    async def carry(self, waiting: Waiting) -> Outcome:
        try:
            return await self._carry(waiting)
        except TelegramError as error:
            return Outcome(waiting, refusal=refusal(error))
        except DBAPIError as error:
            if is_away(error):
                return Outcome(waiting, refusal=Refusal.STORAGE)
            return _broken(waiting)
        except Exception:
            return _broken(waiting)

    async def _carry(self, waiting: Waiting) -> Outcome:
        letter = waiting.letter
        match letter.method:
            case Method.LEAVE:
                await self.sender.leave(letter.chat_id)
                return Outcome(waiting)
            case Method.DELETE if letter.message_id is not None:
                await self.sender.delete(letter.chat_id, letter.message_id)
                return Outcome(waiting)
            case Method.FETCH:
                return Outcome(waiting, fetched=await self.sender.fetch(str(letter.errand["file_id"])))
            case Method.LIVE:
                return await self._show(waiting)
            case Method.EDIT if letter.message is not None and letter.message_id is not None:
                return Outcome(waiting, await self._edit(letter, letter.message_id, letter.message))
            case _ if letter.message is not None:
                return Outcome(waiting, await self.sender.send(letter, letter.message))
        raise ValueError(f"a letter without words: {letter.method}")

    async def _show(self, waiting: Waiting) -> Outcome:
        letter = waiting.letter
        async with self.database.read() as tx:
            drawn = await views.draw(letter.live or "", Turn(tx, self.clock.now()), letter.ref or 0)
            card = await store.card(tx, letter.topic or "")
        if drawn is None:
            return Outcome(waiting, pointless=True)
        message = shortened(drawn)
        now_shown = digest(message)
        if card is None or card.chat_id != letter.chat_id:
            return Outcome(waiting, await self.sender.send(letter, message), now_shown)
        if card.digest == now_shown:
            return Outcome(waiting, card.message_id, now_shown)
        return Outcome(waiting, await self._edit(letter, card.message_id, message), now_shown)

    async def _edit(self, letter: Letter, message_id: int, message: Message) -> int:
        """Turn the message into this one, or say it anew where somebody deleted it; returns where it stands."""
        try:
            await self.sender.edit(letter.chat_id, message_id, message)
        except TelegramError as error:
            match refusal(error):
                case Refusal.UNCHANGED:
                    pass
                case Refusal.GONE:
                    return await self.sender.send(letter, message)
                case _:
                    raise
        return message_id


def _broken(waiting: Waiting) -> Outcome:
    log.exception("一封信送不出去，已放到一边：%s", waiting.letter.live or waiting.letter.method)
    return Outcome(waiting, refusal=Refusal.BROKEN)
