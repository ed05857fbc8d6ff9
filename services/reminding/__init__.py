"""Promising reminders; `gate` keeps the promises: the one door for all that the bot says of its own accord."""

from services.reminding.promising import Wanted, cancel, promise

__all__ = ["Wanted", "cancel", "promise"]
