"""What the bot says of its own accord, to whom, when, and how often at most (S5 to S9, S16)."""

from domain.reminders.picking import MESSAGES_A_DAY, PHONED, Drop, Person, Pick, Why, pick
from domain.reminders.reminder import CALL, SOUNDS, Mode, Reminder, ReminderKind, due_in
from domain.reminders.steps import NUDGES, OFFERED, Span, Step, comes_at, spans, wanted

__all__ = [
    "CALL",
    "MESSAGES_A_DAY",
    "NUDGES",
    "OFFERED",
    "PHONED",
    "SOUNDS",
    "Drop",
    "Mode",
    "Person",
    "Pick",
    "Reminder",
    "ReminderKind",
    "Span",
    "Step",
    "Why",
    "comes_at",
    "due_in",
    "pick",
    "spans",
    "wanted",
]
