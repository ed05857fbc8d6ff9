"""One letter, one call of the Bot API."""

import hashlib
from dataclasses import dataclass

import telegram
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode

from domain.messages import Button, Letter, Message, Rows
from handlers.keys import ButtonKeys

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Sender:
    """Turns letters into calls; raises what python-telegram-bot raises."""

    bot: Bot
    keys: ButtonKeys

    async def send(self, letter: Letter, message: Message) -> int:
        """A new message in the chat; returns its id."""
        sent: telegram.Message
        if message.file is not None:
            sent = await self.bot.send_document(
                letter.chat_id,
                InputFile(message.file.data, message.file.name, attach=True),
                caption=message.html or None,
                parse_mode=ParseMode.HTML,
                disable_notification=letter.silent,
                message_thread_id=letter.thread_id,
                reply_markup=self._markup(message),
            )
        else:
            sent = await self.bot.send_message(
                letter.chat_id,
                message.html,
                parse_mode=ParseMode.HTML,
                disable_notification=letter.silent,
                message_thread_id=letter.thread_id,
                link_preview_options=_NO_PREVIEW,
                reply_markup=self._markup(message),
            )
        return sent.message_id

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Turn a message of ours into this one."""
        await self.bot.edit_message_text(
            message.html,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=self._keyboard(message.rows),
        )

    async def fetch(self, file_id: str) -> bytes:
        """Download a file somebody sent."""
        file = await self.bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def leave(self, chat_id: int) -> None:
        await self.bot.leave_chat(chat_id)

    def link(self, start: str) -> str:
        """The deep link that opens the private chat with this start payload."""
        return f"https://t.me/{self.bot.username}?start={start}"

    def _markup(self, message: Message) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        if message.menu is not None:
            return ReplyKeyboardMarkup(message.menu, resize_keyboard=True, is_persistent=True)
        return self._keyboard(message.rows)

    def _keyboard(self, rows: Rows) -> InlineKeyboardMarkup | None:
        return InlineKeyboardMarkup([[self._button(button) for button in row] for row in rows]) if rows else None

    def _button(self, button: Button) -> InlineKeyboardButton:
        if button.press is not None:
            return InlineKeyboardButton(button.label, callback_data=self.keys.pack(button.press))
        return InlineKeyboardButton(button.label, url=self.link(button.start or ""))


def digest(message: Message) -> bytes:
    """Tells whether a living message has changed since it was last shown."""
    return hashlib.blake2b(repr((message.html, message.rows)).encode(), digest_size=16).digest()
