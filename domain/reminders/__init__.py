"""What the bot says of its own accord, to whom, when, and how often at most (S5 to S9, S16)."""

from domain.reminders.picking import MESSAGES_A_DAY, Drop, Person, Pick, Why, pick
from domain.reminders.reminder import SOUNDS, Mode, Reminder, ReminderKind, due_in

__all__ = [
    "MESSAGES_A_DAY",
    "SOUNDS",
    "Drop",
    "Mode",
    "Person",
    "Pick",
    "Reminder",
    "ReminderKind",
    "Why",
    "due_in",
    "pick",
]
