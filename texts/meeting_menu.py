"""What is said around the list of what else can be done with a meeting."""

from collections.abc import Sequence

from domain.meetings import Meeting
from domain.messages import Button, Message, Press, Rows
from texts.rendering import html, plain

FEATURE = "meeting_menu"


def rows(meeting: Meeting, actions: Sequence[str]) -> Rows:
    """The buttons, two in a row."""
    buttons = [Button(plain(FEATURE, f"label_{action}"), Press(action, (meeting.id,))) for action in actions]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def menu(meeting: Meeting, actions: Sequence[str]) -> Message:
    return Message(html(FEATURE, "menu", meeting=meeting, some=bool(actions)), rows(meeting, actions))
