"""What the page's person does, by name."""

from collections.abc import Callable
from typing import Any, Final

from sandbox.web.view import key
from sandbox.world import doings
from sandbox.world.actors import Bot, Json, Person
from sandbox.world.chats import Chat
from sandbox.world.doings import Impossible
from sandbox.world.world import World


def _person(world: World, asked: Json) -> Person:
    return world.people[int(asked["person"])]


def first_bot(world: World) -> Bot:
    """The bot of this sandbox."""
    return next(iter(world.bots.values()))


def chat_by_key(world: World, wanted: str) -> Chat:
    """A chat by its name on the page."""
    found = next((chat for chat in world.chats() if key(chat) == wanted), None)
    if found is None:
        msg = f"没有这个聊天：{wanted}"
        raise Impossible(msg)
    return found


def _say(world: World, asked: Json) -> None:
    person, chat, text = _person(world, asked), chat_by_key(world, asked["chat"]), str(asked["text"])
    reply_to = asked.get("reply_to")
    match asked.get("disguise"):
        case "group":
            doings.say_anonymously(world, person, chat, text, reply_to=reply_to)
        case "channel":
            doings.say_as_channel(world, person, chat, text, "某频道", reply_to=reply_to)
        case _:
            doings.say(world, person, chat, text, reply_to=reply_to, topic=asked.get("topic"))


def _speak(world: World, asked: Json) -> None:
    doings.speak(world, _person(world, asked), chat_by_key(world, asked["chat"]), int(asked["seconds"]))


def _press(world: World, asked: Json) -> str:
    chat = chat_by_key(world, asked["chat"])
    return doings.press(world, _person(world, asked), chat, int(asked["message"]), str(asked["data"])).id


def _start(world: World, asked: Json) -> None:
    doings.start(world, _person(world, asked), first_bot(world), asked.get("payload", ""))


def _open(world: World, asked: Json) -> None:
    group = chat_by_key(world, asked["group"]) if asked.get("group") else None
    doings.open_link(world, _person(world, asked), str(asked["url"]), group=group)


def _vanish(world: World, asked: Json) -> None:
    doings.vanish(world, chat_by_key(world, asked["chat"]), int(asked["message"]))


def _block(world: World, asked: Json) -> None:
    doings.block(world, _person(world, asked), first_bot(world))


def _unblock(world: World, asked: Json) -> None:
    doings.unblock(world, _person(world, asked), first_bot(world))


DEEDS: Final[dict[str, Callable[[World, Json], Any]]] = {
    "say": _say,
    "speak": _speak,
    "press": _press,
    "start": _start,
    "open": _open,
    "vanish": _vanish,
    "block": _block,
    "unblock": _unblock,
}
