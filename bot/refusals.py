"""What Telegram's no means. Some are for good, some are cured by waiting, some tell us something about the world."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

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

# What python-telegram-bot makes of 413, 500 and their like: no sign that Telegram is away, rather that this one letter
# does not go through; it must not stop the others.
_OTHER_STATUS = re.compile(r"Internal Server Error|Request Entity Too Large|\((?!502\b)[45]\d\d\)")
TOO_FAST = "too_fast"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One kind of no; `word` is what the database and the operator read."""

    word: str
    retry_after: timedelta | None = None
    migrated_to: int | None = None

    AWAY: ClassVar["Refusal"]
    SERVER: ClassVar["Refusal"]
    UNREACHABLE: ClassVar["Refusal"]
    GONE: ClassVar["Refusal"]
    UNCHANGED: ClassVar["Refusal"]
    NO_THREAD: ClassVar["Refusal"]
    STORAGE: ClassVar["Refusal"]
    BROKEN: ClassVar["Refusal"]
    OTHER: ClassVar["Refusal"]


Refusal.AWAY = Refusal("telegram_away")
Refusal.SERVER = Refusal("server_error")
Refusal.UNREACHABLE = Refusal("unreachable")
Refusal.GONE = Refusal("message_gone")
Refusal.UNCHANGED = Refusal("unchanged")
Refusal.NO_THREAD = Refusal("topic_gone")
Refusal.STORAGE = Refusal("database_away")
Refusal.BROKEN = Refusal("our_mistake")
Refusal.OTHER = Refusal("refused")

# The official server's words; it has no codes for these.
_BAD_REQUESTS = (
    ("message is not modified", Refusal.UNCHANGED),
    ("message to edit not found", Refusal.GONE),
    ("message can't be edited", Refusal.GONE),
    ("there is no text in the message to edit", Refusal.GONE),  # a picture does not become words: said anew
    ("message thread not found", Refusal.NO_THREAD),
    ("chat not found", Refusal.UNREACHABLE),
)


def refusal(error: TelegramError) -> Refusal:
    """Sort an error of python-telegram-bot."""
    match error:
        case RetryAfter():
            after = error.retry_after
            return Refusal(TOO_FAST, retry_after=after if isinstance(after, timedelta) else timedelta(seconds=after))
        case ChatMigrated():
            return Refusal("migrated", migrated_to=error.new_chat_id)
        case Forbidden():
            return Refusal.UNREACHABLE
        case BadRequest():
            said = str(error).lower()
            return next((kind for words, kind in _BAD_REQUESTS if words in said), Refusal.OTHER)
        case InvalidToken() | Conflict():
            return Refusal.SERVER
        case TimedOut():
            return Refusal.AWAY
        case NetworkError():
            return Refusal.SERVER if _OTHER_STATUS.search(str(error)) else Refusal.AWAY
        case _:
            return Refusal.OTHER
