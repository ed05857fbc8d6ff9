"""The state of a small Telegram: pure, synchronous, without I/O."""

from sandbox.world.actors import Bot, Person
from sandbox.world.chats import Chat
from sandbox.world.messages import Message
from sandbox.world.world import World

__all__ = ["Bot", "Chat", "Message", "Person", "World"]
