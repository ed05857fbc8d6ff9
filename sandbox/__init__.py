"""A local stand-in for Telegram: the Bot API, and people to talk to the bot."""

from sandbox.box import Sandbox
from sandbox.world import World

__all__ = ["Sandbox", "World"]
