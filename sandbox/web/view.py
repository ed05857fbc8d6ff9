"""The world as the page sees it."""

from typing import Any, Final, Protocol

from sandbox.world.actors import Bot, Json, Person
from sandbox.world.chats import Chat
from sandbox.world.messages import Message
from sandbox.world.watch import Answered, Edited, Event, Posted, Vanished
from sandbox.world.world import World

SHOWN_MESSAGES: Final = 300


class Process(Protocol):
    """The bot's process, if the sandbox started one."""

    @property
    def state(self) -> str:
        """One word."""

    @property
    def sentence(self) -> str:
        """One sentence."""

    @property
    def tail(self) -> Any:
        """The last lines it wrote."""


def key(chat: Chat) -> str:
    """A chat's name on the page; a person has one private chat with each bot."""
    return f"p{chat.bot_id}-{chat.id}" if chat.is_private else f"g{-chat.id}"


def everything(world: World, process: Process | None) -> Json:
    """What a page needs when it opens."""
    messages = {
        key(chat): [message_view(chat, message) for message in list(chat.messages.values())[-SHOWN_MESSAGES:]]
        for chat in world.chats()
    }
    return {"kind": "everything", "state": state(world, process), "messages": messages}


def state(world: World, process: Process | None) -> Json:
    """Everything but the messages."""
    for bot in world.bots.values():
        for person in world.people.values():
            world.private_chat(bot, person)
    return {
        "now": world.clock.now().timestamp(),
        "people": [_person(person) for person in world.people.values()],
        "bots": [_bot(bot) for bot in world.bots.values()],
        "chats": [_chat(world, chat) for chat in world.chats()],
        "guide": world.guide,
        "switches": _switches(world),
        "process": _process(process),
    }


def _person(person: Person) -> Json:
    return {"id": person.id, "name": person.first_name, "note": person.note, "has_phone": person.has_phone}


def _bot(bot: Bot) -> Json:
    menus = bot.profile.commands
    return {
        "id": bot.id,
        "name": bot.first_name,
        "username": bot.username,
        "privacy": bot.privacy,
        "menus": menus,
        "description": next(iter(bot.profile.descriptions.values()), ""),
    }


def _chat(world: World, chat: Chat) -> Json:
    former = next((key(old) for old in world.groups.values() if old.migrated_to == chat.id), None)
    return {
        "key": key(chat),
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "bot_id": chat.bot_id,
        "members": [number for number, member in chat.members.items() if member.is_present],
        "admins": [number for number, member in chat.members.items() if member.is_in_charge],
        "topics": [{"id": number, "name": name} for number, name in chat.topics.items()],
        "started": chat.started,
        "blocked": chat.blocked,
        "migrated": chat.migrated_to is not None,
        "former": former,
    }


def _switches(world: World) -> Json:
    queues = world.queues.values()
    return {
        "away": world.faults.away,
        "limits": world.limits.enforce,
        "pending_faults": world.faults.pending,
        "holding": any(queue.holding for queue in queues),
        "held": sum(len(queue.held) for queue in queues),
        "repeating": sum(queue.repeating for queue in queues),
    }


def _process(process: Process | None) -> Json | None:
    if process is None:
        return None
    return {"state": process.state, "sentence": process.sentence, "tail": list(process.tail)[-40:]}


def message_view(chat: Chat, message: Message) -> Json:
    """The wire's message, with the reply keyboard the wire leaves out."""
    return chat.as_message(message) | {"chat_key": key(chat), "markup": message.reply_markup}


def event_view(event: Event) -> Json | None:
    """What a page is told of an event; None for what only changes the state."""
    match event:
        case Posted(chat, message) | Edited(chat, message):
            return {"kind": "message", "message": message_view(chat, message)}
        case Vanished(chat, message_id):
            return {"kind": "vanished", "chat_key": key(chat), "message_id": message_id}
        case Answered():
            return {"kind": "answer"} | {name: getattr(event, name) for name in Answered.__dataclass_fields__}
        case _:
            return None
