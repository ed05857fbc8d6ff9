"""What the bot says of its own accord, to whom, when, and how often at most (S5 to S9, S16)."""

from domain.reminders.picking import MESSAGES_A_DAY, PHONED, Drop, Person, Pick, Why, pick
from domain.reminders.reminder import CALL, SOUNDS, Mode, Reminder, ReminderKind, due_in
from domain.reminders.steps import NUDGES, OFFERED, SECOND, Span, Step, comes_at, second_span, spans, wanted

__all__ = [
    "CALL",
    "MESSAGES_A_DAY",
    "NUDGES",
    "OFFERED",
    "PHONED",
    "SECOND",
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
    "second_span",
    "spans",
    "wanted",
]
