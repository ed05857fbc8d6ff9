"""What a fake Bot API has taken in, on disk: it lives in the process that is killed, and Telegram does not die."""

import os
import signal
from pathlib import Path

from bench.postbox import Postbox

GONE_SECONDS = 3.0
"""How long nobody is there, between the kill and the new start."""


class Journal:
    """Fills the postbox of a second process with what the first one took in; kills the first one half way."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text().splitlines() if path.exists() else []
        self._taken = [(int(chat), letter == "True", float(now)) for chat, letter, now in map(str.split, lines)]
        self._file = path.open("a", buffering=1)

    @property
    def begins(self) -> float:
        """The moment at which this process begins, in seconds since the beginning of the first one."""
        return self._taken[-1][2] + GONE_SECONDS if self._taken else 0.0

    def attach(self, postbox: Postbox) -> None:
        """Tell the postbox what it knew, and keep what it will learn."""
        is_first = not self._taken
        for chat, letter, now in self._taken:
            postbox.put(chat, letter, now)

        def note(chat: int, letter: bool, now: float) -> None:
            self._file.write(f"{chat} {letter} {now}\n")
            if is_first and letter and postbox.delivered == postbox.mailing.letters // 2:
                os.kill(os.getpid(), signal.SIGKILL)  # taken in, and not answered yet: the worst moment there is

        postbox.noted = note
