"""What is said when something is taken back."""

from domain.meetings import Meeting
from domain.messages import Button, Message, Press
from texts.rendering import html, plain

FEATURE = "undoing"


def undone(meeting: Meeting) -> Message:
    return Message(html(FEATURE, "undone", meeting=meeting))


def leave_taken_back(meeting: Meeting) -> Message:
    return Message(html(FEATURE, "leave_taken_back", meeting=meeting))


def too_late(meeting: Meeting) -> Message:
    button = Button(plain(FEATURE, "label_dispute"), Press("di", (meeting.id,)))
    return Message(html(FEATURE, "too_late"), ((button,),))


def nothing() -> Message:
    return Message(html(FEATURE, "nothing"))
