"""What is meant for the bot, and of that what may be kept. The rest is dropped before it is written or logged (V2).

With privacy mode on Telegram sends little else anyway; this holds where somebody made the bot an administrator.
"""

import re
from collections.abc import Mapping
from typing import Any

from domain.messages import Json

_SERVICE = ("migrate_to_chat_id", "migrate_from_chat_id")
_PRESSED_FIELDS = ("message_id", "message_thread_id", "is_topic_message", "date", "chat")
_GROUP_FIELDS = (*_PRESSED_FIELDS, "from", "sender_chat", *_SERVICE)
# No telephone number or place is ever written (V4); of a picture, a voice or a file only Telegram's id of it (H15).
_PRIVATE_FIELDS = (*_GROUP_FIELDS, "text", "caption", "document", "voice", "photo")

_HELP = re.compile(r"/求助(?!\w)(?:@(\w+))?")
_EDITED_FIELDS = (*_PRESSED_FIELDS, "from", "text", "caption")  # read for danger, and for nothing else (C9)


def addressed(update: Mapping[str, Any], username: str) -> dict[str, Json] | None:
    """The update as it may be kept, or None.

    From a group message only the command itself is kept: what somebody typed behind it in front of everybody is
    neither needed nor ours to store.
    """
    match update:
        case {"callback_query": dict() as query}:
            return _press(update, query)
        case {"my_chat_member": dict()}:
            return dict(update)
        case {"message": {"chat": {"type": "private"}} as message}:
            return _bare(update, message, _PRIVATE_FIELDS)
        case {"edited_message": {"chat": {"type": "private"}} as message}:
            return _bare(update, message, _EDITED_FIELDS, "edited_message")
        case {"message": {"chat": {"type": str()}} as message}:
            return _from_group(update, message, username)
    return None


def _press(update: Mapping[str, Any], query: Mapping[str, Any]) -> dict[str, Json]:
    """A press without the message it was made on: that is ours, and unpacking it would be half the cost of a press."""
    kept = dict(query)
    message = query.get("message")
    if isinstance(message, dict):
        kept["message"] = {name: message[name] for name in _PRESSED_FIELDS if name in message}
    return {"update_id": update["update_id"], "callback_query": kept}


def _from_group(update: Mapping[str, Any], message: Mapping[str, Any], username: str) -> dict[str, Json] | None:
    if any(name in message for name in _SERVICE):
        return _bare(update, message, _GROUP_FIELDS)
    command = _command(message, username)
    if command is None:
        return _spoken_to(update, message, username)
    entity = {"type": "bot_command", "offset": 0, "length": len(command)}
    return _bare(update, {**message, "text": command, "entities": [entity]}, (*_GROUP_FIELDS, "text", "entities"))


def _spoken_to(update: Mapping[str, Any], message: Mapping[str, Any], username: str) -> dict[str, Json] | None:
    """A person mentioned us, or answered what we had said: that is kept, and no word of it (H1, HELP-02)."""
    us = f"@{username}".lower()
    if "sender_chat" in message:
        return None
    text = message.get("text")
    answered = message.get("reply_to_message")
    mentions = isinstance(text, str) and re.search(rf"(?<!\w){us}(?!\w)", text.lower()) is not None
    answers = isinstance(answered, dict) and _is_from(answered, username) and isinstance(text, str)
    return _bare(update, {**message, "text": us}, (*_GROUP_FIELDS, "text")) if mentions or answers else None


def _is_from(message: Mapping[str, Any], username: str) -> bool:
    match message:
        case {"from": {"username": str(name)}}:
            return name.lower() == username.lower()
    return False


def _command(message: Mapping[str, Any], username: str) -> str | None:
    """`/name` or `/name@us` at the very beginning; /求助, which is no command to Telegram, stands for /help."""
    match message:
        case {"text": str(text)} if asked := _HELP.match(text):
            return "/help" if not asked[1] or asked[1].lower() == username.lower() else None
        case {"text": str(text), "entities": [{"type": "bot_command", "offset": 0, "length": int(length)}, *_]}:
            command = text[:length]
            _, at, whom = command.partition("@")
            return command if not at or whom.lower() == username.lower() else None
    return None


def _bare(
    update: Mapping[str, Any], message: Mapping[str, Any], names: tuple[str, ...], kind: str = "message"
) -> dict[str, Json]:
    return {"update_id": update["update_id"], kind: {name: message[name] for name in names if name in message}}
