"""The codes one signs in with: a QR on the screen that turns, and four digits said aloud for those online (M7, M8).

Both follow from one secret a meeting, so nothing is stored a code, and a restart changes none.
"""

import hmac
from base64 import b32encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from domain.moments import Moment

LIVES: Final = timedelta(seconds=30)
# The bell rings every fifteen seconds: a code replaced only when it is over would stand there dead until then.
TURNS_EVERY: Final = timedelta(seconds=15)
GRACE: Final = timedelta(seconds=5)
SECRET_BYTES: Final = 16
MOST_MISSES: Final = 5  # of ten thousand codes: who guesses has one chance in two thousand, and then asks the leader
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LETTERS: Final = 10  # 50 bits for 35 seconds
_MESSAGE_TIMES: Final = timedelta(seconds=1)  # Telegram writes whole seconds


def slot(at: datetime) -> int:
    """The number of the quarter of a minute."""
    return (at - _EPOCH) // TURNS_EVERY


def turns_at(at: datetime) -> datetime:
    """When the code shown at this moment is replaced."""
    return _EPOCH + (slot(at) + 1) * TURNS_EVERY


def screen_code(secret: bytes, number: int) -> str:
    """What the QR of this quarter of a minute carries: letters and digits that a deep link may hold."""
    return b32encode(hmac.digest(secret, f"screen {number}".encode(), sha256))[:_LETTERS].decode()


def is_on_screen(secret: bytes, code: str, moment: Moment) -> bool:
    """Whether the code was good at any time of the moment: half a minute from its first showing, and the grace."""
    first, last = slot(moment.earliest - LIVES - GRACE) + 1, slot(moment.latest + _MESSAGE_TIMES)
    return any(hmac.compare_digest(screen_code(secret, number), code) for number in range(first, last + 1))


def spoken_code(secret: bytes) -> str:
    """Four digits, the same for the whole meeting."""
    return f"{int.from_bytes(hmac.digest(secret, b'online', sha256)[:8], 'big') % 10_000:04}"


def read_spoken(text: str) -> str | None:
    """The four digits somebody typed, however they set blanks; None where it is no such code."""
    digits = "".join(str(int(character)) for character in text if character.isdecimal())
    rest = "".join(character for character in text if not character.isdecimal())
    return digits if len(digits) == 4 and not rest.strip(" ，。,.-—：:") else None
