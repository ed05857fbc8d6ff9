"""sendMessage, sendDocument, sendPhoto and sendChatAction."""

from typing import Any, Final

from sandbox.botapi import formatting
from sandbox.botapi.asked import Asked
from sandbox.world.actors import Json
from sandbox.world.chats import Chat
from sandbox.world.files import PHOTO_BYTES, UPLOAD_BYTES, StoredFile
from sandbox.world.keyboards import checked
from sandbox.world.messages import Attachment
from sandbox.world.pictures import dimensions
from sandbox.world.refusals import Refusal, bad_request

_ACTIONS: Final = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(asked: Asked) -> Json:
    """Say something."""
    text, entities = formatting.message_text(asked.params)
    return _send(asked, asked.open_chat(), text=text, entities=entities)


def send_document(asked: Asked) -> Json:
    """Send a file."""
    text, entities = formatting.caption(asked.params)
    chat = asked.open_chat()
    stored = _stored(asked, "document", UPLOAD_BYTES)
    attachment = Attachment(stored.file_id, stored.name, stored.mime_type, stored.size)
    return _send(asked, chat, text=text, entities=entities, attachment=attachment)


def send_photo(asked: Asked) -> Json:
    """Send a picture."""
    text, entities = formatting.caption(asked.params)
    chat = asked.open_chat()
    stored = _stored(asked, "photo", PHOTO_BYTES)
    width, height = dimensions(stored.data)
    attachment = Attachment(stored.file_id, stored.name, stored.mime_type, stored.size, width, height)
    return _send(asked, chat, text=text, entities=entities, attachment=attachment)


def send_chat_action(asked: Asked) -> bool:
    """Show that the bot is busy."""
    if asked.params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    asked.open_chat()
    return True


def _send(asked: Asked, chat: Chat, **said: Any) -> Json:
    markup = checked(asked.params.data("reply_markup"))
    topic = _topic(asked, chat)
    reply_to = _reply_to(asked, chat)
    asked.spend(chat)
    message = asked.world.post(
        chat,
        asked.bot.as_user(),
        reply_markup=markup,
        topic=topic,
        reply_to=reply_to if reply_to is not None else topic,
        **said,
    )
    return chat.as_message(message)


def _topic(asked: Asked, chat: Chat) -> int | None:
    topic = asked.params.number("message_thread_id")
    if topic is not None and topic not in chat.topics:
        raise bad_request("message thread not found")
    return topic


def _reply_to(asked: Asked, chat: Chat) -> int | None:
    wanted = asked.params.data("reply_parameters") or {}
    number = wanted.get("message_id") or asked.params.number("reply_to_message_id")
    if number is None or number in chat.messages:
        return number
    if wanted.get("allow_sending_without_reply") or asked.params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _stored(asked: Asked, name: str, most: int) -> StoredFile:
    upload = asked.params.upload(name)
    if upload is None:
        if not asked.params.text(name):
            raise bad_request(f"there is no {name} in the request")
        if asked.params.text(name) not in asked.world.files.files:
            raise bad_request("wrong remote file identifier specified: Wrong string length")
        return asked.world.files.by_id(asked.params.text(name))
    if len(upload.data) > UPLOAD_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    if len(upload.data) > most:
        raise bad_request("file is too big")
    return asked.world.files.put(upload.name, upload.data)
