"""A world as plain data, and back."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from sandbox.world.actors import Bot, Json, Numbers, Person, Profile
from sandbox.world.chats import Chat
from sandbox.world.files import FileKind, StoredFile
from sandbox.world.hooks import Webhook
from sandbox.world.members import Member
from sandbox.world.messages import Attachment, Message
from sandbox.world.updates import UpdateQueue, Waiting
from sandbox.world.world import World

VERSION: Final = 1
MESSAGES_KEPT: Final = 1000
JUMP: Final = 1000
"""By how much all numbers leap after a restart. The last moments before a crash may be missing from the snapshot,
and a number given twice would make one thing out of two; the price is a gap."""


def as_data(world: World) -> Json:
    """Everything that is worth keeping, except the bytes of files."""
    return {
        "version": VERSION,
        "offset": world.clock.offset.total_seconds(),
        "queries": world.queries.last,
        "people": [asdict(person) for person in world.people.values()],
        "bots": [asdict(bot) for bot in world.bots.values()],
        "chats": [_chat_data(chat) for chat in world.chats()],
        "queues": [asdict(queue) | {"bot": bot_id} for bot_id, queue in world.queues.items()],
        "webhooks": [asdict(hook) | {"bot": bot_id} for bot_id, hook in world.webhooks.items()],
        "files": [
            {"file_id": each.file_id, "name": each.name, "size": each.size, "kind": each.kind, "seconds": each.seconds}
            for each in world.files.files.values()
        ],
        "last_file": world.files.last,
    }


def _chat_data(chat: Chat) -> Json:
    data = {name: value for name, value in vars(chat).items() if name not in {"members", "messages", "numbers"}}
    return data | {
        "last": chat.numbers.last,
        "members": [asdict(member) for member in chat.members.values()],
        "messages": [asdict(message) for message in list(chat.messages.values())[-MESSAGES_KEPT:]],
    }


def fill(world: World, data: Json, blobs: dict[str, bytes]) -> None:
    """Put a snapshot into an empty world; numbers leap ahead."""
    world.clock.offset = timedelta(seconds=data["offset"])
    world.queries.last = data["queries"] + JUMP
    world.people = {each["id"]: Person(**each) for each in data["people"]}
    for each in data["bots"]:
        bot = _bot(each)
        world.bots[bot.id] = bot
    for each in data["chats"]:
        _add_chat(world, each)
    world.queues = {each.pop("bot"): _queue(each) for each in data["queues"]}
    world.webhooks = {each.pop("bot"): Webhook(**each) for each in data["webhooks"]}
    for each in data["files"]:
        kind = FileKind(each.pop("kind", FileKind.DOCUMENT))
        world.files.files[each["file_id"]] = StoredFile(data=blobs[each["file_id"]], kind=kind, **each)
    world.files.last = data["last_file"] + JUMP


def _bot(data: Json) -> Bot:
    numbers = Numbers(data.pop("numbers")["last"] + JUMP)
    return Bot(numbers=numbers, profile=Profile(**data.pop("profile")), **data)


def _queue(data: Json) -> UpdateQueue:
    waiting, held = ([Waiting(**each) for each in data.pop(name)] for name in ("waiting", "held"))
    data["last_id"] += JUMP
    return UpdateQueue(waiting=waiting, held=held, **data)


def _add_chat(world: World, data: Json) -> None:
    members = [Member(**each) for each in data.pop("members")]
    messages = [_message(each) for each in data.pop("messages")]
    last = data.pop("last")
    data["topics"] = {int(number): name for number, name in data["topics"].items()}
    bot = world.bots.get(data["bot_id"]) if data["bot_id"] else None
    chat = Chat(numbers=bot.numbers if bot else Numbers(last + JUMP), **data)
    chat.members = {member.user["id"]: member for member in members}
    chat.messages = {message.id: message for message in messages}
    if bot:
        world.private[bot.id, chat.id] = chat
    else:
        world.groups[chat.id] = chat


def _message(data: dict[str, Any]) -> Message:
    attachment = data.pop("attachment")
    data["entities"] = tuple(data["entities"])
    return Message(attachment=_attachment(attachment) if attachment else None, **data)


def _attachment(data: dict[str, Any]) -> Attachment:
    return Attachment(kind=FileKind(data.pop("kind", FileKind.DOCUMENT)), **data)
