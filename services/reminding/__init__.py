"""Promising reminders and keeping the promises: one gate for all that the bot says of its own accord."""

from services.reminding.gate import remind
from services.reminding.promising import Wanted, cancel, promise

__all__ = ["Wanted", "cancel", "promise", "remind"]
