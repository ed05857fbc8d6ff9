"""What is meant for the bot. Everything else is dropped here, before anything is written or logged (V2).

With privacy mode on Telegram sends little else anyway; this holds where somebody made the bot an administrator.
"""

from collections.abc import Mapping
from typing import Any

from domain.messages import Json

_SERVICE = ("migrate_to_chat_id", "migrate_from_chat_id")
_PRESSED_FIELDS = ("message_id", "message_thread_id", "is_topic_message", "date", "chat")
_GROUP_FIELDS = (
    "message_id",
    "message_thread_id",
    "is_topic_message",
    "date",
    "chat",
    "from",
    "sender_chat",
    *_SERVICE,
)


def addressed(update: Mapping[str, Any], username: str) -> dict[str, Json] | None:
    """The update as it may be kept, or None.

    From a group message only the command itself is kept: what somebody typed behind it in front of everybody is
    neither needed nor ours to store.
    """
    if "callback_query" in update:
        return _press(update)
    if "my_chat_member" in update:
        return dict(update)
    message = update.get("message")
    if not isinstance(message, dict):
        return None
    if message["chat"]["type"] == "private":
        return dict(update)
    if any(name in message for name in _SERVICE):
        return _bare(update, message)
    command = _command(message, username)
    if command is None:
        return None
    entity = {"type": "bot_command", "offset": 0, "length": len(command)}
    return _bare(update, {**message, "text": command, "entities": [entity]}, "text", "entities")


def _press(update: Mapping[str, Any]) -> dict[str, Json]:
    """A press without the message it was made on: that is ours, and unpacking it would be half the cost of a press."""
    query = dict(update["callback_query"])
    message = query.get("message")
    if message is not None:
        query["message"] = {name: message[name] for name in _PRESSED_FIELDS if name in message}
    return {"update_id": update["update_id"], "callback_query": query}


def _command(message: Mapping[str, Any], username: str) -> str | None:
    """`/name` or `/name@us` at the very beginning."""
    first: dict[str, Any] = next(iter(message.get("entities", ())), {})
    if first.get("type") != "bot_command" or first.get("offset") != 0:
        return None
    command = str(message.get("text", ""))[: first["length"]]
    _, at, whom = command.partition("@")
    return command if not at or whom.lower() == username.lower() else None


def _bare(update: Mapping[str, Any], message: Mapping[str, Any], *also: str) -> dict[str, Json]:
    kept = {name: message[name] for name in (*_GROUP_FIELDS, *also) if name in message}
    return {"update_id": update["update_id"], "message": kept}
