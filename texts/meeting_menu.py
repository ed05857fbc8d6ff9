"""What is said around the list of what else can be done with a meeting."""

from collections.abc import Sequence
from datetime import datetime

from domain.meetings import Meeting
from domain.messages import Button, Message, Press, Rows
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "meeting_menu"


def rows(meeting: Meeting, actions: Sequence[str]) -> Rows:
    """The buttons, two in a row."""
    buttons = [Button(plain(FEATURE, f"label_{action}"), Press(action, (meeting.id,))) for action in actions]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def menu(meeting: Meeting, actions: Sequence[str]) -> Message:
    return Message(html(FEATURE, "menu", meeting=meeting, some=bool(actions)), rows(meeting, actions))


def been_to(meetings: Sequence[Meeting], now: datetime) -> Message:
    """Which of one's own meetings is meant, the latest first."""
    labels = [shortened(plain(FEATURE, "label_been_to", meeting=one, now=now)) for one in meetings]
    pairs = zip(labels, meetings, strict=True)
    return Message(html(FEATURE, "been_to"), tuple((Button(label, Press("pi", (one.id,))),) for label, one in pairs))


def been_nowhere() -> Message:
    return Message(html(FEATURE, "been_nowhere"))
