"""When the bot itself is in trouble, somebody in danger hears the numbers all the same: never silence (SAFE-05)."""

from collections.abc import Mapping
from contextlib import suppress

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import TelegramError

from domain.concerns.danger import judge
from texts import danger as say


def is_cry(said: Mapping[object, object]) -> bool:
    """Whether a private message, as Telegram sent it, speaks of danger."""
    return judge(str(said.get("text") or said.get("caption") or "")).calls_human


class Lifeline:
    """Past the database and the outbox, straight to Telegram; once an update, however often it comes again."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._answered: set[int] = set()

    def is_new(self, update_id: int) -> bool:
        """True the first time. What was answered long ago does not come again."""
        fresh = update_id not in self._answered
        self._answered = {known for known in self._answered if known > update_id - 10_000} | {update_id}
        return fresh

    async def answer(self, chat_id: int) -> None:
        """The numbers, and that nobody could be called. When the database is back the cry is heard in full."""
        with suppress(TelegramError):
            await self._bot.send_message(chat_id, say.broken().html, parse_mode=ParseMode.HTML)
