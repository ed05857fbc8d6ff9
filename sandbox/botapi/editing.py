"""editMessage… and deleteMessage."""

from dataclasses import replace
from typing import Final

from sandbox.botapi import formatting
from sandbox.botapi.asked import Asked
from sandbox.botapi.parameters import Parameters
from sandbox.botapi.speaking import stored
from sandbox.world.actors import Json
from sandbox.world.chats import Chat
from sandbox.world.doings import vanish
from sandbox.world.files import PHOTO_BYTES, FileKind
from sandbox.world.keyboards import checked
from sandbox.world.messages import Attachment, Message
from sandbox.world.refusals import bad_request

DELETABLE_SECONDS: Final = 48 * 60 * 60
_NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(asked: Asked) -> Json:
    """Change the words, and the buttons with them."""
    text, entities = formatting.message_text(asked.params)
    chat, message = _own_message(asked)
    if message.attachment or message.service:
        raise bad_request("there is no text in the message to edit")
    return _edit(asked, chat, message, replace(message, text=text, entities=entities))


def edit_message_caption(asked: Asked) -> Json:
    """Change the words under a file."""
    text, entities = formatting.caption(asked.params)
    chat, message = _own_message(asked)
    if not message.attachment:
        raise bad_request("there is no caption in the message to edit")
    return _edit(asked, chat, message, replace(message, text=text, entities=entities))


def edit_message_media(asked: Asked) -> Json:
    """Put another picture there, with its words; in the place of a text too, since Bot API 9."""
    media = asked.params.data("media") or {}
    if media.get("type") != FileKind.PHOTO:
        raise bad_request("wrong type of the media: of media there are pictures only here")
    put = replace(asked, params=Parameters({**media, FileKind.PHOTO: media.get("media")}, asked.params.uploads))
    text, entities = formatting.caption(put.params)
    chat, message = _own_message(asked)
    attachment = Attachment.of(stored(put, FileKind.PHOTO, PHOTO_BYTES))
    return _edit(asked, chat, message, replace(message, text=text, entities=entities, attachment=attachment))


def edit_message_reply_markup(asked: Asked) -> Json:
    """Change the buttons only."""
    chat, message = _own_message(asked)
    return _edit(asked, chat, message, message)


def delete_message(asked: Asked) -> bool:
    """Take a message away: one's own, what came in private, or as administrator any."""
    chat = asked.open_chat()
    message = chat.messages.get(asked.params.number("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    if not (message.is_by(asked.bot.id) or chat.is_private or chat.is_in_charge(asked.bot.id)):
        raise bad_request("message can't be deleted")
    if asked.world.clock.seconds() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    vanish(asked.world, chat, message.id)
    return True


def _own_message(asked: Asked) -> tuple[Chat, Message]:
    number = asked.params.number("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    chat = asked.open_chat()
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.is_by(asked.bot.id):
        raise bad_request("message can't be edited")
    return chat, message


def _edit(asked: Asked, chat: Chat, old: Message, new: Message) -> Json:
    markup = checked(asked.params.data("reply_markup"))
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    current = old.reply_markup if old.inline_keyboard else None
    if (new.text, new.entities, new.attachment, markup) == (old.text, old.entities, old.attachment, current):
        raise bad_request(_NOT_MODIFIED)
    asked.spend(chat)
    new = replace(new, reply_markup=markup, edit_date=asked.world.clock.seconds())
    asked.world.replace(chat, new)
    return chat.as_message(new)
