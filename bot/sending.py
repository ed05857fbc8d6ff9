"""One letter, one call of the Bot API."""

import hashlib
from dataclasses import dataclass
from typing import Any

import telegram
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode

from domain.messages import Button, Letter, Media, MediaKind, Message, Rows
from handlers.keys import ButtonKeys

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Sender:
    """Turns letters into calls; raises what python-telegram-bot raises."""

    bot: Bot
    keys: ButtonKeys

    async def send(self, letter: Letter, message: Message, drawn: bytes | None = None) -> int:
        """A new message in the chat, `drawn` its picture; returns its id."""
        sent: telegram.Message
        if drawn is not None:
            sent = await self._show(letter, message, drawn)
        elif message.media is not None:
            sent = await self._pass_on(letter, message, message.media)
        elif message.file is not None:
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

    async def _show(self, letter: Letter, message: Message, drawn: bytes) -> telegram.Message:
        return await self.bot.send_photo(
            letter.chat_id,
            _photo(drawn),
            caption=message.html or None,
            parse_mode=ParseMode.HTML,
            disable_notification=letter.silent,
            message_thread_id=letter.thread_id,
            reply_markup=self._markup(message),
        )

    async def _pass_on(self, letter: Letter, message: Message, media: Media) -> telegram.Message:
        """Somebody's voice, picture or file by its id: a message of ours, so nothing tells who sent it first (H14)."""
        send: Any = {
            MediaKind.VOICE: self.bot.send_voice,
            MediaKind.PHOTO: self.bot.send_photo,
            MediaKind.DOCUMENT: self.bot.send_document,
        }[media.kind]
        sent: telegram.Message = await send(
            letter.chat_id,
            media.file_id,
            caption=message.html or None,
            parse_mode=ParseMode.HTML,
            disable_notification=letter.silent,
            message_thread_id=letter.thread_id,
            reply_markup=self._markup(message),
        )
        return sent

    async def edit(self, chat_id: int, message_id: int, message: Message, drawn: bytes | None = None) -> None:
        """Turn a message of ours into this one. Words become a picture, but a picture never becomes words again."""
        if drawn is not None:
            await self.bot.edit_message_media(
                InputMediaPhoto(_photo(drawn), caption=message.html or None, parse_mode=ParseMode.HTML),
                chat_id=chat_id,
                message_id=message_id,
                reply_markup=self._keyboard(message.rows),
            )
            return
        await self.bot.edit_message_text(
            message.html,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=self._keyboard(message.rows),
        )

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Take a message of ours out of a chat; Telegram allows it for two days."""
        await self.bot.delete_message(chat_id, message_id)

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
    shows = (message.html, message.rows) if message.picture is None else (message.html, message.rows, message.picture)
    return hashlib.blake2b(repr(shows).encode(), digest_size=16).digest()


def _photo(drawn: bytes) -> InputFile:
    return InputFile(drawn, "chart.png", attach=True)
