"""What is said about reminders."""

from collections.abc import Sequence

from domain.messages import Message
from texts.rendering import html

FEATURE = "reminders"


def together(pieces: Sequence[Message]) -> Message:
    """Several reminders in one message; their buttons follow in the same order."""
    rows = tuple(row for piece in pieces for row in piece.rows)
    return Message(html(FEATURE, "together", pieces=[piece.html for piece in pieces]), rows)
