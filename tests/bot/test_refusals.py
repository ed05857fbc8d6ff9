"""What each of Telegram's refusals is taken for."""

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.refusals import Refusal, refusal


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), Refusal.UNREACHABLE),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Refusal.UNREACHABLE),
        (Forbidden("Forbidden: bot was kicked from the group chat"), Refusal.UNREACHABLE),
        (BadRequest("Bad Request: chat not found"), Refusal.UNREACHABLE),
        (BadRequest("Bad Request: message is not modified: specified new message content …"), Refusal.UNCHANGED),
        (BadRequest("Message to edit not found"), Refusal.GONE),
        (BadRequest("Bad Request: message can't be edited"), Refusal.GONE),
        (BadRequest("Bad Request: message thread not found"), Refusal.NO_THREAD),
        (BadRequest("Bad Request: can't parse entities"), Refusal.OTHER),
        (TimedOut(), Refusal.AWAY),
        (NetworkError("ClientConnectorError"), Refusal.AWAY),
        (NetworkError("Bad Gateway"), Refusal.AWAY),
        (NetworkError("Bad Gateway (502). Parsing the server response b'<html>' failed"), Refusal.AWAY),
        (NetworkError("Internal Server Error"), Refusal.SERVER),
        (NetworkError("Gateway Timeout (504)"), Refusal.SERVER),
        (NetworkError("Request Entity Too Large"), Refusal.SERVER),
        (Conflict("Conflict: terminated by other getUpdates request"), Refusal.SERVER),
        (InvalidToken(), Refusal.SERVER),
        (TelegramError("something new"), Refusal.OTHER),
    ],
)
def test_a_refusal(error: TelegramError, kind: Refusal) -> None:
    """L4, L7, L14."""
    assert refusal(error) == kind


def test_those_that_carry_something() -> None:
    """L6, L8."""
    assert refusal(RetryAfter(7)).retry_after == timedelta(seconds=7)
    assert refusal(ChatMigrated(-1002)).migrated_to == -1002
