"""How the phrases of danger are written down: as people read them, compiled once."""

import re
from typing import Final

BREAK: Final = "|"  # stands in normalised text wherever letters stop: blanks, punctuation, emoji

_NEAR: Final = re.compile(r"~(\d+)")
_FURTHER: Final = re.compile(r"…(\d+)")


def phrases(written: str, **sets: str) -> re.Pattern[str]:
    """One expression that finds any phrase of `written`: blanks part them, a line with # tells what follows.

    A phrase is a regular expression in which `~4` is a gap of up to four characters inside a clause, `…9` one of up to
    nine that may pass the end of a clause, and `<name>` any word of the set of that name, blanks between them too.
    """
    lines = (line for line in written.splitlines() if not line.startswith("#"))
    expression = "|".join(" ".join(lines).split())
    for name, words in sets.items():
        expression = expression.replace(f"<{name}>", f"(?:{'|'.join(words.split())})")
    return re.compile(_FURTHER.sub(r".{0,\1}", _NEAR.sub(r"[^|]{0,\1}", expression)))
