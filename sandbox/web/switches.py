"""The switches of the control drawer, by name."""

from collections.abc import Callable
from typing import Any, Final

from sandbox.web.deeds import chat_by_key, first_bot
from sandbox.world import membership
from sandbox.world.actors import Bot, Json, Person
from sandbox.world.chats import Chat
from sandbox.world.watch import Changed
from sandbox.world.world import World


def _clock(world: World, asked: Json) -> None:
    world.clock.forward(float(asked["seconds"]))


def _privacy(world: World, asked: Json) -> None:
    first_bot(world).privacy = bool(asked["on"])


def _limits(world: World, asked: Json) -> None:
    world.limits.enforce = bool(asked["on"])


def _too_many(world: World, asked: Json) -> None:
    chat_id = chat_by_key(world, asked["chat"]).id if asked.get("chat") else None
    world.faults.too_many_requests(
        int(asked.get("times", 1)), int(asked.get("retry_after", 5)), chat_id=chat_id, method=asked.get("method")
    )


def _lose_answers(world: World, asked: Json) -> None:
    world.faults.lose_answers(int(asked.get("times", 1)))


def _away(world: World, asked: Json) -> None:
    world.faults.away = bool(asked["on"])


def _migrate(world: World, asked: Json) -> None:
    membership.migrate(world, chat_by_key(world, asked["chat"]))


def _hold(world: World, asked: Json) -> None:
    world.queues[first_bot(world).id].hold()


def _release(world: World, asked: Json) -> None:
    world.queues[first_bot(world).id].release(backwards=bool(asked.get("backwards")))


def _repeat(world: World, asked: Json) -> None:
    world.queues[first_bot(world).id].repeat_next(int(asked.get("times", 1)))


def _bot_membership(change: Callable[[World, Chat, Bot, Person], None]) -> Callable[[World, Json], None]:
    def switch(world: World, asked: Json) -> None:
        chat = chat_by_key(world, asked["chat"])
        owner = next(number for number, member in chat.members.items() if member.status == "creator")
        change(world, chat, first_bot(world), world.people[owner])

    return switch


SWITCHES: Final[dict[str, Callable[[World, Json], Any]]] = {
    "clock": _clock,
    "privacy": _privacy,
    "limits": _limits,
    "too_many": _too_many,
    "lose_answers": _lose_answers,
    "away": _away,
    "migrate": _migrate,
    "hold": _hold,
    "release": _release,
    "repeat": _repeat,
    "promote_bot": _bot_membership(membership.promote),
    "demote_bot": _bot_membership(membership.demote),
    "add_bot": _bot_membership(membership.add_bot),
    "remove_bot": _bot_membership(membership.remove_bot),
}


def turn(world: World, name: str, asked: Json) -> None:
    """Turn a switch and show it."""
    SWITCHES[name](world, asked)
    world.watch.tell(Changed("switches"))
