"""sendMessage, sendDocument, sendPhoto, sendVoice and sendChatAction."""

from typing import Any, Final

from sandbox.botapi import formatting
from sandbox.botapi.asked import Asked
from sandbox.world.actors import Json
from sandbox.world.chats import Chat
from sandbox.world.files import PHOTO_BYTES, UPLOAD_BYTES, FileKind, StoredFile
from sandbox.world.keyboards import checked
from sandbox.world.messages import Attachment
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
    return _send_file(asked, FileKind.DOCUMENT, UPLOAD_BYTES)


def send_photo(asked: Asked) -> Json:
    """Send a picture."""
    return _send_file(asked, FileKind.PHOTO, PHOTO_BYTES)


def send_voice(asked: Asked) -> Json:
    """Send a voice message."""
    return _send_file(asked, FileKind.VOICE, UPLOAD_BYTES)


def _send_file(asked: Asked, kind: FileKind, most: int) -> Json:
    text, entities = formatting.caption(asked.params)
    chat = asked.open_chat()
    attachment = Attachment.of(stored(asked, kind, most))
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


def stored(asked: Asked, kind: FileKind, most: int) -> StoredFile:
    """The file a call brings, or one that lies here already."""
    upload = asked.params.upload(kind)
    if upload is None:
        return _known(asked, kind)
    if len(upload.data) > UPLOAD_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    if len(upload.data) > most:
        raise bad_request("file is too big")
    seconds = asked.params.number("duration") or 0
    return asked.world.files.put(upload.name, upload.data, kind=kind, seconds=seconds)


def _known(asked: Asked, kind: FileKind) -> StoredFile:
    file_id = asked.params.text(kind)
    if not file_id:
        raise bad_request(f"there is no {kind} in the request")
    if file_id not in asked.world.files.files:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    known = asked.world.files.by_id(file_id)
    if known.kind is not kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known
